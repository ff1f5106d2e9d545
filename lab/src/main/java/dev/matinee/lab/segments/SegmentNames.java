package dev.matinee.lab.segments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Names for people: {@code Critical power users}, {@code Casual fans of Horror and Sci-Fi}. How active a segment is follows
 * from its middle user's place among all users, because the mean that the {@linkplain Interpretation published words} go by
 * is above the median nearly everywhere. Segments of the same name go on with what sets them apart from each other: how
 * generous they are or how much their ratings vary, whichever differs more; then the genre that only they watch more or rate
 * lower (where that is not put down to chance); in the end their number.
 */
final class SegmentNames {
    /** From this place among all users on, one is above most of them; at its mirror image, below. */
    private static final double ABOVE = 0.6;

    private static final double POWER = 0.9;

    private static final String FOND = ", fond of ";
    private static final String COOL = ", cool on ";

    private static final List<Ending> ENDINGS = List.of(
            new Ending(Traits::generosity, ", generous", ", sparing"),
            new Ending(Traits::variety, " of varied taste", " of even taste"));

    private SegmentNames() {}

    /** What a name begins with. */
    enum Style {
        /** How users rate. */
        HABITS,
        /** What they watch. */
        TASTE
    }

    /**
     * What sets a segment apart.
     *
     * @param activity the place of its middle user's number of ratings among all users, from 0 to 1
     * @param generosity that of its middle mean rating
     * @param variety that of its middle deviation of ratings
     * @param favourites genres that are watched more than by everyone, beyond chance, highest lift first
     * @param dislikes genres that are rated lower than by everyone, beyond chance, lowest first
     */
    record Traits(double activity, double generosity, double variety, List<String> favourites, List<String> dislikes) {
        private String active() {
            return activity >= POWER
                    ? "power"
                    : activity >= ABOVE ? "active" : activity <= 1 - ABOVE ? "casual" : "regular";
        }
    }

    /** What a name goes on with where a place among all users is high, or low. */
    private record Ending(ToDoubleFunction<Traits> place, String high, String low) {
        double spread(List<Traits> traits) {
            var places = traits.stream().mapToDouble(place).summaryStatistics();
            return places.getMax() - places.getMin();
        }

        String of(Traits traits) {
            double at = place.applyAsDouble(traits);
            return at >= ABOVE ? high : at <= 1 - ABOVE ? low : "";
        }
    }

    /** The names, in order. */
    static List<String> of(Style style, List<Interpretation> interpretations, List<Traits> traits) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < traits.size(); i++) {
            names.add(first(style, interpretations.get(i), traits.get(i)));
        }
        tellApart(names, IntStream.range(0, names.size()).boxed().toList(), traits, ENDINGS);
        return List.copyOf(names);
    }

    private static String first(Style style, Interpretation interpretation, Traits traits) {
        if (style == Style.TASTE && !traits.favourites().isEmpty()) {
            String active = traits.active();
            return active.substring(0, 1).toUpperCase(Locale.ROOT) + active.substring(1) + " fans of "
                    + traits.favourites().stream().limit(2).collect(Collectors.joining(" and "));
        }
        String name = interpretation.sentiment().text() + " " + traits.active() + " users";
        return style == Style.TASTE && !traits.dislikes().isEmpty()
                ? name + COOL + traits.dislikes().getFirst()
                : name;
    }

    private static void tellApart(
            List<String> names, List<Integer> segments, List<Traits> traits, List<Ending> endings) {
        for (List<Integer> alike : alike(names, segments)) {
            List<Traits> theirs = alike.stream().map(traits::get).toList();
            if (endings.isEmpty()) {
                goOn(
                        names,
                        alike,
                        i -> own(traits.get(i), theirs, Traits::favourites)
                                .map(genre -> FOND + genre)
                                .or(() -> own(traits.get(i), theirs, Traits::dislikes)
                                        .map(genre -> COOL + genre))
                                .orElse(""));
                alike(names, alike).forEach(still -> goOn(names, still, i -> " (" + (i + 1) + ")"));
            } else {
                Ending ending = endings.stream()
                        .max(Comparator.comparingDouble(one -> one.spread(theirs)))
                        .orElseThrow();
                goOn(names, alike, i -> ending.of(traits.get(i)));
                tellApart(
                        names,
                        alike,
                        traits,
                        endings.stream().filter(one -> !one.equals(ending)).toList());
            }
        }
    }

    /** The first genre that one has among some and none of the others. */
    private static Optional<String> own(Traits traits, List<Traits> all, Function<Traits, List<String>> genres) {
        return genres.apply(traits).stream()
                .filter(genre -> all.stream()
                                .filter(one -> genres.apply(one).contains(genre))
                                .count()
                        == 1)
                .findFirst();
    }

    private static void goOn(List<String> names, List<Integer> segments, Function<Integer, String> ending) {
        segments.forEach(i -> names.set(i, names.get(i) + ending.apply(i)));
    }

    /** Those of the segments that share their name with another of them, by name. */
    private static Collection<List<Integer>> alike(List<String> names, List<Integer> segments) {
        return segments.stream()
                .collect(Collectors.groupingBy(names::get, java.util.TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(group -> group.size() > 1)
                .toList();
    }
}
