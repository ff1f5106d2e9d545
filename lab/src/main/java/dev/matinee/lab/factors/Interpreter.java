package dev.matinee.lab.factors;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.decompose.SingularVectors;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.lab.segments.Correction;
import dev.matinee.lab.segments.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says what stands at the ends of factors. All factors of all views are gathered first, because the tests of all of them
 * are corrected together.
 */
final class Interpreter {
    /** A movie stands at an end only if its loading is at least this share of the factor's largest. */
    private static final double LEAST_LOADING = 0.1;

    private final Interactions ratings;
    private final Movies movies;
    private final GenreEnrichment enrichment;
    private final int looked;
    private final int shown;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<View, SingularVectors> vectors = new LinkedHashMap<>();

    /** The lifts of an end are empty where it has no movies, or no movie has a genre. */
    private record DraftEnd(int[] items, List<GenreLift> lifts) {}

    private record Draft(
            View view, int component, double alignment, DraftEnd top, DraftEnd bottom, double yearsProbability) {}

    Interpreter(Interactions ratings, Movies movies, List<String> genres, int looked, int shown) {
        this.ratings = ratings;
        this.movies = movies;
        this.enrichment = new GenreEnrichment(genres, movies, ratings.items(), ratings.byItem());
        this.looked = looked;
        this.shown = shown;
    }

    /** Takes the factors of a view and answers how many there are: those with a singular value above 0. */
    int add(View view, SingularVectors found) {
        vectors.put(view, found);
        double[] sums = sumsOfItems(view);
        int component = 0;
        while (component < found.components() && found.singularValues()[component] > 0) {
            Integer[] order = order(found, component);
            double least = LEAST_LOADING
                    * Math.max(
                            Math.abs(loading(found, component, order[0])),
                            Math.abs(loading(found, component, order[order.length - 1])));
            DraftEnd top = end(Arrays.stream(order), found, component, least);
            DraftEnd bottom = end(Arrays.asList(order).reversed().stream(), found, component, least);
            drafts.add(new Draft(
                    view, component, alignment(found, component, sums), top, bottom, yearsProbability(top, bottom)));
            component++;
        }
        return component;
    }

    /** The movies with ratings by loading, the highest first, ties by index. */
    private Integer[] order(SingularVectors found, int component) {
        Rows byItem = ratings.byItem();
        return IntStream.range(0, byItem.rows())
                .filter(item -> byItem.count(item) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -loading(found, component, item)))
                .toArray(Integer[]::new);
    }

    private DraftEnd end(Stream<Integer> strongestFirst, SingularVectors found, int component, double least) {
        int[] items = strongestFirst
                .limit(looked)
                .filter(item -> Math.abs(loading(found, component, item)) >= least)
                .mapToInt(Integer::intValue)
                .toArray();
        return new DraftEnd(items, enrichment.lifts(items));
    }

    private static double loading(SingularVectors found, int component, int item) {
        return found.itemVectors()[item * found.components() + component];
    }

    /** What the values of a movie add up to over all users. */
    private double[] sumsOfItems(View view) {
        Rows byUser = ratings.byUser();
        double[] sums = new double[ratings.items().size()];
        float[] values = new float[0];
        for (int user = 0; user < byUser.rows(); user++) {
            int count = byUser.count(user);
            values = values.length < count ? new float[2 * count] : values;
            if (count > 0) {
                view.cells().read(byUser, user, values);
            }
            for (int i = 0; i < count; i++) {
                sums[byUser.column(byUser.start(user) + i)] += values[i];
            }
        }
        return sums;
    }

    /** The cosine between a factor and the sums over all users. */
    private static double alignment(SingularVectors found, int component, double[] sums) {
        double product = 0;
        double square = 0;
        for (int item = 0; item < sums.length; item++) {
            product += loading(found, component, item) * sums[item];
            square += sums[item] * sums[item];
        }
        return square > 0 ? product / Math.sqrt(square) : 0;
    }

    private double yearsProbability(DraftEnd top, DraftEnd bottom) {
        double[] a = years(top.items());
        double[] b = years(bottom.items());
        return StudentT.welch(mean(a), variance(a), a.length, mean(b), variance(b), b.length);
    }

    private double[] years(int[] items) {
        return IntStream.of(items)
                .mapToObj(this::movie)
                .filter(movie -> movie.year().isPresent())
                .mapToDouble(movie -> movie.year().getAsInt())
                .toArray();
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElse(Double.NaN);
    }

    private static double variance(double[] numbers) {
        double mean = mean(numbers);
        return Arrays.stream(numbers)
                        .map(number -> (number - mean) * (number - mean))
                        .sum()
                / (numbers.length - 1);
    }

    private Movie movie(int item) {
        return movies.get(ratings.items().id(item));
    }

    /** The factors of each view, their tests corrected together. */
    List<FactorView> views(Correction correction) {
        double[] adjusted = correction.adjust(drafts.stream()
                .flatMap(draft -> Stream.of(
                                draft.top().lifts().stream().map(GenreLift::probability),
                                draft.bottom().lifts().stream().map(GenreLift::probability),
                                Stream.of(draft.yearsProbability()))
                        .flatMap(all -> all))
                .mapToDouble(Double::doubleValue)
                .toArray());
        Map<View, List<Factor>> factors = new LinkedHashMap<>();
        vectors.keySet().forEach(view -> factors.put(view, new ArrayList<>()));
        int at = 0;
        for (Draft draft : drafts) {
            int component = draft.component();
            FactorEnd top = end(draft.view(), component, draft.top(), adjusted, at);
            at += draft.top().lifts().size();
            FactorEnd bottom = end(draft.view(), component, draft.bottom(), adjusted, at);
            at += draft.bottom().lifts().size();
            List<Factor> own = factors.computeIfAbsent(draft.view(), absent -> new ArrayList<>());
            SingularVectors found = java.util.Objects.requireNonNull(vectors.get(draft.view()));
            double ratio = found.explainedVarianceRatio(component);
            own.add(new Factor(
                    component + 1,
                    FactorLabel.of(draft.view(), draft.alignment(), top, bottom, adjusted[at]),
                    found.singularValues()[component],
                    found.explainedVariance()[component],
                    ratio,
                    ratio + (own.isEmpty() ? 0 : own.getLast().cumulativeRatio()),
                    adjusted[at],
                    top,
                    bottom));
            at++;
        }
        return factors.entrySet().stream()
                .map(entry -> new FactorView(
                        entry.getKey(),
                        java.util.Objects.requireNonNull(vectors.get(entry.getKey()))
                                .totalVariance(),
                        entry.getValue()))
                .toList();
    }

    private FactorEnd end(View view, int component, DraftEnd draft, double[] adjusted, int first) {
        SingularVectors found = java.util.Objects.requireNonNull(vectors.get(view));
        Rows byItem = ratings.byItem();
        List<GenreLift> tested = new ArrayList<>();
        Map<String, Double> lifts = new LinkedHashMap<>();
        for (int genre = 0; genre < draft.lifts().size(); genre++) {
            GenreLift one = draft.lifts().get(genre);
            tested.add(new GenreLift(one.genre(), one.lift(), adjusted[first + genre]));
            lifts.put(one.genre(), one.lift());
        }
        double[] counts =
                IntStream.of(draft.items()).mapToDouble(byItem::count).sorted().toArray();
        double median =
                counts.length == 0 ? Double.NaN : (counts[(counts.length - 1) / 2] + counts[counts.length / 2]) / 2;
        return new FactorEnd(
                draft.items().length,
                IntStream.of(draft.items())
                        .limit(shown)
                        .mapToObj(item ->
                                new FactorMovie(movie(item), loading(found, component, item), byItem.count(item)))
                        .toList(),
                mean(years(draft.items())),
                median,
                lifts,
                tested.stream()
                        .filter(GenreLift::isMore)
                        .sorted(Comparator.comparingDouble(GenreLift::probability)
                                .thenComparing(Comparator.comparingDouble(GenreLift::lift)
                                        .reversed()))
                        .toList());
    }
}
