package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;

/**
 * Something wrong with the evaluations of a workspace that a reader should know and that stops nothing.
 *
 * @param run the run it concerns
 * @param problem what is wrong, in one sentence
 * @param remedy what to do about it, or empty
 */
public record Finding(String run, String problem, String remedy) {
    static Finding of(String run, MatineeException damage) {
        return new Finding(run, String.valueOf(damage.getMessage()), damage.remedy());
    }
}
