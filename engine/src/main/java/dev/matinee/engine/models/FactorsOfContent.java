package dev.matinee.engine.models;

import dev.matinee.engine.recommend.Explains;
import dev.matinee.engine.recommend.FindsBest;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.engine.split.TrainingSet;
import java.util.Map;
import java.util.function.IntPredicate;

/** A model that answers from factors of users and items, where those of items come from what the items are about. */
abstract class FactorsOfContent implements FindsBest, Explains {
    private final ImplicitAlsModel factors;

    FactorsOfContent(ImplicitAlsModel factors) {
        this.factors = factors;
    }

    /** The factors. */
    final ImplicitAlsModel factors() {
        return factors;
    }

    @Override
    public TrainingSet training() {
        return factors.training();
    }

    @Override
    public Provenance provenance() {
        return factors.provenance();
    }

    @Override
    public Map<String, Tensor> tensors() {
        return factors.tensors();
    }

    @Override
    public void scores(int user, float[] scores) {
        factors.scores(user, scores);
    }

    @Override
    public void scores(int[] users, int from, int to, float[] scores) {
        factors.scores(users, from, to, scores);
    }

    @Override
    public void scores(int[] items, float[] ratings, float[] scores) {
        factors.scores(items, ratings, scores);
    }

    @Override
    public void best(int user, IntPredicate allowed, TopItems best) {
        factors.best(user, allowed, best);
    }

    @Override
    public void best(int[] items, float[] ratings, IntPredicate allowed, TopItems best) {
        factors.best(items, ratings, allowed, best);
    }

    @Override
    public void contributions(int[] items, float[] ratings, int item, float[] contributions) {
        factors.contributions(items, ratings, item, contributions);
    }
}
