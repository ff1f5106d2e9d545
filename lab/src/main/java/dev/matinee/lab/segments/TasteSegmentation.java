package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.Silhouette;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ClusterMean;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How users are divided by what they think of the most rated movies: clusters of the sparse matrix of users and movies, as
 * the model {@link ClusterMean} finds them. Movies without a rating count as rated 0, as published analyses have it, or are
 * left out of the distance, ratings counting above the user's own mean.
 *
 * @param count how many segments there are to be; a number that is given is the only one tried, since tastes of many users
 *     take long to divide
 * @param model the settings of the model but for its number of clusters
 * @param resamples how often users are drawn anew to measure stability; 0 for not at all
 * @param correction how the many tests behind favourite genres are corrected
 */
public record TasteSegmentation(ClusterCount count, ClusterMean model, int resamples, Correction correction) {
    /** What users are divided by, in place of features. */
    static final String FEATURE = "tastes";

    /** Silhouettes look at every pair of users and at every movie: at most this many users are drawn. */
    private static final int SILHOUETTE_USERS = 2_000;

    private static final int STABILITY_USERS = 5_000;
    private static final int STABILITY_RESTARTS = 3;

    /** Checks the range. */
    public TasteSegmentation {
        if (resamples < 0 || resamples > 100_000) {
            throw MatineeException.usage("resamples must be between 0 and 100000, got " + resamples);
        }
    }

    /** By the 1,000 most rated movies, missing ratings left out; k from 2 to 10 by the elbow; 10 restarts, 50 resamples. */
    public static TasteSegmentation defaults() {
        return new TasteSegmentation(
                ClusterCount.defaults(), ClusterMean.defaults().restarts(10), 50, Correction.HOLM);
    }

    /** The same with another number of segments. */
    public TasteSegmentation count(ClusterCount count) {
        return new TasteSegmentation(count, model, resamples, correction);
    }

    /** The same with other settings of the model. */
    public TasteSegmentation model(ClusterMean model) {
        return new TasteSegmentation(count, model, resamples, correction);
    }

    /** The same with this many resamples. */
    public TasteSegmentation resamples(int resamples) {
        return new TasteSegmentation(count, model, resamples, correction);
    }

    /** The same with another correction. */
    public TasteSegmentation correction(Correction correction) {
        return new TasteSegmentation(count, model, resamples, correction);
    }

    /**
     * What one number of clusters led to.
     *
     * @param clustering users by index, the largest cluster first, clusters that lost all users left out
     * @param original the model's number of each of these clusters
     */
    private record Tried(ClusterMean.Trained model, Clustering clustering, int[] original) {
        static Tried of(ClusterMean.Trained model, int users) {
            int[] labels = IntStream.range(0, users).map(model::cluster).toArray();
            int[] filled = Arrays.stream(labels).distinct().sorted().toArray();
            int[] sizes = new int[filled.length];
            for (int user = 0; user < users; user++) {
                labels[user] = Arrays.binarySearch(filled, labels[user]);
                sizes[labels[user]]++;
            }
            Clustering clustering = BySize.ordered(
                    new Clustering(sizes.length, 0, new float[0], labels, sizes, model.inertia(), 0, true));
            int[] original = new int[sizes.length];
            for (int user = 0; user < users; user++) {
                original[clustering.labels()[user]] = model.cluster(user);
            }
            return new Tried(model, clustering, original);
        }
    }

    /**
     * Finds the segments of a catalog's users.
     *
     * @throws MatineeException {@code BAD_DATA} when there are fewer different tastes than there are to be segments
     */
    public Segments segment(Catalog catalog, Run run) {
        Interactions ratings = catalog.interactions(run);
        List<Tried> all = new ArrayList<>();
        List<Silhouette> silhouettes = new ArrayList<>();
        List<CurvePoint> curve = new ArrayList<>();
        int[] numbers = count.triedAlone(ratings.users().size());
        try (Progress.Task task = run.progress().start("choosing k", numbers.length, "numbers")) {
            Run quiet = run.progress(Progress.none());
            for (int k : numbers) {
                ClusterMean.Trained trained = model.clusters(k).train(TrainingSet.everything(ratings), quiet);
                if (trained.clusters() < k) {
                    if (all.isEmpty() || count.given().orElse(0) >= k) {
                        throw ClusterCount.tooFew(count.given().orElse(k), trained.clusters());
                    }
                    break;
                }
                Tried tried = Tried.of(trained, ratings.users().size());
                if (tried.clustering().k() > 1) {
                    Silhouette silhouette =
                            Silhouette.of(trained.points(), tried.clustering(), SILHOUETTE_USERS, quiet);
                    all.add(tried);
                    silhouettes.add(silhouette);
                    curve.add(new CurvePoint(k, tried.clustering().inertia(), silhouette.mean()));
                }
                task.advance(1);
            }
        }
        if (all.isEmpty()) {
            throw MatineeException.badData(
                    "all users ended in one cluster of tastes", "try --missing zero, or ingest more ratings");
        }
        int place = curve.stream().map(CurvePoint::k).toList().indexOf(count.chosen(curve));
        return segments(catalog, ratings, all.get(place), silhouettes.get(place), curve, run);
    }

    private Segments segments(
            Catalog catalog,
            Interactions ratings,
            Tried tried,
            Silhouette silhouette,
            List<CurvePoint> curve,
            Run run) {
        Clustering clustering = tried.clustering();
        Optional<Stability> stability = resamples == 0 ? Optional.empty() : Optional.of(stability(ratings, tried, run));
        UserFeatures users =
                new FeatureQuery(List.of(), FeatureQuery.SUPPORT, Optional.empty()).ask(Workers.of(catalog));
        int[] labels = IntStream.range(0, users.size())
                .map(row -> clustering
                        .labels()[ratings.users().indexOf(users.user(row)).orElseThrow()])
                .toArray();
        Clustering ofRows = new Clustering(
                clustering.k(), 0, new float[0], labels, clustering.sizes(), clustering.inertia(), 0, true);
        List<SegmentProfile> profiles = new Profiles(catalog, correction, SegmentNames.Style.TASTE)
                .of(users, ofRows, silhouette, stability, run);
        ClusterTastes tastes = new ClusterTastes(tried.model(), clustering.labels(), catalog.movies());
        TasteMatrix matrix = new TasteMatrix(
                ratings.users().size(),
                tried.model().countedItems().length,
                tried.model().points().stored(),
                model.missing(),
                model.shrinkage(),
                model.minimumSupport());
        return new Segments(
                users,
                labels,
                List.of(FEATURE),
                count.chosenBy(),
                clustering.inertia(),
                silhouette,
                curve,
                profiles.stream()
                        .map(profile -> profile.taste(
                                tastes.of(profile.segment() - 1, tried.original()[profile.segment() - 1])))
                        .toList(),
                stability,
                Optional.empty(),
                Optional.of(matrix),
                correction,
                notes(catalog, tried, silhouette));
    }

    private List<String> notes(Catalog catalog, Tried tried, Silhouette silhouette) {
        List<String> notes = new ArrayList<>();
        int lost = tried.model().clusters() - tried.clustering().k();
        if (lost > 0) {
            notes.add(lost + " of " + tried.model().clusters() + " clusters lost all their users and "
                    + (lost == 1 ? "was" : "were") + " left out");
        }
        if (FeatureNames.genres(catalog).isEmpty()) {
            notes.add("no movie has a genre, so segments have no favourite genres");
        }
        notes.add("silhouettes are of the matrix with missing ratings as "
                + (model.missing() == ClusterMean.Missing.ZERO ? "0" : "the user's own mean")
                + (silhouette.sampled() ? ", on " + silhouette.points() + " users drawn at random" : ""));
        return notes;
    }

    /** Trains again on users drawn anew, and asks for the cluster of each as of somebody who was not there. */
    private Stability stability(Interactions ratings, Tried tried, Run run) {
        Clustering clustering = tried.clustering();
        Rows byUser = ratings.byUser();
        ClusterMean settings = model.clusters(clustering.k()).restarts(Math.min(model.restarts(), STABILITY_RESTARTS));
        return Stability.measure(
                clustering.labels(), clustering.k(), STABILITY_USERS, resamples, run, (drawn, compared, inner) -> {
                    InteractionsBuilder sample = new InteractionsBuilder(
                            Ids.ofNumbers(LongStream.range(0, drawn.length).toArray()), ratings.items());
                    for (int user = 0; user < drawn.length; user++) {
                        for (long at = byUser.start(drawn[user]); at < byUser.end(drawn[user]); at++) {
                            sample.add(user, byUser.column(at), byUser.rating(at), Rows.NO_TIME);
                        }
                    }
                    ClusterMean.Trained again = settings.train(TrainingSet.everything(sample.build(inner)), inner);
                    return Arrays.stream(compared)
                            .map(user -> again.cluster(byUser.columns(user), given(byUser, user)))
                            .toArray();
                });
    }

    private static float[] given(Rows byUser, int user) {
        float[] ratings = new float[byUser.count(user)];
        for (int i = 0; i < ratings.length; i++) {
            ratings[i] = byUser.rating(byUser.start(user) + i);
        }
        return ratings;
    }
}
