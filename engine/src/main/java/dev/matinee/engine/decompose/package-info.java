/**
 * Decompositions of matrices that models and analyses rest on. The types you will need are
 * {@link dev.matinee.engine.decompose.SymmetricInverse}, to solve, and
 * {@link dev.matinee.engine.decompose.TruncatedSvd}, for the strongest directions.
 */
@NullMarked
package dev.matinee.engine.decompose;

import org.jspecify.annotations.NullMarked;
