/**
 * How good a model is, measured on ratings it has not seen. {@link dev.matinee.engine.evaluate.TopNEvaluation} looks at
 * what it recommends, {@link dev.matinee.engine.evaluate.RatingEvaluation} at the ratings it predicts; both answer an
 * {@link dev.matinee.engine.evaluate.Evaluation}.
 */
@NullMarked
package dev.matinee.engine.evaluate;

import org.jspecify.annotations.NullMarked;
