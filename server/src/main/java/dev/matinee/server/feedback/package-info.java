/**
 * What users do: {@link dev.matinee.server.feedback.FeedbackLog} puts events on disk, many in one transaction, and
 * {@link dev.matinee.server.feedback.Opinions} is what they say of one user, kept at hand by
 * {@link dev.matinee.server.feedback.Histories}.
 */
@NullMarked
package dev.matinee.server.feedback;

import org.jspecify.annotations.NullMarked;
