package dev.matinee.engine.rerank;

import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommendations;
import java.util.ArrayList;
import java.util.List;

/** An answer as what rerankers work on: item indexes, and relevance from 0 (the last candidate's) to 1 (the first's). */
final class Candidates {
    private final Recommendations answer;
    final int[] items;
    final double[] relevance;

    Candidates(Recommendations answer, Ids ids) {
        this.answer = answer;
        this.items = answer.items().stream()
                .mapToInt(line -> ids.indexOf(line.item()).orElseThrow())
                .toArray();
        this.relevance = new double[items.length];
        double highest = items.length == 0 ? 0 : answer.items().getFirst().score();
        double lowest = items.length == 0 ? 0 : answer.items().getLast().score();
        for (int i = 0; i < items.length; i++) {
            double score = answer.items().get(i).score();
            relevance[i] = highest > lowest ? (score - lowest) / (highest - lowest) : 1;
        }
    }

    /** What the choice of one more candidate is judged by. */
    @FunctionalInterface
    interface Worth {
        /** The worth of a candidate, by its place in the answer, given those chosen so far; higher is better. */
        double of(int candidate, List<Integer> chosen);
    }

    /** Chooses one candidate after the other, each the most worth given those before; ties go to the earlier candidate. */
    Recommendations greedily(int top, Worth worth) {
        List<Integer> chosen = new ArrayList<>();
        boolean[] taken = new boolean[items.length];
        while (chosen.size() < Math.min(top, items.length)) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int candidate = 0; candidate < items.length; candidate++) {
                if (!taken[candidate]) {
                    double value = worth.of(candidate, chosen);
                    if (best < 0 || value > most) {
                        best = candidate;
                        most = value;
                    }
                }
            }
            taken[best] = true;
            chosen.add(best);
        }
        List<Recommendation> list = new ArrayList<>();
        for (int candidate : chosen) {
            Recommendation line = answer.items().get(candidate);
            list.add(new Recommendation(list.size() + 1, line.item(), line.score()));
        }
        return new Recommendations(answer.basis(), list);
    }
}
