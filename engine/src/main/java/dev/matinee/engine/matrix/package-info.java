/**
 * Ratings as a sparse matrix. {@link dev.matinee.engine.matrix.Interactions} is the immutable, memory-mapped value that
 * splits, models and evaluations read; {@link dev.matinee.engine.matrix.InteractionsBuilder} makes one.
 */
@NullMarked
package dev.matinee.engine.matrix;

import org.jspecify.annotations.NullMarked;
