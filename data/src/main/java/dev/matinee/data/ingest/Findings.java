package dev.matinee.data.ingest;

import dev.matinee.data.source.Rule;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many rows broke each rule, and the first of them, first by part and line so that it does not depend on which thread
 * came first. Not thread-safe: each thread has its own, and they are added up.
 */
final class Findings {
    private final Map<Rule, Finding> found = new EnumMap<>(Rule.class);

    /**
     * What was found of one rule.
     *
     * @param part the part of the first row, see {@link Parts}
     * @param line the line of the first row within its part
     * @param example what was wrong with it
     */
    record Finding(long rows, int part, long line, String example) {
        Finding and(Finding other) {
            boolean before = part < other.part || (part == other.part && line <= other.line);
            Finding first = before ? this : other;
            return new Finding(rows + other.rows, first.part, first.line, first.example);
        }
    }

    void add(Rule rule, int part, long line, String example) {
        found.merge(rule, new Finding(1, part, line, example), Finding::and);
    }

    void add(Rule rule, Finding finding) {
        if (finding.rows() > 0) {
            found.merge(rule, finding, Finding::and);
        }
    }

    void addAll(Findings others) {
        others.found.forEach(this::add);
    }

    Optional<Finding> of(Rule rule) {
        return Optional.ofNullable(found.get(rule));
    }

    /** The first row that was rejected by any rule. */
    Optional<Finding> firstRejected() {
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().rejects())
                .map(Map.Entry::getValue)
                .reduce((one, other) -> {
                    Finding both = one.and(other);
                    return both.part() == one.part() && both.line() == one.line() ? one : other;
                });
    }

    /** The number of rows that were rejected. */
    long rejected() {
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().rejects())
                .mapToLong(entry -> entry.getValue().rows())
                .sum();
    }
}
