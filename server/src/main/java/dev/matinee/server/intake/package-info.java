/**
 * Ratings that come in while a service runs: {@link dev.matinee.server.intake.Intake} keeps files that were uploaded, and what came of
 * checking one until it is put in use.
 */
@NullMarked
package dev.matinee.server.intake;

import org.jspecify.annotations.NullMarked;
