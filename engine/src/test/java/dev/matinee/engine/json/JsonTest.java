package dev.matinee.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void whatHasNoOrderIsWrittenInOne() {
        assertThat(Json.write(Map.of("c", 1, "a", Map.of("z", 1, "y", 2), "b", Set.of("q", "p"))))
                .isEqualTo("{\"a\":{\"y\":2,\"z\":1},\"b\":[\"p\",\"q\"],\"c\":1}");
    }

    @Test
    void whatHasAnOrderKeepsIt() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", new LinkedHashSet<>(List.of("y", "x")));
        map.put("a", List.of(2, 1));
        assertThat(Json.write(map)).isEqualTo("{\"b\":[\"y\",\"x\"],\"a\":[2,1]}");
    }
}
