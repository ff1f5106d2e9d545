/**
 * Synthetic ratings with the shape of a named data set, whose true parameters and noise are known. The two types you
 * will need are {@link dev.matinee.data.generate.DataShape} (how many of what) and
 * {@link dev.matinee.data.generate.Generator} (writes them to disk, or hands them over in memory).
 */
@NullMarked
package dev.matinee.data.generate;

import org.jspecify.annotations.NullMarked;
