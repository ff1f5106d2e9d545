/**
 * Decompositions of matrices that models and analyses rest on. The type you need first is
 * {@link dev.matinee.engine.decompose.SymmetricInverse}.
 */
@NullMarked
package dev.matinee.engine.decompose;

import org.jspecify.annotations.NullMarked;
