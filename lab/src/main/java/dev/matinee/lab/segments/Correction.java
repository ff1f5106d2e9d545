package dev.matinee.lab.segments;

import dev.matinee.engine.MatineeException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How probabilities are corrected when many hypotheses are tested at once. */
public enum Correction {
    /** Holm 1979: the probability that any hypothesis is wrongly rejected. */
    HOLM("holm") {
        @Override
        public double[] adjust(double[] probabilities) {
            Integer[] order = ascending(probabilities);
            double[] adjusted = new double[probabilities.length];
            double least = 0;
            for (int rank = 0; rank < order.length; rank++) {
                least = Math.max(least, Math.min(1, (order.length - rank) * probabilities[order[rank]]));
                adjusted[order[rank]] = least;
            }
            return adjusted;
        }
    },

    /** Benjamini, Hochberg 1995: the share of the rejected hypotheses that is rejected wrongly. */
    BENJAMINI_HOCHBERG("benjamini-hochberg") {
        @Override
        public double[] adjust(double[] probabilities) {
            Integer[] order = ascending(probabilities);
            double[] adjusted = new double[probabilities.length];
            double most = 1;
            for (int rank = order.length - 1; rank >= 0; rank--) {
                most = Math.min(most, order.length * probabilities[order[rank]] / (rank + 1));
                adjusted[order[rank]] = most;
            }
            return adjusted;
        }
    };

    private final String json;

    Correction(String json) {
        this.json = json;
    }

    /** The correction of this name. */
    public static Correction named(String name) {
        return Arrays.stream(values())
                .filter(correction -> correction.json.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> MatineeException.usage("the corrections are holm and benjamini-hochberg, got " + name));
    }

    /** The name in JSON and on the command line. */
    public String json() {
        return json;
    }

    /** The corrected probabilities, in the order given: a hypothesis is rejected where its own is below the level. */
    public abstract double[] adjust(double[] probabilities);

    private static Integer[] ascending(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> probabilities[i]))
                .toArray(Integer[]::new);
    }
}
