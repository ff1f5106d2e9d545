/**
 * Comparing models: the {@link dev.matinee.lab.leaderboard.Evaluator} trains and measures them and keeps a record of
 * each, the {@link dev.matinee.lab.leaderboard.Leaderboard} puts comparable records side by side.
 */
@NullMarked
package dev.matinee.lab.leaderboard;

import org.jspecify.annotations.NullMarked;
