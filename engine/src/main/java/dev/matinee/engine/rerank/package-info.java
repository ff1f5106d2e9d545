/**
 * Choosing a list from more candidates than it has places, by more than their scores. {@link
 * dev.matinee.engine.rerank.Diversity} keeps a list from being all the same, {@link
 * dev.matinee.engine.rerank.Calibration} keeps it in proportion to what the user has seen.
 */
@NullMarked
package dev.matinee.engine.rerank;

import org.jspecify.annotations.NullMarked;
