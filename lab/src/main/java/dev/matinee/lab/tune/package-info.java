/**
 * Finds good settings of a model without looking at the test set. Begin with {@link dev.matinee.lab.tune.Tuning}, which
 * tries what a {@link dev.matinee.lab.tune.TuningPlan} says.
 */
@NullMarked
package dev.matinee.lab.tune;

import org.jspecify.annotations.NullMarked;
