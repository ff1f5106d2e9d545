/**
 * Cutting ratings into what a model may learn from and what it is measured on. A
 * {@link dev.matinee.engine.split.Split} pairs a {@link dev.matinee.engine.split.TrainingSet}, the only thing a model can
 * be trained on, with the held-out ratings, which no model can see.
 */
@NullMarked
package dev.matinee.engine.split;

import org.jspecify.annotations.NullMarked;
