package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Scale;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleDetectorTest {
    @ParameterizedTest
    @CsvSource({
        "'1:10 2:20 3:50 4:80 5:60', 1..5:1",
        "'0.5:10 1:10 2:20 3:50 3.5:7 4:80 5:60', 0.5..5:0.5",
        "'1:1000 2:2000 3:5000 4:8000 5:6000 3.7:1 99:9 -1:20 0:3', 1..5:1",
        "'1:1000 2:2000 3:5000 4:8000 5:6000 0:5000', 0..5:1",
        "'1:10 2:20 3:50 4:80 5:60 6:30 7:80 8:90 9:20 10:10', 1..10:1",
        "'1:10 2:20 3:50 4:80 5:60 6:30 7:80', 1..7:1",
        "'5:1', 1..5:1",
        "'4:1 3:1 5:1 99:1', 1..5:1",
        "'0:900 1:100', 0..1:1",
        "'20:10 40:20 60:10 80:40 100:20', 1..100:1",
    })
    void theScaleIsFoundFromHowOftenEachValueOccurs(String counts, String scale) {
        Map<Float, Long> map = new HashMap<>();
        for (String pair : counts.split(" ", -1)) {
            map.put(Float.valueOf(pair.split(":", -1)[0]), Long.valueOf(pair.split(":", -1)[1]));
        }

        assertThat(ScaleDetector.detect(map)).isEqualTo(Scale.parse(scale));
    }

    @Test
    void anyNumberBetweenIsARatingWhereThereAreNoSteps() {
        Map<Float, Long> counts = new HashMap<>();
        for (int i = 0; i <= 2000; i++) {
            counts.put(-10 + i / 100f, 3L);
        }
        counts.put(99f, 1L);

        Scale scale = ScaleDetector.detect(counts);

        assertThat(scale.step()).isZero();
        assertThat(scale.min()).isEqualTo(-10);
        assertThat(scale.max()).isEqualTo(10);
        assertThat(scale.contains(99)).isFalse();
    }
}
