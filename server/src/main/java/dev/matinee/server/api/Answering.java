package dev.matinee.server.api;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.experiment.Experiments;
import dev.matinee.server.experiment.Experiments.Assignment;
import dev.matinee.server.shelf.Served;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers wishes; while an experiment runs, those of users who name no model by the model of the user's arm. Where that fails,
 * the user gets what everybody else gets, and the failure is counted against the arm.
 */
final class Answering {
    private static final System.Logger LOG = System.getLogger(Answering.class.getName());

    private final Audience audience;
    private final Experiments experiments;

    Answering(Audience audience, Experiments experiments) {
        this.audience = audience;
        this.experiments = experiments;
    }

    Map<String, @Nullable Object> answer(Wish wish, Served served) {
        Optional<Assignment> assignment = wish.model().isPresent()
                ? Optional.empty()
                : wish.user().flatMap(user -> experiments.assign(user, served));
        if (assignment.isEmpty()) {
            return wish.answer(served, audience);
        }
        Assignment assigned = assignment.get();
        long start = System.nanoTime();
        Map<String, @Nullable Object> json;
        try {
            json = wish.answer(served, audience, Optional.of(assigned.model()));
        } catch (MatineeException failure) {
            if (failure.code() == ErrorCode.BUG) {
                return instead(wish, served, assigned, failure);
            }
            throw failure;
        } catch (RuntimeException defect) {
            return instead(wish, served, assigned, defect);
        }
        boolean isEmpty = json.get("items") instanceof List<?> items && items.isEmpty();
        experiments.answered(assigned, wish.user().orElseThrow(), System.nanoTime() - start, isEmpty);
        json.put("experiment", assigned.experiment());
        json.put("arm", assigned.arm().json());
        return json;
    }

    private Map<String, @Nullable Object> instead(
            Wish wish, Served served, Assignment assigned, RuntimeException failure) {
        LOG.log(
                Level.WARNING,
                "{0} {1} failed with {2}",
                assigned.model().name(),
                assigned.model().version(),
                failure.getClass().getName());
        experiments.failed(assigned);
        return wish.answer(served, audience);
    }
}
