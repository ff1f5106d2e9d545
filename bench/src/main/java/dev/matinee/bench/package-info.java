/**
 * Matinee beside its peers, in one run on one machine. {@link dev.matinee.bench.Bench} is the command; each comparison is
 * one class, which asserts that the answers agree before it says who was faster.
 */
@NullMarked
package dev.matinee.bench;

import org.jspecify.annotations.NullMarked;
