package dev.matinee.engine.split;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * {@code predefined:u1,u2}: divisions that came with the data, as published results use them. They are taken as they
 * are, so a user may have nothing left to learn from. A division is cut when it is taken from the list.
 */
public final class Predefined implements Splitter {
    private final List<TestPairs> tests;

    private Predefined(List<TestPairs> tests) {
        this.tests = List.copyOf(tests);
    }

    /**
     * The test part of one predefined split.
     *
     * @param name its name, such as {@code u1}
     * @param users the user index of every test rating
     * @param items the item index of every test rating, in the same order
     */
    public record TestPairs(String name, int[] users, int[] items) {
        /** Checks the lengths. */
        public TestPairs {
            if (users.length != items.length) {
                throw MatineeException.usage(
                        "split " + name + " has " + users.length + " users but " + items.length + " items");
            }
        }
    }

    /** A rule that makes these splits, in this order. */
    public static Predefined of(List<TestPairs> tests) {
        if (tests.isEmpty()) {
            throw MatineeException.usage("predefined needs at least one named split, such as predefined:u1");
        }
        return new Predefined(tests);
    }

    /** A rule that makes the named ones of these splits, in the order of the names. */
    public static Predefined named(Collection<TestPairs> tests, List<String> names) {
        List<String> known = tests.stream().map(TestPairs::name).toList();
        List<TestPairs> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(tests.stream()
                    .filter(pairs -> pairs.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> MatineeException.usage(
                            known.isEmpty()
                                    ? "the data came without predefined splits, so there is no split " + name
                                    : "there is no predefined split " + name + Nearest.hint(name, known)
                                            + "; the data came with " + String.join(", ", known))));
        }
        return of(chosen);
    }

    @Override
    public List<Split> splits(Interactions interactions, Run run) {
        return new LazySplits(tests.size(), index -> cut(interactions, tests.get(index), run));
    }

    @Override
    public String kind() {
        return "predefined:"
                + String.join(",", tests.stream().map(TestPairs::name).toList());
    }

    @Override
    public String toString() {
        return kind();
    }

    private static Split cut(Interactions interactions, TestPairs test, Run run) {
        PositionSet heldOut = new PositionSet(interactions.size());
        for (int i = 0; i < test.users().length; i++) {
            int user = test.users()[i];
            int item = test.items()[i];
            long position = interactions.byUser().position(user, item);
            if (position < 0) {
                throw MatineeException.badData(
                        "split " + test.name() + " tests user "
                                + interactions.users().id(user) + " on item "
                                + interactions.items().id(item) + ", a rating that is not among the data",
                        "see whether the row was rejected when the data was ingested");
            }
            heldOut.add(position);
        }
        return Split.cut(interactions, heldOut, "predefined:" + test.name(), run);
    }
}
