-- What a service remembers. The same script is run on SQLite and on PostgreSQL; ${identity} is what each calls a number that it
-- gives out itself. Times are milliseconds since 1970-01-01 UTC. A script that was released is never changed: add another.

-- What users did, in the order in which it was acknowledged.
CREATE TABLE feedback_event (
    id ${identity},
    user_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    movie_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('rating', 'like', 'dislike', 'watched', 'dismissed', 'impression')),
    rating DOUBLE PRECISION CHECK ((kind = 'rating') = (rating IS NOT NULL)),
    happened_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (user_id, idempotency_key)
);
CREATE INDEX feedback_event_history ON feedback_event (user_id, id) WHERE kind <> 'impression';

-- Who may ask. Of a key only its SHA-256 is kept, in hexadecimal; scopes are names with commas between them.
CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    requests_per_second DOUBLE PRECISION,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT
);

-- Comparisons of models on real users; settings is JSON, why says why it was stopped.
CREATE TABLE experiment (
    name TEXT PRIMARY KEY,
    settings TEXT NOT NULL,
    why TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    stopped_at BIGINT
);

-- Which variant of an experiment a user has been shown, and since when.
CREATE TABLE exposure (
    experiment TEXT NOT NULL REFERENCES experiment (name),
    user_id TEXT NOT NULL,
    variant TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    PRIMARY KEY (experiment, user_id)
);
CREATE INDEX exposure_of_user ON exposure (user_id);

-- Work that takes long; parameters and result are JSON, progress goes from 0 to 1.
CREATE TABLE job (
    id ${identity},
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    parameters TEXT NOT NULL,
    progress DOUBLE PRECISION NOT NULL,
    message TEXT NOT NULL,
    result TEXT,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT
);

-- Users who were erased, by the number of the receipt and not by name; details is JSON.
CREATE TABLE erasure (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('pending', 'done')),
    details TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    completed_at BIGINT
);

-- What administrators did. actor is the id of a key, or empty where there are none.
CREATE TABLE audit (
    id ${identity},
    happened_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    outcome TEXT NOT NULL,
    request_id TEXT NOT NULL
);
