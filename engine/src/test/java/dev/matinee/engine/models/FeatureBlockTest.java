package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.FeatureBlock.Group;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureBlockTest {
    private static final Run RUN = Run.seeded(9).threads(1);
    private static final int FACTORS = 3;

    private final Interactions data = RandomRatings.of(9, 40, 30, 7);
    private final RatingDays days = RatingDays.of(data);
    private final MachineRatings ratings = new MachineRatings(data, days);

    /** Users with a group of two shared features, items and days alone. */
    private List<FeatureBlock> sides() {
        int[] users = new int[40];
        int[] items = new int[30];
        for (int user = 0; user < users.length; user++) {
            users[user] = data.byUser().count(user);
        }
        for (int item = 0; item < items.length; item++) {
            items[item] = data.byItem().count(item);
        }
        int[] starts = {0, 25, 60};
        int[] rows = new int[60];
        for (int i = 0; i < 25; i++) {
            rows[i] = i;
        }
        for (int i = 25; i < 60; i++) {
            rows[i] = i - 20;
        }
        float[] weights = new float[40];
        for (int user = 0; user < weights.length; user++) {
            weights[user] = user % 3 == 0 ? 0.5f : 1;
        }
        Group shared = new Group(40, 2, starts, rows, weights);
        return List.of(
                new FeatureBlock("users", FACTORS, users, List.of(Group.ofRows(40), shared), 1),
                new FeatureBlock("items", FACTORS, items, List.of(Group.ofRows(30)), 1),
                new FeatureBlock(
                        "days", FACTORS, ratings.dayCounts(days.count()), List.of(Group.ofRows(days.count())), 1));
    }

    @Test
    void residualsThatAreBroughtUpToDateAreThoseMadeAnew() {
        List<FeatureBlock> sides = sides();
        ratings.sides(sides);
        sides.forEach(side -> side.start(RUN));
        for (int sample = 0; sample < 5; sample++) {
            ratings.scores(FACTORS, 0, RUN);
            takeFromTargets();
            int changed = MachineRatings.NONE;
            int before = FACTORS;
            for (FeatureBlock side : sides) {
                side.drawPriors(RUN, sample);
            }
            for (int factor : new int[] {FACTORS, 0, 1, 2}) {
                for (int side = 0; side < 3; side++) {
                    ratings.pass(changed, before, side, factor, FACTORS, RUN);
                    sides.get(side).draw(factor, 1, RUN, sample);
                    changed = side;
                    before = factor;
                }
            }
            ratings.pass(changed, before, MachineRatings.USERS, 0, FACTORS, RUN);
            float[] updated = ratings.residuals().clone();
            ratings.scores(FACTORS, 0, RUN);
            takeFromTargets();
            assertThat(updated).containsExactly(ratings.residuals(), within(1e-3f));
        }
    }

    private void takeFromTargets() {
        for (int at = 0; at < ratings.size(); at++) {
            ratings.residuals()[at] = ratings.targets()[at] - ratings.residuals()[at];
        }
    }
}
