/**
 * What every room of the engine shares: {@link dev.matinee.engine.Run} (seed, threads, progress, cancellation of one
 * computation) and {@link dev.matinee.engine.MatineeException} (the one kind of error a caller needs to catch).
 */
@NullMarked
package dev.matinee.engine;

import org.jspecify.annotations.NullMarked;
