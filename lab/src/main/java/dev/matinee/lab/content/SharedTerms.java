package dev.matinee.lab.content;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.TermWeights;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.ItemTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Which terms movies have in common: words, genres, keywords, people and decades. Immutable and thread-safe. */
public final class SharedTerms {
    private static final int LOOKED_AT = 4;

    private final Ids ids;
    private final TermWeights weights;

    SharedTerms(Ids ids, TermWeights weights) {
        this.ids = ids;
        this.weights = weights;
    }

    /** The terms of some movies of a catalog. */
    public static SharedTerms of(Catalog catalog, Ids movies, Run run) {
        return new SharedTerms(movies, TermWeights.of(catalog.terms(movies), run));
    }

    /** How alike two movies are by their terms: their cosine, 0 to 1; 0 where nothing is known of one. */
    public double likeness(String movie, String other) {
        double[] sum = {0};
        OptionalInt one = ids.indexOf(movie);
        OptionalInt two = ids.indexOf(other);
        if (one.isPresent() && two.isPresent()) {
            weights.forEachShared(one.getAsInt(), two.getAsInt(), (place, share) -> sum[0] += share);
        }
        return sum[0];
    }

    /**
     * The terms that a movie shares with others, those that make them most alike first; none that another says already.
     *
     * @param others what each of the others counts
     * @param most how many terms at most
     */
    public List<SharedTerm> of(String movie, Map<String, Double> others, int most) {
        Map<Integer, Double> shares = new TreeMap<>();
        OptionalInt one = ids.indexOf(movie);
        others.forEach((other, counts) -> {
            OptionalInt two = ids.indexOf(other);
            if (one.isPresent() && two.isPresent()) {
                weights.forEachShared(
                        one.getAsInt(),
                        two.getAsInt(),
                        (place, share) -> shares.merge(place, counts * share, Double::sum));
            }
        });
        List<SharedTerm> terms = new ArrayList<>();
        shares.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit((long) LOOKED_AT * most)
                .forEach(shared -> addUnlessSaid(terms, shared.getKey(), shared.getValue()));
        terms.sort(Comparator.comparingDouble(SharedTerm::share).reversed());
        return List.copyOf(terms.subList(0, Math.min(most, terms.size())));
    }

    private void addUnlessSaid(List<SharedTerm> terms, int place, double share) {
        ItemTerms.Term term = weights.terms().terms().get(place);
        String said = term.text().toLowerCase(Locale.ROOT);
        terms.removeIf(before -> said.contains(before.text().toLowerCase(Locale.ROOT)));
        if (terms.stream()
                .noneMatch(before -> before.text().toLowerCase(Locale.ROOT).contains(said))) {
            terms.add(new SharedTerm(term.kind(), term.text(), share));
        }
    }
}
