package dev.matinee.lab.likes;

/**
 * Which features are made, and how. Equal plans make equal features of equal ratings.
 *
 * @param likeAt a rating of this and above is a like
 * @param features which columns, as {@link LikesCommon#features}
 * @param folds into how many folds training ratings are cut, so that each is described without its own
 * @param factors how many directions of taste; 0 for none
 * @param predictors models that predict ratings, with {@code +} between them; empty for none
 * @param trendDays how many days before the end of the training ratings are recent
 * @param drawing from which ratings the description of a training row is drawn
 */
record FeaturePlan(
        double likeAt, String features, int folds, int factors, String predictors, int trendDays, Drawing drawing) {
    /** The same, drawn another way. */
    FeaturePlan drawing(Drawing other) {
        return new FeaturePlan(likeAt, features, folds, factors, predictors, trendDays, other);
    }
}
