package dev.matinee.data.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The fields of a JSON object that must be there; whatever is missing or of another type throws. */
record Fields(Map<?, ?> json) {
    private Object get(String key) {
        return Objects.requireNonNull(json.get(key), key + " is missing");
    }

    String text(String key) {
        return get(key).toString();
    }

    long whole(String key) {
        return ((Number) get(key)).longValue();
    }

    double real(String key) {
        return ((Number) get(key)).doubleValue();
    }

    Optional<Instant> time(String key) {
        return Optional.ofNullable(json.get(key)).map(text -> Instant.parse(text.toString()));
    }

    Fields object(String key) {
        return new Fields((Map<?, ?>) get(key));
    }

    List<Fields> objects(String key) {
        return ((List<?>) get(key))
                .stream().map(element -> new Fields((Map<?, ?>) element)).toList();
    }
}
