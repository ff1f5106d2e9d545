package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.evaluate.Conventions;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Splitter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * How models are to be compared.
 *
 * @param splitter the rule that divides the ratings
 * @param seeds the seeds; with each of them the ratings are divided and the models trained anew
 * @param at the numbers of places of lists to look at
 * @param relevant the rating from which on a held-out rating counts as relevant; without it four fifths of the highest
 * @param conventions what holds where libraries define a metric differently
 */
public record EvaluationPlan(
        Splitter splitter, List<Long> seeds, List<Integer> at, OptionalDouble relevant, Conventions conventions) {
    /** Checks and copies. */
    public EvaluationPlan {
        seeds = List.copyOf(seeds);
        at = List.copyOf(at);
        if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
            throw MatineeException.usage("seeds must be at least one and all different, got " + seeds);
        }
        TopNEvaluation.at(at.stream().mapToInt(Integer::intValue).toArray());
    }

    /** A random fifth of each user's ratings held out, seed 42, 10 and 20 places, 4 of 5 stars relevant. */
    public static EvaluationPlan defaults() {
        return new EvaluationPlan(
                Holdout.randomPerUser(0.2),
                List.of(42L),
                List.of(10, 20),
                OptionalDouble.empty(),
                Conventions.standard());
    }

    /** The same with another rule. */
    public EvaluationPlan splitter(Splitter splitter) {
        return new EvaluationPlan(splitter, seeds, at, relevant, conventions);
    }

    /** The same with this many seeds from the first one on: 42 and 3 make 42, 43, 44. */
    public EvaluationPlan seeds(long first, int count) {
        if (count < 1) {
            throw MatineeException.usage("seeds must be at least 1, got " + count);
        }
        List<Long> several = LongStream.range(0, count).mapToObj(i -> first + i).toList();
        return new EvaluationPlan(splitter, several, at, relevant, conventions);
    }

    /** The same with other numbers of places. */
    public EvaluationPlan at(List<Integer> at) {
        return new EvaluationPlan(splitter, seeds, at, relevant, conventions);
    }

    /** The same with this rating counting as relevant, and all above. */
    public EvaluationPlan relevant(double rating) {
        return new EvaluationPlan(splitter, seeds, at, OptionalDouble.of(rating), conventions);
    }

    /** The same by other conventions. */
    public EvaluationPlan conventions(Conventions conventions) {
        return new EvaluationPlan(splitter, seeds, at, relevant, conventions);
    }

    TopNEvaluation lists() {
        TopNEvaluation lists = TopNEvaluation.at(
                        at.stream().mapToInt(Integer::intValue).toArray())
                .conventions(conventions);
        return relevant.isPresent() ? lists.relevant(relevant.getAsDouble()) : lists;
    }
}
