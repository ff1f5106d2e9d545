package dev.matinee.engine.evaluate;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One {@link Convention} for each subject that has several.
 *
 * @param chosen the conventions that hold
 */
public record Conventions(Set<Convention> chosen) {
    /** Fills in the standard where nothing is chosen; of two for one subject the later one in order holds. */
    public Conventions {
        Map<String, Convention> bySubject = new LinkedHashMap<>();
        for (Convention convention : Convention.values()) {
            if (convention.standard() || chosen.contains(convention)) {
                bySubject.put(convention.subject(), convention);
            }
        }
        chosen = Collections.unmodifiableSet(EnumSet.copyOf(bySubject.values()));
    }

    /** The standard ones. */
    public static Conventions standard() {
        return new Conventions(Set.of());
    }

    /** The same with another convention for one subject. */
    public Conventions with(Convention convention) {
        EnumSet<Convention> others = EnumSet.copyOf(chosen);
        others.removeIf(other -> other.subject().equals(convention.subject()));
        others.add(convention);
        return new Conventions(others);
    }

    /** Whether a convention holds. */
    public boolean holds(Convention convention) {
        return chosen.contains(convention);
    }

    /** The name of the convention that holds, by subject. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        chosen.forEach(convention -> json.put(convention.subject(), convention.label()));
        return json;
    }

    /** The conventions that {@link #toJson} wrote; the standard one for a subject that is absent. */
    public static Conventions fromJson(Map<String, ?> json) {
        Conventions conventions = standard();
        for (Map.Entry<String, ?> one : json.entrySet()) {
            conventions = conventions.with(Convention.parse(one.getKey() + "=" + one.getValue()));
        }
        return conventions;
    }
}
