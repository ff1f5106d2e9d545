package dev.matinee.server.experiment;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoredRow;
import dev.matinee.server.store.Transaction;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Experiments and who has seen which arm, as the store has them. */
final class ExperimentStore {
    private static final String COLUMNS = "name, settings, why, started_at, stopped_at";

    private final Store store;

    ExperimentStore(Store store) {
        this.store = store;
    }

    /**
     * One user's first answer from an arm.
     *
     * @param experiment the experiment's name
     */
    record Exposure(String experiment, String user, Arm arm, Instant first) {}

    /** Adds an experiment; {@code CONFLICT} where there is one of the name, or one that is running. */
    void add(ExperimentPlan plan, Instant started) {
        store.write(transaction -> {
            Optional<String> running =
                    transaction.first("SELECT name FROM experiment WHERE stopped_at IS NULL", row -> row.text("name"));
            if (running.isPresent()) {
                throw new MatineeException(
                        ErrorCode.CONFLICT,
                        "the experiment " + running.get() + " is running, and a user can be in one at a time",
                        "stop it first, with POST /api/v1/experiments/" + running.get() + ":stop");
            }
            int added = transaction.update(
                    "INSERT INTO experiment (name, settings, why, started_at) VALUES (?, ?, '', ?)"
                            + " ON CONFLICT (name) DO NOTHING",
                    plan.name(),
                    Json.write(plan.toJson()),
                    started);
            if (added == 0) {
                throw new MatineeException(
                        ErrorCode.CONFLICT,
                        "there was an experiment " + plan.name() + " already",
                        "give it a name of its own");
            }
            return added;
        });
    }

    /** Ends an experiment that is running. */
    void stop(String name, String why, Instant stopped) {
        store.write(transaction -> transaction.update(
                "UPDATE experiment SET stopped_at = ?, why = ? WHERE name = ? AND stopped_at IS NULL",
                stopped,
                why,
                name));
    }

    /** All experiments, the latest first. */
    List<ExperimentState> all() {
        return store.read(transaction -> transaction.query(
                "SELECT " + COLUMNS + " FROM experiment ORDER BY started_at DESC, name", ExperimentStore::read));
    }

    /** The experiment of a name. */
    Optional<ExperimentState> find(String name) {
        return store.read(transaction -> transaction.first(
                "SELECT " + COLUMNS + " FROM experiment WHERE name = ?", ExperimentStore::read, name));
    }

    /** The experiment that is running. */
    Optional<ExperimentState> running() {
        return store.read(transaction -> transaction.first(
                "SELECT " + COLUMNS + " FROM experiment WHERE stopped_at IS NULL", ExperimentStore::read));
    }

    private static ExperimentState read(StoredRow row) {
        return new ExperimentState(
                ExperimentPlan.of(Json.parseObject(row.text("settings"))),
                row.time("started_at"),
                row.timeIfAny("stopped_at"),
                row.text("why"));
    }

    /** Writes down who has seen what; a user who is known already stays as he was. */
    void expose(List<Exposure> exposures) {
        List<@Nullable Object[]> rows = exposures.stream()
                .map(one -> new @Nullable Object[] {
                    one.experiment(), one.user(), one.arm().json(), one.first()
                })
                .toList();
        store.write(transaction -> transaction.updateAll(
                "INSERT INTO exposure (experiment, user_id, variant, first_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (experiment, user_id) DO NOTHING",
                rows));
    }

    /** The users who have seen an arm. */
    Set<String> exposed(String experiment) {
        return new HashSet<>(store.read(transaction -> transaction.query(
                "SELECT user_id FROM exposure WHERE experiment = ?", row -> row.text("user_id"), experiment)));
    }

    /** Adds answers to those of an arm, and returns all. */
    AnswerCounts count(String experiment, Arm arm, AnswerCounts more) {
        return store.write(transaction -> transaction
                .first(
                        "INSERT INTO answer_count (experiment, variant, answers, slow, without_movie, failed)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (experiment, variant) DO UPDATE SET"
                                + " answers = answer_count.answers + excluded.answers,"
                                + " slow = answer_count.slow + excluded.slow,"
                                + " without_movie = answer_count.without_movie + excluded.without_movie,"
                                + " failed = answer_count.failed + excluded.failed"
                                + " RETURNING answers, slow, without_movie, failed",
                        ExperimentStore::counts,
                        experiment,
                        arm.json(),
                        more.answers(),
                        more.slow(),
                        more.empty(),
                        more.failed())
                .orElseThrow());
    }

    /** The answers of an arm that were written down. */
    AnswerCounts counts(String experiment, Arm arm) {
        return store.read(transaction -> transaction.first(
                        "SELECT answers, slow, without_movie, failed FROM answer_count"
                                + " WHERE experiment = ? AND variant = ?",
                        ExperimentStore::counts,
                        experiment,
                        arm.json()))
                .orElse(AnswerCounts.NONE);
    }

    private static AnswerCounts counts(StoredRow row) {
        return new AnswerCounts(
                row.whole("answers"), row.whole("slow"), row.whole("without_movie"), row.whole("failed"));
    }

    /**
     * What became of the users of each arm.
     *
     * @param liked the rating from which on a rating counts as a like
     */
    Map<Arm, Outcome> outcomes(ExperimentPlan plan, Instant now, double liked) {
        return store.read(transaction -> outcomes(transaction, plan, now, liked));
    }

    private static Map<Arm, Outcome> outcomes(Transaction transaction, ExperimentPlan plan, Instant now, double liked) {
        long window = plan.window().toMillis();
        long settled = now.toEpochMilli() - window;
        String during = "SELECT 1 FROM feedback_event e WHERE e.user_id = x.user_id"
                + " AND e.received_at >= x.first_at AND e.received_at < x.first_at + ?";
        Map<Arm, Outcome> outcomes = new EnumMap<>(Arm.class);
        for (Arm arm : Arm.values()) {
            outcomes.put(
                    arm,
                    transaction
                            .first(
                                    "SELECT COUNT(*) AS exposed,"
                                            + " SUM(CASE WHEN x.first_at <= ? THEN 1 ELSE 0 END) AS settled,"
                                            + " SUM(CASE WHEN x.first_at <= ? AND EXISTS (" + during
                                            + " AND (e.kind = 'like' OR e.kind = 'rating' AND e.rating >= ?))"
                                            + " THEN 1 ELSE 0 END) AS liked,"
                                            + " SUM(CASE WHEN x.first_at <= ? AND EXISTS (" + during
                                            + " AND e.kind = 'watched') THEN 1 ELSE 0 END) AS clicked"
                                            + " FROM exposure x WHERE x.experiment = ? AND x.variant = ?",
                                    row -> new Outcome(
                                            row.whole("exposed"),
                                            row.whole("settled"),
                                            row.whole("liked"),
                                            row.whole("clicked")),
                                    settled,
                                    settled,
                                    window,
                                    liked,
                                    settled,
                                    window,
                                    plan.name(),
                                    arm.json())
                            .orElse(Outcome.NONE));
        }
        return outcomes;
    }
}
