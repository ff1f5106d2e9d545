package dev.matinee.cli;

import dev.matinee.engine.evaluate.Convention;
import dev.matinee.engine.evaluate.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each metric means, and where libraries mean different things by its name. */
final class MetricCards {
    private MetricCards() {}

    static String text() {
        List<String> cards = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            StringBuilder card = new StringBuilder(measure.at(10))
                    .append(measure.higherIsBetter() ? " (higher is better)" : " (lower is better)")
                    .append("\n  formula      ")
                    .append(measure.formula())
                    .append("\n  denominator  ")
                    .append(measure.denominator())
                    .append("\n  ties         ")
                    .append(measure.ties())
                    .append("\n  source       ")
                    .append(measure.source());
            Convention.of(measure.label()).forEach(convention -> card.append(line(convention)));
            cards.add(card.toString());
        }
        StringBuilder users = new StringBuilder("users (of every metric of lists)");
        Convention.of("users").forEach(convention -> users.append(line(convention)));
        cards.add(users.toString());
        return String.join("\n\n", cards);
    }

    private static String line(Convention convention) {
        return "\n  --convention " + convention + ": " + convention.formula() + " (" + convention.followedBy()
                + (convention.standard() ? "; the standard here)" : ")");
    }

    static Map<String, Object> json() {
        Map<String, Object> cards = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            Map<String, Object> card = new LinkedHashMap<>();
            card.put("higherIsBetter", measure.higherIsBetter());
            card.put("formula", measure.formula());
            card.put("denominator", measure.denominator());
            card.put("ties", measure.ties());
            card.put("source", measure.source());
            card.put("conventions", conventions(measure.label()));
            cards.put(measure.label(), card);
        }
        cards.put("users", Map.of("conventions", conventions("users")));
        return cards;
    }

    private static List<Map<String, Object>> conventions(String subject) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Convention convention : Convention.of(subject)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", convention.toString());
            one.put("formula", convention.formula());
            one.put("followedBy", convention.followedBy());
            one.put("standard", convention.standard());
            all.add(one);
        }
        return all;
    }
}
