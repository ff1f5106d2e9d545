-- The answers of each variant of an experiment, over all services and all starts; what was bad of them its guardrails look at.
CREATE TABLE answer_count (
    experiment TEXT NOT NULL REFERENCES experiment (name),
    variant TEXT NOT NULL,
    answers BIGINT NOT NULL,
    slow BIGINT NOT NULL,
    without_movie BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    PRIMARY KEY (experiment, variant)
);
