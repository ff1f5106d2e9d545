/**
 * Will this user like this movie? Features, classifiers and their honest comparison. The two types you will need are
 * {@link dev.matinee.lab.likes.LikesSettings}, which trains a {@link dev.matinee.lab.likes.LikesModel}, and
 * {@link dev.matinee.lab.likes.LikesEvaluator}, which measures several.
 *
 * <p>{@link dev.matinee.lab.likes.LikeFeatures} are made of a {@link dev.matinee.engine.split.TrainingSet} and nothing else.
 * For the rows that a classifier learns from they are drawn out of fold: what they say of a rating was computed without its
 * fold, as what they say of a held-out rating was computed without it.
 */
@NullMarked
package dev.matinee.lab.likes;

import org.jspecify.annotations.NullMarked;
