package dev.matinee.lab.segments;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names for people: {@code Critical power users}. Where several segments would have the same, it goes on with how much their
 * ratings vary, then with the genre that sets them apart most (one whose lift is not put down to chance), then with their
 * number.
 */
final class SegmentNames {
    private SegmentNames() {}

    /**
     * The names, in order.
     *
     * @param favourites the favourite genre of each segment, or an empty text
     */
    static List<String> of(List<Interpretation> interpretations, List<String> favourites) {
        List<List<String>> endings = new ArrayList<>();
        endings.add(interpretations.stream()
                .map(one ->
                        one.consistency() == Interpretation.Consistency.VARIED ? " of varied taste" : " of even taste")
                .toList());
        endings.add(favourites.stream()
                .map(genre -> genre.isEmpty() ? "" : ", fond of " + genre)
                .toList());
        endings.add(numbers(interpretations.size()));
        List<String> names = new ArrayList<>(interpretations.stream()
                .map(one -> one.sentiment().text() + " " + one.activity().noun())
                .toList());
        for (List<String> ending : endings) {
            Set<String> seen = new HashSet<>();
            Set<String> twice = new HashSet<>();
            names.forEach(name -> {
                if (!seen.add(name)) {
                    twice.add(name);
                }
            });
            for (int i = 0; i < names.size(); i++) {
                if (twice.contains(names.get(i))) {
                    names.set(i, names.get(i) + ending.get(i));
                }
            }
        }
        return List.copyOf(names);
    }

    private static List<String> numbers(int size) {
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            numbers.add(String.format(Locale.ROOT, " (%d)", i));
        }
        return numbers;
    }
}
