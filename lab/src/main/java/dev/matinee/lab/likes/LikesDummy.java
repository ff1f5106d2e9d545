package dev.matinee.lab.likes;

import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import java.util.Map;

/**
 * The share of likes, for everybody: the floor that any classifier must beat (document 000's dummy classifier, most frequent).
 *
 * @param likeAt a rating of this and above is a like
 */
public record LikesDummy(
        @Setting("a rating of this and above is a like") double likeAt) implements LikesSettings {
    /** The name on the command line. */
    public static final String NAME = "likes-dummy";

    /** Checks the ranges. */
    public LikesDummy {
        SettingsSchema.check(LikesDummy.class, likeAt);
    }

    /** Likes from 4 on. */
    public static LikesDummy defaults() {
        return new LikesDummy(4);
    }

    @Override
    public String model() {
        return NAME;
    }

    @Override
    public LikesCommon common() {
        return LikesCommon.without(likeAt);
    }

    @Override
    public Classifier classifier() {
        return (rows, run) -> ConstantScorer.learn(rows);
    }

    @Override
    public Scorer load(int columns, Map<String, Tensor> tensors) {
        return ConstantScorer.load(columns, tensors);
    }
}
