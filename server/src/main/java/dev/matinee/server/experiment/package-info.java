/**
 * Two versions of models beside each other: an {@link dev.matinee.server.experiment.ExperimentPlan} says who gets which and
 * when to stop, {@link dev.matinee.server.experiment.Evidence} what their users' behaviour shows, at any time one looks.
 */
@NullMarked
package dev.matinee.server.experiment;

import org.jspecify.annotations.NullMarked;
