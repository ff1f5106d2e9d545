package dev.matinee.server.shelf;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.catalog.Movies;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Lazy;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.lab.answers.RatedMovies;
import dev.matinee.lab.answers.SegmentTastes;
import dev.matinee.lab.content.Elicitation;
import dev.matinee.lab.content.Mix;
import dev.matinee.lab.content.MovieContent;
import dev.matinee.lab.content.SharedTerms;
import dev.matinee.lab.content.SimilarMovies;
import dev.matinee.lab.content.TitleSearch;
import dev.matinee.lab.segments.SegmentStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * A catalog in memory: movies, ratings by user and by movie (memory-mapped), who is in which segment. Immutable and
 * thread-safe; the database that it was read from is closed, and opened once more for what movies are about.
 *
 * <p>Memory: about 400 bytes a movie, 512 and 8 a term for what movies are about, 8 bytes a movie for means, and 60 bytes a user who is in a segment.
 */
public final class ServedCatalog {
    /** How many ratings of the mean of all a movie is given beside its own; as in {@code explore}. */
    public static final double PRIOR =
            dev.matinee.lab.explore.TopListOptions.defaults().prior();

    private static final System.Logger LOG = System.getLogger(ServedCatalog.class.getName());

    private final String version;
    private final DataCard card;
    private final List<QualityFinding> quality;
    private final RatedMovies rated;
    private final Lazy<TitleSearch> titles;
    private final Lazy<CompletableFuture<MovieContent>> content;
    private final Lazy<Mix> mix;
    private final Lazy<Elicitation> elicitation;
    private final Interactions ratings;
    private final Map<String, String> segments;
    private final Lazy<Means> means;
    private final SegmentTastes tastes;

    private ServedCatalog(
            Workspace workspace, Catalog catalog, Interactions ratings, Map<String, String> segments, Run run) {
        this.version = catalog.version();
        this.card = catalog.dataCard();
        this.quality = catalog.quality();
        this.ratings = ratings;
        Movies movies = catalog.movies();
        this.rated = RatedMovies.of(movies, ratings.items());
        this.segments = segments;
        // None of these is needed for the first lists.
        this.titles = Lazy.of(() -> TitleSearch.of(movies, movie -> {
            OptionalInt item = rated.indexOf(movie.id());
            return item.isPresent() ? ratings.byItem().count(item.getAsInt()) : 0;
        }));
        String own = catalog.version();
        this.content = Lazy.of(() -> Beside.begin("content", () -> {
            try (Catalog again = workspace.catalog(own)) {
                keepMovies(again);
                return MovieContent.of(again, run);
            }
        }));
        this.mix = Lazy.of(() -> Mix.learned(content(), ratings, run));
        this.elicitation = Lazy.of(() -> Elicitation.of(ratings, movies, run));
        this.means = Lazy.of(() -> Means.of(ratings, run));
        this.tastes = new SegmentTastes(ratings, segments);
    }

    private ServedCatalog(ServedCatalog other, Map<String, String> segments) {
        this.version = other.version;
        this.card = other.card;
        this.quality = other.quality;
        this.ratings = other.ratings;
        this.rated = other.rated;
        this.segments = segments;
        this.titles = other.titles;
        this.content = other.content;
        this.mix = other.mix;
        this.elicitation = other.elicitation;
        this.means = other.means;
        this.tastes = new SegmentTastes(ratings, segments);
    }

    /** For the next start: a catalog of an older Matinee does not have them apart. */
    private static void keepMovies(Catalog catalog) {
        try {
            catalog.keepMovies();
        } catch (MatineeException readOnly) {
            LOG.log(System.Logger.Level.DEBUG, "movies are read from the database: {0}", readOnly.getMessage());
        }
    }

    /** The same with the segments that there are now. */
    ServedCatalog withSegmentsOf(Workspace workspace) {
        return new ServedCatalog(this, segments(workspace));
    }

    /**
     * Means of ratings.
     *
     * @param ofMovies the mean of each movie; 0 without any
     * @param ofAll the mean of all ratings
     */
    private record Means(double[] ofMovies, double ofAll) {
        private static Means of(Interactions ratings, Run run) {
            Rows byItem = ratings.byItem();
            double[] means = new double[byItem.rows()];
            run.parallelRanges(means.length, 1024, (from, to) -> {
                for (int item = from; item < to; item++) {
                    double sum = 0;
                    for (long position = byItem.start(item); position < byItem.end(item); position++) {
                        sum += byItem.rating(position);
                    }
                    means[item] = byItem.count(item) == 0 ? 0 : sum / byItem.count(item);
                }
            });
            double total = 0;
            for (int item = 0; item < means.length; item++) {
                total += means[item] * byItem.count(item);
            }
            return new Means(means, ratings.size() == 0 ? 0 : total / ratings.size());
        }
    }

    /** Makes what is made when it is first needed. */
    void prepare() {
        titles.get();
        means.get();
        content.get();
    }

    /** Makes what to ask new visitors and how content and ratings are mixed; this takes seconds for millions of ratings. */
    public void prepareForPeople() {
        elicitation.get();
        mix.get();
    }

    /** Reads the catalog in use. */
    static ServedCatalog read(Workspace workspace, Run run) {
        return read(workspace, workspace.catalog(), run);
    }

    /** Reads a version of the catalog that is kept. */
    static ServedCatalog read(Workspace workspace, String version, Run run) {
        return read(workspace, workspace.catalog(version), run);
    }

    private static ServedCatalog read(Workspace workspace, Catalog opened, Run run) {
        try (Catalog catalog = opened) {
            return of(workspace, catalog, catalog.interactions(run), run);
        }
    }

    /** The same of a catalog that is open, with its ratings. */
    static ServedCatalog of(Workspace workspace, Catalog catalog, Interactions ratings, Run run) {
        return new ServedCatalog(workspace, catalog, ratings, segments(workspace), run);
    }

    /** The label of each user's segment. */
    private static Map<String, String> segments(Workspace workspace) {
        try {
            return new SegmentStore(workspace).usualLabels();
        } catch (MatineeException damaged) {
            LOG.log(System.Logger.Level.WARNING, "served without segments: {0}", damaged.getMessage());
            return Map.of();
        }
    }

    /** The snapshot's version. */
    public String version() {
        return version;
    }

    /** The data in a dozen numbers. */
    public DataCard card() {
        return card;
    }

    /** What was found about the data. */
    public List<QualityFinding> quality() {
        return quality;
    }

    /** Version, data and findings, as {@code describe} shows them. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version);
        json.put("data", card.toJson());
        json.put("quality", quality.stream().map(QualityFinding::toJson).toList());
        return json;
    }

    /** All movies, rated or not. */
    public Movies movies() {
        return rated.movies();
    }

    /** The rated movies by item index. */
    public RatedMovies rated() {
        return rated;
    }

    /** The titles, ready to be searched. */
    public TitleSearch titles() {
        return titles.get();
    }

    /** What the movies are about. It takes a while to be made; who asks before waits. */
    public MovieContent content() {
        return Beside.result(content.get());
    }

    /** What movies have in common, once that is known; until then nothing, so that nobody waits. */
    public Optional<SharedTerms> termsIfKnown() {
        return known().map(MovieContent::terms);
    }

    private Optional<MovieContent> known() {
        CompletableFuture<MovieContent> made = content.get();
        return made.isDone() && !made.isCompletedExceptionally() ? Optional.of(made.join()) : Optional.empty();
    }

    /**
     * What is similar by ratings to a model, with what movies share as reasons once that is known; until then without, so that
     * nobody waits.
     */
    public SimilarMovies similarByRatings(FindsSimilar model) {
        return SimilarMovies.of(
                known().orElseGet(() -> MovieContent.unknown(movies(), rated.ids())),
                Optional.of(model),
                Mix.defaults());
    }

    /** What is similar by content, and, with a model of ratings, by both. */
    public SimilarMovies similar(Optional<FindsSimilar> model) {
        return SimilarMovies.of(content(), model, model.isPresent() ? mix.get() : Mix.defaults());
    }

    /** What to ask new visitors about. */
    public Elicitation elicitation() {
        return elicitation.get();
    }

    /** All ratings. */
    public Interactions ratings() {
        return ratings;
    }

    /** The label of each user's segment, of those who are in one. */
    public Map<String, String> segments() {
        return segments;
    }

    /** What each segment watches. */
    public SegmentTastes tastes() {
        return tastes;
    }

    /** How many have rated a movie. */
    public int count(int item) {
        return ratings.byItem().count(item);
    }

    /** The mean of a movie's ratings; 0 without any. */
    public double mean(int item) {
        return means.get().ofMovies()[item];
    }

    /** The mean of all ratings. */
    public double mean() {
        return means.get().ofAll();
    }

    /** The mean of a movie's ratings and {@link #PRIOR} times the mean of all. */
    public double weightedScore(int item) {
        return (mean(item) * count(item) + PRIOR * mean()) / (count(item) + PRIOR);
    }
}
