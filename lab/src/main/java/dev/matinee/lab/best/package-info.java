/**
 * Finds the best recommender that a budget of seconds and bytes allows. Begin with {@link dev.matinee.lab.best.BestSearch},
 * which spends a {@link dev.matinee.lab.best.Budget}.
 */
@NullMarked
package dev.matinee.lab.best;

import org.jspecify.annotations.NullMarked;
