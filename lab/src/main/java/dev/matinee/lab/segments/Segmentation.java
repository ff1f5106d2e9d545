package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How users are divided into segments by what is known of them.
 *
 * <pre>{@code
 * Segments segments = Segmentation.defaults().segment(catalog, Run.seeded(42));
 * }</pre>
 *
 * @param features what counts, by name
 * @param count how many segments there are to be
 * @param restarts how often k-means begins anew
 * @param resamples how often users are drawn anew to measure stability; 0 for not at all
 * @param correction how the many tests behind favourite genres are corrected
 * @param migration the days between which users are followed, if they are
 */
public record Segmentation(
        List<String> features,
        ClusterCount count,
        int restarts,
        int resamples,
        Correction correction,
        Optional<Migration.Days> migration) {

    /** Checks the ranges. */
    public Segmentation {
        features = List.copyOf(features);
        if (restarts < 1 || restarts > 10_000) {
            throw MatineeException.usage("restarts must be between 1 and 10000, got " + restarts);
        }
        if (resamples < 0 || resamples > 100_000) {
            throw MatineeException.usage("resamples must be between 0 and 100000, got " + resamples);
        }
    }

    /** By number, mean and deviation of ratings; k from 2 to 10 by the elbow; 10 restarts, 50 resamples. */
    public static Segmentation defaults() {
        return new Segmentation(
                FeatureNames.DEFAULT, ClusterCount.defaults(), 10, 50, Correction.HOLM, Optional.empty());
    }

    /** The same by other features. */
    public Segmentation features(List<String> features) {
        return new Segmentation(features, count, restarts, resamples, correction, migration);
    }

    /** The same with another number of segments. */
    public Segmentation count(ClusterCount count) {
        return new Segmentation(features, count, restarts, resamples, correction, migration);
    }

    /** The same with this many restarts. */
    public Segmentation restarts(int restarts) {
        return new Segmentation(features, count, restarts, resamples, correction, migration);
    }

    /** The same with this many resamples. */
    public Segmentation resamples(int resamples) {
        return new Segmentation(features, count, restarts, resamples, correction, migration);
    }

    /** The same with another correction. */
    public Segmentation correction(Correction correction) {
        return new Segmentation(features, count, restarts, resamples, correction, migration);
    }

    /** The same, following users between two days. */
    public Segmentation migration(Migration.Days days) {
        return new Segmentation(features, count, restarts, resamples, correction, Optional.of(days));
    }

    /**
     * Finds the segments of a catalog's users.
     *
     * @throws MatineeException {@code USAGE} for unknown features, {@code BAD_DATA} when users differ in fewer ways than
     *     there are to be segments
     */
    public Segments segment(Catalog catalog, Run run) {
        return segment(catalog, Workers.of(catalog), run);
    }

    /** The same where others do the work. */
    public Segments segment(Catalog catalog, Workers workers, Run run) {
        List<String> known = FeatureNames.genres(catalog);
        List<String> chosen = FeatureNames.parse(features, known);
        List<String> genres = chosen.stream()
                .filter(name -> name.startsWith(FeatureNames.GENRE))
                .map(name -> name.substring(FeatureNames.GENRE.length()))
                .toList();
        UserFeatures users = new FeatureQuery(genres, FeatureQuery.SUPPORT, Optional.empty()).ask(workers);
        Scaling scaling = Scaling.standard(users.choose(chosen));
        List<String> notes = new ArrayList<>();
        for (String constant : scaling.constant()) {
            notes.add("the feature " + constant + " is the same for all users and was left out");
        }
        if (scaling.features().isEmpty()) {
            throw MatineeException.badData(
                    users.size() == 1
                            ? "there is only one user, who cannot be divided"
                            : "all " + users.size() + " users are the same by " + String.join(", ", chosen),
                    "choose other features, or ingest ratings of more users");
        }
        return divide(catalog, workers, users, scaling, genres, notes, run);
    }

    /**
     * Divides users by their mean ratings of two or more genres, as they are: rounded to 2 decimals, not standardised. Users
     * who have not rated all of the genres are left out.
     *
     * @throws MatineeException {@code USAGE} for an unknown genre, naming the nearest
     */
    public Segments segmentByGenres(Catalog catalog, List<String> genres, GenreSubset subset, Run run) {
        return segmentByGenres(catalog, Workers.of(catalog), genres, subset, run);
    }

    /** The same where others do the work. */
    public Segments segmentByGenres(
            Catalog catalog, Workers workers, List<String> genres, GenreSubset subset, Run run) {
        if (migration.isPresent()) {
            throw MatineeException.usage("users are followed between days by features, not by genres alone");
        }
        List<String> known = FeatureNames.genres(catalog);
        List<String> chosen = genres.stream()
                .map(genre -> FeatureNames.genre(genre, known))
                .distinct()
                .toList();
        if (chosen.size() < 2) {
            throw MatineeException.usage(
                    "name at least two genres, such as Romance,Sci-Fi, got " + String.join(",", genres));
        }
        UserFeatures all = new FeatureQuery(chosen, 0, Optional.empty()).ask(workers);
        UserFeatures users = subset.choose(all, chosen);
        List<String> names =
                chosen.stream().map(genre -> FeatureNames.GENRE + genre).toList();
        List<String> notes = new ArrayList<>();
        notes.add(users.size() + " rows of " + all.size() + " users are divided: those with a rating of every genre"
                + (subset == GenreSubset.BIASED ? ", in the biased subset of the published analysis" : ""));
        return divide(catalog, workers, users, Scaling.none(users.choose(names)), chosen, notes, run);
    }

    private Segments divide(
            Catalog catalog,
            Workers workers,
            UserFeatures users,
            Scaling scaling,
            List<String> genres,
            List<String> notes,
            Run run) {
        DensePoints points = scaling.points(users);
        int most = Math.max(count.to(), count.given().orElse(0));
        ClusterCount.Divided divided =
                count.divide(points, users.choose(scaling.features()).different(most), restarts, workers, run);
        Clustering clustering = divided.clustering();
        Optional<Stability> stability =
                resamples == 0 ? Optional.empty() : Optional.of(Stability.measure(points, clustering, resamples, run));
        if (FeatureNames.genres(catalog).isEmpty()) {
            notes.add("no movie has a genre, so segments have no favourite genres");
        }
        if (divided.silhouette().sampled()) {
            notes.add("silhouettes are of " + divided.silhouette().points() + " users drawn at random");
        }
        List<SegmentProfile> profiles = new Profiles(catalog, correction, SegmentNames.Style.HABITS)
                .of(users, clustering, divided.silhouette(), stability, run);
        List<String> labels = profiles.stream().map(SegmentProfile::label).toList();
        return new Segments(
                users,
                clustering.labels(),
                scaling.features(),
                count.chosenBy(),
                clustering.inertia(),
                divided.silhouette(),
                divided.curve(),
                profiles,
                stability,
                migration.map(days ->
                        Migration.follow(catalog, workers, days, genres, scaling, clustering.centers(), labels)),
                Optional.empty(),
                correction,
                notes);
    }
}
