package dev.matinee.server.jobs;

import dev.matinee.engine.json.Json;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs, as the store has them. */
final class JobStore {
    private static final String COLUMNS =
            "id, kind, state, parameters, progress, message, result, created_at, started_at, ended_at";
    private static final int MOST_LISTED = 100;

    private final Store store;

    JobStore(Store store) {
        this.store = store;
    }

    Job add(JobKind kind, Map<String, Object> parameters, Instant now) {
        return store.write(transaction -> transaction
                .first(
                        "INSERT INTO job (kind, state, parameters, progress, message, created_at)"
                                + " VALUES (?, 'waiting', ?, 0, '', ?) RETURNING " + COLUMNS,
                        JobStore::read,
                        kind.json(),
                        Json.write(parameters),
                        now)
                .orElseThrow());
    }

    void update(Job job) {
        store.write(transaction -> transaction.update(
                "UPDATE job SET state = ?, progress = ?, message = ?, result = ?, started_at = ?, ended_at = ?"
                        + " WHERE id = ?",
                job.state().json(),
                job.progress(),
                job.message(),
                job.result().map(Json::write).orElse(null),
                job.started().orElse(null),
                job.ended().orElse(null),
                job.id()));
    }

    /** Ends every job that a service left behind. */
    int endAll(String why, Instant now) {
        return store.write(transaction -> transaction.update(
                "UPDATE job SET state = 'failed', message = ?, ended_at = ? WHERE state IN ('waiting', 'running')",
                why,
                now));
    }

    Optional<Job> find(long id) {
        return store.read(
                transaction -> transaction.first("SELECT " + COLUMNS + " FROM job WHERE id = ?", JobStore::read, id));
    }

    /** The latest jobs, latest first. */
    List<Job> latest() {
        return store.read(transaction -> transaction.query(
                "SELECT " + COLUMNS + " FROM job ORDER BY id DESC LIMIT " + MOST_LISTED, JobStore::read));
    }

    private static Job read(StoredRow row) {
        return new Job(
                row.whole("id"),
                JobKind.of(row.text("kind")),
                JobState.of(row.text("state")),
                Json.parseObject(row.text("parameters")),
                row.number("progress").orElse(0),
                row.text("message"),
                row.textIfAny("result").map(Json::parseObject),
                row.time("created_at"),
                row.timeIfAny("started_at"),
                row.timeIfAny("ended_at"));
    }
}
