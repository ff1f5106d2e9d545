package dev.matinee.data.catalog;

import dev.matinee.data.source.MovieText;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.ItemTerms;
import dev.matinee.engine.split.Predefined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot of validated data: an immutable DuckDB file and the interactions made of it. A catalog that is open goes on
 * answering from its snapshot when a new one is ingested. Thread-safe.
 *
 * <pre>{@code
 * try (Catalog catalog = Catalog.open(Path.of("workspace"))) {
 *     Interactions interactions = catalog.interactions(Run.seeded(42));
 * }
 * }</pre>
 */
public final class Catalog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Catalog.class.getName());

    private final Snapshots snapshots;
    private final String version;
    private final CatalogCard card;
    private @Nullable Database database;
    private @Nullable Movies movies;
    private @Nullable Interactions interactions;

    private Catalog(Snapshots snapshots, String version, CatalogCard card) {
        this.snapshots = snapshots;
        this.version = version;
        this.card = card;
    }

    /**
     * Opens the catalog in use in a workspace; the database itself is opened at the first question to it.
     *
     * @throws MatineeException of code {@code NOT_FOUND} when there is no workspace or nothing was ingested yet,
     *     {@code BAD_DATA} when the catalog is damaged
     */
    public static Catalog open(Path workspace) {
        return open(Workspace.open(workspace));
    }

    static Catalog open(Workspace workspace) {
        String version = workspace
                .snapshots()
                .current()
                .orElseThrow(() -> MatineeException.notFound(
                        "the workspace " + workspace + " has no ratings yet",
                        "run: matinee ingest SOURCE --workspace " + workspace));
        return open(workspace, version);
    }

    static Catalog open(Workspace workspace, String version) {
        Snapshots snapshots = workspace.snapshots();
        CatalogCard card = CatalogCard.read(snapshots.card(version));
        Path file = snapshots.database(version);
        long bytes = length(file);
        if (bytes != card.bytes()) {
            throw MatineeException.badData(
                    "the catalog " + file + " is damaged: it has " + bytes + " bytes instead of " + card.bytes(),
                    "ingest again");
        }
        return new Catalog(snapshots, version, card);
    }

    private static long length(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException unreadable) {
            throw MatineeException.badData("the catalog " + file + " cannot be read", "ingest again");
        }
    }

    /** The snapshot's version: {@code 0002}. */
    public String version() {
        return version;
    }

    /** The data in a dozen numbers. */
    public DataCard dataCard() {
        return card.data();
    }

    /** What was found about the data, rule by rule. */
    public List<QualityFinding> quality() {
        return card.quality();
    }

    /**
     * The ratings as a matrix, memory-mapped; rebuilt from the catalog where the file is missing or damaged. The times that
     * a file holds are those in the catalog. What the catalog knows of users and movies beside ratings are their {@linkplain
     * Interactions#features() side features} and {@linkplain Interactions#terms() terms}, read when they are first asked
     * for, of a closed catalog as well.
     */
    public synchronized Interactions interactions(Run run) {
        Interactions known = interactions;
        if (known == null) {
            known = mapped(run);
            Ids users = known.users();
            Ids movies = known.items();
            known = known.features(() -> reading(own -> Attributes.of(own, users, movies)))
                    .terms(() -> reading(own -> MovieTerms.of(own, movies)));
            interactions = known;
        }
        return known;
    }

    /** What the database says to somebody who may ask after this catalog was closed. */
    private <T> T reading(Function<Database, T> question) {
        try (Database own = Database.open(snapshots.database(version))) {
            return question.apply(own);
        }
    }

    /** The file that {@link #interactions} are mapped from, whole and up to date, for processes that map it themselves. */
    public Path matrixFile(Run run) {
        interactions(run);
        return snapshots.matrix(version).toAbsolutePath();
    }

    private Interactions mapped(Run run) {
        Path file = snapshots.matrix(version);
        String why;
        try {
            Interactions found = Interactions.open(file);
            if (found.hash().equals(card.matrix())) {
                return found;
            }
            why = "it is of other data";
        } catch (MatineeException unusable) {
            why = unusable.getMessage();
        }
        LOG.log(System.Logger.Level.WARNING, "rebuilding {0} from the catalog: {1}", file, why);
        Interactions rebuilt = Rebuild.interactions(database(), card.data().ratings(), true, file, run);
        if (!rebuilt.hash().equals(card.matrix())) {
            // Catalogs were made before movies that nobody has rated were items.
            rebuilt = Rebuild.interactions(database(), card.data().ratings(), false, file, run);
        }
        if (!rebuilt.hash().equals(card.matrix())) {
            throw MatineeException.badData(
                    "the ratings in " + snapshots.database(version) + " are not the ones that were ingested",
                    "ingest again");
        }
        return rebuilt;
    }

    /** All movies, by id. */
    public synchronized Movies movies() {
        Movies known = movies;
        if (known == null) {
            known = MoviesFile.read(snapshots.movies(version), card).orElseGet(() -> Movies.of(database()));
            movies = known;
        }
        return known;
    }

    /** Keeps the movies in a file of their own, where they are not yet, so that they are read in no time from then on. */
    public void keepMovies() {
        Path file = snapshots.movies(version);
        if (MoviesFile.read(file, card).isEmpty()) {
            MoviesFile.write(file, card, movies());
        }
    }

    /** What these movies are about, in terms, from everything that the catalog knows of them beside ratings. */
    public ItemTerms terms(Ids movies) {
        return MovieTerms.of(database(), movies);
    }

    /** What is written about a movie, where anything is. */
    public Optional<MovieText> text(String movie) {
        return MovieTexts.find(database(), movie);
    }

    /** Hands over what is written about movies, of every movie that has texts, by id. */
    public void forEachText(BiConsumer<String, MovieText> taker) {
        MovieTexts.forEach(database(), taker);
    }

    /** The names of the predefined splits that came with the data. */
    public List<String> predefinedNames() {
        return query("SELECT split FROM predefined_splits ORDER BY place", row -> row.text("split"));
    }

    /**
     * The predefined splits that came with the data, as test pairs by index.
     *
     * @throws MatineeException of code {@code BAD_DATA} when a test rating is of a user or movie without any rating
     */
    public List<Predefined.TestPairs> predefinedSplits(Run run) {
        Interactions matrix = interactions(run);
        Map<String, List<int[]>> pairs = new LinkedHashMap<>();
        predefinedNames().forEach(name -> pairs.put(name, new ArrayList<>()));
        forEach("SELECT split, user_id::VARCHAR AS u, movie_id::VARCHAR AS m FROM predefined_tests", row -> {
            String split = row.text("split");
            String user = row.text("u");
            String movie = row.text("m");
            int[] pair = {
                matrix.users().indexOf(user).orElse(-1),
                matrix.items().indexOf(movie).orElse(-1)
            };
            if (pair[0] < 0 || pair[1] < 0) {
                throw MatineeException.badData(
                        "split " + split + " tests user " + user + " on movie " + movie
                                + ", a rating that is not among the data",
                        "see rejected_rows for why");
            }
            pairs.computeIfAbsent(split, name -> new ArrayList<>()).add(pair);
        });
        List<Predefined.TestPairs> splits = new ArrayList<>();
        pairs.forEach((name, found) -> splits.add(new Predefined.TestPairs(
                name,
                found.stream().mapToInt(pair -> pair[0]).toArray(),
                found.stream().mapToInt(pair -> pair[1]).toArray())));
        return splits;
    }

    /**
     * The answer to a question in SQL, row by row, made into values.
     *
     * @param parameters what stands for the question marks
     */
    public <T> List<T> query(String sql, Function<Row, T> shape, Object... parameters) {
        List<T> all = new ArrayList<>();
        forEach(sql, row -> all.add(shape.apply(row)), parameters);
        return all;
    }

    /** Hands over every row of the answer to a question in SQL, in order, without keeping them. */
    public void forEach(String sql, Consumer<Row> taker, Object... parameters) {
        database().forEach(sql, taker, parameters);
    }

    private synchronized Database database() {
        Database known = database;
        if (known == null) {
            known = Database.open(snapshots.database(version));
            database = known;
        }
        return known;
    }

    /** Lets go of the database. */
    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
            database = null;
        }
    }
}
