package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.SparseBlock;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatingBlocksTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final Interactions RATINGS = RandomRatings.of(3, 200, 150, 0);
    private static final RatingScale SCALE = RatingScale.of(RATINGS, "a test");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 150})
    void everyRatingIsInJustOneBlockAtThePlacesOfUserAndItem(int strata) {
        RatingBlocks blocks = new RatingBlocks(RATINGS, SCALE, strata, RUN);
        Map<Long, Float> found = new HashMap<>();
        for (int users = 0; users < strata; users++) {
            for (int items = 0; items < strata; items++) {
                SparseBlock block = blocks.block(users, items);
                assertThat(block.starts()[block.rows().length]).isEqualTo(block.values().length);
                for (int k = 0; k < block.rows().length; k++) {
                    assertThat(block.starts()[k + 1]).isGreaterThan(block.starts()[k]);
                    for (int i = block.starts()[k]; i < block.starts()[k + 1]; i++) {
                        assertThat(found.put(((long) block.rows()[k] << 32) + block.columns()[i], block.values()[i]))
                                .isNull();
                    }
                }
            }
        }
        Rows byUser = RATINGS.byUser();
        assertThat(found).hasSize((int) RATINGS.size());
        for (int user = 0; user < byUser.rows(); user++) {
            for (long at = byUser.start(user); at < byUser.end(user); at++) {
                long places = ((long) blocks.userPlaces()[user] << 32) + blocks.itemPlaces()[byUser.column(at)];
                float expected = (byUser.rating(at) - SCALE.mean()) / SCALE.deviation();
                assertThat(found.get(places)).isEqualTo(expected);
            }
        }
    }

    @Test
    void theBlocksOfOneStageShareNeitherUsersNorItems() {
        RatingBlocks blocks = new RatingBlocks(RATINGS, SCALE, 7, RUN);
        for (int shift = 0; shift < 7; shift++) {
            Set<Integer> users = new HashSet<>();
            Set<Integer> items = new HashSet<>();
            for (int stratum = 0; stratum < 7; stratum++) {
                SparseBlock block = blocks.block(stratum, (stratum + shift) % 7);
                Set<Integer> own = new HashSet<>();
                Arrays.stream(block.rows())
                        .forEach(row -> assertThat(users.add(row)).isTrue());
                Arrays.stream(block.columns()).forEach(own::add);
                own.forEach(item -> assertThat(items.add(item)).isTrue());
            }
        }
    }

    @Test
    void strataHaveAboutAsManyRatingsEach() {
        RatingBlocks blocks = new RatingBlocks(RATINGS, SCALE, 5, RUN);
        double share = RATINGS.size() / 5.0;
        for (int stratum = 0; stratum < 5; stratum++) {
            int ofUsers = 0;
            int ofItems = 0;
            for (int other = 0; other < 5; other++) {
                ofUsers += blocks.block(stratum, other).values().length;
                ofItems += blocks.block(other, stratum).values().length;
            }
            assertThat((double) ofUsers).isCloseTo(share, within(150.0));
            assertThat((double) ofItems).isCloseTo(share, within(200.0));
        }
    }
}
