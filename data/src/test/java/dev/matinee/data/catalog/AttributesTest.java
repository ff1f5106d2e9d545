package dev.matinee.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttributesTest {
    @Test
    void fewNumbersAndTextsStayAsTheyAre() {
        assertThat(Attributes.categories(List.of("1", "2", "2", "18"))).isEmpty();
        assertThat(Attributes.categories(List.of("M", "F", "F"))).isEqualTo(Map.of("M", "M", "F", "F"));
        assertThat(Attributes.categories(List.of())).isEmpty();
    }

    @Test
    void manyNumbersArePutIntoTenPartsOfEquallyMany() {
        List<String> years = IntStream.range(0, 1000)
                .mapToObj(i -> Integer.toString(1900 + i % 100))
                .toList();
        Map<String, String> categories = Attributes.categories(years);
        assertThat(Set.copyOf(categories.values())).hasSize(10);
        assertThat(categories).containsEntry("1900", "from 1900.0").containsEntry("1909", "from 1900.0");
        assertThat(categories).containsEntry("1910", "from 1910.0").containsEntry("1999", "from 1990.0");
    }

    @Test
    void manyTextsAreCutToTheirFirstCharacters() {
        List<String> codes = IntStream.range(0, 900)
                .mapToObj(i -> "%03d%s".formatted(i, i == 5 ? "X" : ""))
                .toList();
        Map<String, String> categories = Attributes.categories(codes);
        assertThat(categories).containsEntry("123", "12").containsEntry("005X", "00");
        assertThat(Set.copyOf(categories.values())).hasSize(90);
    }
}
