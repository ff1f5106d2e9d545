package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;
import java.util.List;
import java.util.Map;

/**
 * What became of a list of models: a record of each that could be measured, and why the others could not.
 *
 * @param records the records, in the order of the models
 * @param failures the others, in the order of the models
 */
public record EvaluationReport(List<EvaluationRecord> records, List<Failure> failures) {
    /** Copies the lists. */
    public EvaluationReport {
        records = List.copyOf(records);
        failures = List.copyOf(failures);
    }

    /**
     * A model that could not be measured.
     *
     * @param model the kind of model
     * @param settings its settings by name
     * @param error why
     */
    public record Failure(String model, Map<String, Object> settings, MatineeException error) {
        /** Copies the map. */
        public Failure {
            settings = RecordFields.copy(settings);
        }
    }

    /** The exit code of a command that ends with this: that of the first failure, 0 without one. */
    public int exitCode() {
        return failures.isEmpty() ? 0 : failures.getFirst().error().code().exitCode();
    }
}
