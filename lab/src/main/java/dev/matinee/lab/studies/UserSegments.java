package dev.matinee.lab.studies;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.Run;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.segments.ClusterCount;
import dev.matinee.lab.segments.CurvePoint;
import dev.matinee.lab.segments.SegmentCharts;
import dev.matinee.lab.segments.SegmentProfile;
import dev.matinee.lab.segments.Segmentation;
import dev.matinee.lab.segments.Segments;
import dev.matinee.lab.segments.UserFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Document 004: users divided by number, mean and deviation of their ratings, with an elbow that is not looked at. */
public final class UserSegments implements Study {
    private static final int FIXED = 4;
    private static final int RESAMPLES = 20;

    /** Of the first five users: ratings, mean, deviation, lowest and highest rating. */
    private static final double[][] FIRST = {
        {232, 4.366379, 0.800048, 1.0, 5.0},
        {29, 3.948276, 0.805615, 2.0, 5.0},
        {39, 2.435897, 2.090642, 0.5, 5.0},
        {216, 3.555556, 1.314204, 1.0, 5.0},
        {44, 3.636364, 0.990441, 1.0, 5.0}
    };

    private static final List<String> FEATURES = List.of("ratings", "mean", "std", "min", "max");

    @Override
    public String name() {
        return "user-segments";
    }

    @Override
    public String title() {
        return "Segments of users by what they do, with the elbow method";
    }

    @Override
    public String documentsData() {
        return "MovieLens latest small of 2018, 100,836 ratings by 610 users";
    }

    @Override
    public long documentsRatings() {
        return 100_836;
    }

    @Override
    public long documentsUsers() {
        return 610;
    }

    @Override
    public DataShape shape() {
        return DataShape.of(610, 9_724, 100_836);
    }

    @Override
    public List<Finding> findings(StudyData data, Run run) {
        Explored explored = Explored.of(data, run);
        Segmentation settings = Segmentation.defaults().resamples(0);
        Segments byElbow = settings.segment(data.catalog(), run);
        Segments four = settings.resamples(RESAMPLES)
                .count(ClusterCount.defaults().given(FIXED))
                .segment(data.catalog(), run);
        List<Finding> all = new ArrayList<>();
        all.add(counts(data, explored));
        all.add(pictures(data, explored));
        all.add(features(data, four.users()));
        all.add(described(data));
        all.add(elbow(byElbow, four));
        all.add(clusters(data, four));
        all.add(interpretation(data, four, run));
        return all;
    }

    private Finding counts(StudyData data, Explored explored) {
        return FindingBuilder.of("data", "section 2", "The data in numbers")
                .figure("ratings", 100_836, data.card().ratings())
                .figure("movies in the table", 9742, data.card().movies())
                .figure("users", 610, data.card().users())
                .figure("movies with a rating", 9724, data.card().ratedMovies())
                .figure("lowest rating", 0.5, data.card().scale().min())
                .figure("highest rating", 5.0, data.card().scale().max())
                .ours("pairs without a rating, %", 100 * data.card().sparsity())
                .ours("mean rating", explored.number("describe", "rating", "mean"))
                .text("The document's own output is cut off before sparsity and mean.")
                .compared(otherwise(data));
    }

    private Finding pictures(StudyData data, Explored explored) {
        FindingBuilder finding = FindingBuilder.of("pictures", "section 3, four histograms", "The data in pictures")
                .text("They are in data_exploration.png, which the document does not show.");
        for (String topic : List.of("ratingDistribution", "userActivity", "movieActivity", "userMeans")) {
            finding.topic(explored.topic(topic));
        }
        return finding.compared(otherwise(data));
    }

    private Finding features(StudyData data, UserFeatures users) {
        FindingBuilder finding = FindingBuilder.of("features", "section 4", "What is known of the first five users");
        for (int row = 0; row < Math.min(FIRST.length, users.size()); row++) {
            for (int feature = 0; feature < FEATURES.size(); feature++) {
                finding.figure(
                        "user " + users.user(row) + ", " + FEATURES.get(feature),
                        FIRST[row][feature],
                        users.value(row, FEATURES.get(feature)),
                        1e-6);
            }
        }
        return finding.compared(otherwise(data));
    }

    private Finding described(StudyData data) {
        FindingBuilder finding = FindingBuilder.of("features-described", "section 4", "The same of all users");
        describe(finding, data, "total_ratings", "ratings", 165.304918, 269.480584, 20.0);
        describe(finding, data, "avg_rating", "mean rating", 3.657222, 0.480635, null);
        describe(finding, data, "coalesce(std_rating, 0)", "deviation of ratings", 0.927116, 0.266108, null);
        describe(finding, data, "min_rating", "lowest rating", 1.314754, 0.835449, null);
        return finding.compared(otherwise(data));
    }

    private static void describe(
            FindingBuilder finding,
            StudyData data,
            String column,
            String what,
            double mean,
            double deviation,
            @org.jspecify.annotations.Nullable Double least) {
        double[] ours = data.catalog()
                .query(
                        "SELECT avg(" + column + ") AS mean, stddev_samp(" + column + ") AS deviation, min(" + column
                                + ")::DOUBLE AS least FROM user_statistics",
                        row -> new double[] {row.number("mean"), row.number("deviation"), row.number("least")})
                .getFirst();
        finding.figure(what + ", mean of users", mean, ours[0], 1e-6)
                .figure(what + ", deviation between users", deviation, ours[1], 1e-6);
        if (least != null) {
            finding.figure(what + ", least", least, ours[2], 1e-9);
        }
    }

    private Finding elbow(Segments byElbow, Segments four) {
        int elbow = Objects.requireNonNull(byElbow.suggested().get("elbow"));
        int silhouette = Objects.requireNonNull(byElbow.suggested().get("silhouette"));
        FindingBuilder finding = FindingBuilder.of(
                        "elbow", "section 5, elbow plot", "How many segments there are to be")
                .text("The document computes the curve, saves it as a picture and sets optimal_k = 4 in the next line.")
                .figure(
                        "number of segments",
                        String.valueOf(FIXED),
                        elbow + " by the elbow, " + silhouette + " by the silhouette");
        for (CurvePoint point : byElbow.curve()) {
            finding.ours("inertia of k = " + point.k(), point.inertia())
                    .ours("silhouette of k = " + point.k(), point.silhouette());
        }
        finding.ours(
                "stability of four segments (adjusted Rand index)",
                four.stability()
                        .map(stability -> (Object) stability.overall().mean())
                        .orElse("not measured"));
        SegmentCharts.overall("elbow", byElbow.toJson()).stream()
                .filter(chart ->
                        chart.name().endsWith("inertia") || chart.name().endsWith("silhouette"))
                .forEach(finding::chart);
        double best = byElbow.curve().stream()
                .max(Comparator.comparingDouble(CurvePoint::silhouette))
                .orElseThrow()
                .silhouette();
        double fixed = four.silhouette().mean();
        return finding.wrong(
                "the-elbow-that-is-not-looked-at",
                elbow != FIXED || silhouette != FIXED,
                String.format(
                        Locale.ROOT,
                        "k is fixed at 4 whatever the curve says: the elbow lies at %d, and the silhouette is best at %d"
                                + " (%.3f, and %.3f at 4)",
                        elbow,
                        silhouette,
                        best,
                        fixed));
    }

    private Finding clusters(StudyData data, Segments four) {
        FindingBuilder finding = FindingBuilder.of("clusters", "section 5", "The four segments")
                .text("The document's output of this part is not in it.")
                .ours("inertia", four.inertia())
                .table(table(four));
        SegmentCharts.overall("clusters", four.toJson()).stream().limit(1).forEach(finding::chart);
        return finding.compared(otherwise(data));
    }

    private static Table table(Segments four) {
        List<List<Object>> rows = new ArrayList<>();
        for (SegmentProfile profile : four.profiles()) {
            rows.add(List.of(
                    profile.segment(),
                    profile.label(),
                    profile.users(),
                    100 * profile.share(),
                    mean(profile, "ratings"),
                    mean(profile, "mean"),
                    mean(profile, "std")));
        }
        return new Table(
                List.of("segment", "name", "users", "share %", "ratings", "mean rating", "deviation of ratings"), rows);
    }

    private static double mean(SegmentProfile profile, String feature) {
        return Objects.requireNonNullElse(profile.means().get(feature), Double.NaN);
    }

    private Finding interpretation(StudyData data, Segments four, Run run) {
        FindingBuilder finding = FindingBuilder.of("interpretation", "section 6", "Each segment in three words")
                .text(
                        "By the document's rules: activity and consistency against the median of all users, sentiment above"
                                + " 3.5 or below 3 of 5 stars.");
        four.profiles()
                .forEach(profile -> finding.ours(
                        "segment " + profile.segment(), profile.interpretation().toString()));
        finding.chart(dev.matinee.lab.segments.UserScatter.of(
                "activity-and-mean", data.catalog().interactions(run), labels(four)));
        return finding.compared(otherwise(data));
    }

    private static java.util.Map<String, String> labels(Segments four) {
        java.util.Map<String, String> labels = new java.util.LinkedHashMap<>();
        four.byUser()
                .forEach((user, segment) -> labels.put(
                        user, segment + ": " + four.profiles().get(segment - 1).label()));
        return labels;
    }
}
