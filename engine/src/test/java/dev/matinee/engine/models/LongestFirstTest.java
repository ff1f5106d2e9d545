package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.recommend.TopItems;
import java.util.function.IntPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongestFirstTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 10", "64, 3, 1", "1000, 8, 10", "1000, 64, 10", "300, 400, 20", "50, 5, 50", "40, 4, 60"})
    void theListIsThatOfAllProductsToTheLastBit(int items, int width, int top) {
        RandomStream random = new RandomStream(7);
        float[] vectors = new float[items * width];
        float[] columns = new float[items * width];
        float[] lengths = new float[items];
        for (int item = 0; item < items; item++) {
            // Some twice, so that there are ties, some 0, and few long ones.
            int twin = item % 7 == 3 ? item - 1 : item;
            double scale = item % 11 == 5 ? 0 : 1.0 / (1 + item % 97);
            double squares = 0;
            for (int d = 0; d < width; d++) {
                float value = twin == item ? (float) (scale * (random.nextDouble() - 0.4)) : vectors[twin * width + d];
                vectors[item * width + d] = value;
                columns[d * items + item] = value;
                squares += value * value;
            }
            lengths[item] = (float) Math.sqrt(squares);
        }
        LongestFirst search = new LongestFirst(vectors, lengths, width);
        for (int round = 0; round < 20; round++) {
            float[] query = new float[width];
            for (int d = 0; d < width; d++) {
                query[d] = (float) (random.nextDouble() - 0.3);
            }
            IntPredicate allowed = round % 2 == 0 ? item -> true : item -> item % 3 != 0;
            float[] scores = new float[items];
            Kernels.active().addProduct(1, query, 0, 1, 1, columns, 0, items, items, width, scores, 0, items);
            TopItems expected = new TopItems(Math.min(top, items));
            for (int item = 0; item < items; item++) {
                if (allowed.test(item)) {
                    expected.offer(item, scores[item]);
                }
            }
            TopItems found = new TopItems(Math.min(top, items));
            int[] looked = new int[1];
            search.best(
                    query,
                    item -> {
                        looked[0]++;
                        return allowed.test(item);
                    },
                    found);

            assertThat(found.size()).isEqualTo(expected.size());
            for (int rank = 0; rank < expected.size(); rank++) {
                assertThat(found.item(rank)).isEqualTo(expected.item(rank));
                assertThat(found.score(rank)).isEqualTo(expected.score(rank));
            }
            if (items == 1000) {
                assertThat(looked[0]).as("items looked at").isLessThan(items / 2);
            }
        }
    }
}
