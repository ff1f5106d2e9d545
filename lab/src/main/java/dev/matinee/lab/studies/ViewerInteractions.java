package dev.matinee.lab.studies;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.Run;
import dev.matinee.lab.factors.Factor;
import dev.matinee.lab.factors.FactorAnalysis;
import dev.matinee.lab.factors.FactorCharts;
import dev.matinee.lab.factors.FactorMovie;
import dev.matinee.lab.factors.TasteFactors;
import dev.matinee.lab.factors.View;
import dev.matinee.lab.segments.ClusterCount;
import dev.matinee.lab.segments.SegmentCharts;
import dev.matinee.lab.segments.SegmentProfile;
import dev.matinee.lab.segments.Segmentation;
import dev.matinee.lab.segments.Segments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Document 000: a database of ratings explored, users segmented, tastes decomposed, high ratings told by a random forest. */
public final class ViewerInteractions implements Study {
    private static final long ROWS = 4_025_000;
    private static final long CLEAN = 3_622_500;
    private static final long USERS = 429_081;
    private static final int SEGMENTS = 4;

    /** Of the document's clusters, the largest first: users, ratings each, mean rating. */
    private static final double[][] CLUSTERS = {
        {129_671, 5.912995195533311, 4.055936632046836},
        {96_744, 6.353510295212106, 3.1866610206962913},
        {52_511, 26.64712155548361, 3.6170447881951175},
        {6_084, 76.47731755424063, 3.4015310418519817}
    };

    private static final List<List<String>> FACTORS = List.of(
            List.of("Rain Man", "Erin Brockovich", "Pearl Harbor", "Something's Gotta Give", "Steel Magnolias"),
            List.of(
                    "Pearl Harbor",
                    "The General's Daughter",
                    "Taking Lives",
                    "Something's Gotta Give",
                    "The Forgotten"),
            List.of("Steel Magnolias", "Erin Brockovich", "Terms of Endearment", "Rain Man", "Kramer vs. Kramer"));

    @Override
    public String name() {
        return "viewer-interactions";
    }

    @Override
    public String title() {
        return "Viewer interactions: segments, taste factors, and high ratings told by a random forest";
    }

    @Override
    public String documentsData() {
        return "viewer_interactions.db, 3,622,500 ratings (4,025,000 rows) by 429,081 users";
    }

    @Override
    public long documentsRatings() {
        return CLEAN;
    }

    @Override
    public long documentsUsers() {
        return USERS;
    }

    @Override
    public DataShape shape() {
        return DataShape.named("viewer-interactions").scaled(0.02);
    }

    @Override
    public List<Finding> findings(StudyData data, Run run) {
        List<Finding> all = new ArrayList<>();
        Explored explored = Explored.of(data, run);
        all.add(tables(data));
        all.add(missing(data));
        all.add(pictures(data, explored));
        Segments four = Segmentation.defaults()
                .features(List.of("mean", "ratings", "std", "uniqueMovies"))
                .count(ClusterCount.defaults().given(SEGMENTS))
                .resamples(0)
                .segment(data.catalog(), run);
        all.add(clusters(data, four, run));
        all.add(traffic(four));
        all.add(leftOut(data));
        all.add(matrix(data));
        all.add(factors(data, run));
        all.addAll(new HybridFindings(this, data, run).all());
        return all;
    }

    private Finding tables(StudyData data) {
        List<String> names = data.catalog()
                .query(
                        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1",
                        row -> row.text("name"));
        long entries = data.catalog()
                .query("SELECT count(*) AS n FROM data_dictionary", row -> row.whole("n"))
                .getFirst();
        FindingBuilder finding = FindingBuilder.of("tables", "sections 1 and 2", "The tables of the database");
        for (String table : List.of("movies", "user_statistics", "movie_statistics", "data_dictionary")) {
            finding.figure(table, "there", names.contains(table) ? "there" : "missing");
        }
        return finding.figure("viewer_ratings", "there", names.contains("ratings") ? "there" : "missing")
                .figure("entries of the data dictionary", 31, entries)
                .text("The catalog calls viewer_ratings ratings.")
                .compared(
                        "a catalog has more tables, such as rejected_rows and quality_findings, and describes them all");
    }

    private Finding missing(StudyData data) {
        long rejected = data.catalog()
                .query("SELECT count(*) AS n FROM rejected_rows", row -> row.whole("n"))
                .getFirst();
        long[] without = data.catalog()
                .query(
                        "SELECT count(*) FILTER (title IS NULL OR title = '') AS titles, count(*) FILTER (year IS NULL) AS"
                                + " years FROM ratings LEFT JOIN movies USING (movie_id)",
                        row -> new long[] {row.whole("titles"), row.whole("years")})
                .getFirst();
        return FindingBuilder.of("missing-values", "section 3", "Missing values")
                .figure("rows", ROWS, data.card().ratings() + rejected)
                .figure("rows without a rating", 402_500L, data.found(Rule.MISSING_RATING))
                .figure("rows with a date marked as anomalous", ROWS - 4_023_794L, data.found(Rule.ANOMALOUS_DATE))
                .figure("ratings of movies without a year", 7248L, without[1])
                .figure("ratings of movies without a title", 7243L, without[0])
                .text("The document counts movies without year and title over all rows, ours over those with a rating.")
                .compared(otherwise(data));
    }

    private Finding pictures(StudyData data, Explored explored) {
        FindingBuilder finding = FindingBuilder.of("pictures", "section 4, three figures", "Ratings, months, activity")
                .ours(
                        "share of all ratings by the most active 10 % of users, %",
                        explored.number("longTail", "users", "top 10 % have %"));
        for (String topic : List.of("ratingDistribution", "byMonth", "userActivity", "longTail")) {
            finding.topic(explored.topic(topic));
        }
        return finding.compared(otherwise(data));
    }

    private Finding clusters(StudyData data, Segments four, Run run) {
        FindingBuilder finding = FindingBuilder.of("clusters", "section 5", "Four clusters of users")
                .text(
                        "total_ratings and unique_movies are nearly the same number, so that activity counts twice. k = 4 is"
                                + " called optimal without a curve.");
        for (int i = 0; i < SEGMENTS; i++) {
            SegmentProfile profile = four.profiles().get(i);
            String which = "cluster " + (i + 1) + " by size, ";
            finding.figure(which + "users", (long) CLUSTERS[i][0], profile.users())
                    .figure(which + "ratings each", CLUSTERS[i][1], mean(profile, "ratings"), 1e-6)
                    .figure(which + "mean rating", CLUSTERS[i][2], mean(profile, "mean"), 1e-6);
        }
        four.suggested().forEach((way, k) -> finding.ours("k by the " + way, k));
        SegmentCharts.overall("clusters", four.toJson()).forEach(finding::chart);
        finding.chart(dev.matinee.lab.segments.UserScatter.of(
                "activity-and-mean",
                data.catalog().interactions(run),
                four.byUser().entrySet().stream()
                        .collect(Collectors.toMap(
                                java.util.Map.Entry::getKey,
                                user -> user.getValue() + ": "
                                        + four.profiles()
                                                .get(user.getValue() - 1)
                                                .label()))));
        return finding.compared(otherwise(data));
    }

    private static double mean(SegmentProfile profile, String feature) {
        return Objects.requireNonNullElse(profile.means().get(feature), Double.NaN);
    }

    private Finding traffic(Segments four) {
        double theirs = 100 * CLUSTERS[3][0] * CLUSTERS[3][1] / CLEAN;
        SegmentProfile active = four.profiles().stream()
                .max(Comparator.comparingDouble(profile -> mean(profile, "ratings")))
                .orElseThrow();
        return FindingBuilder.of(
                        "power-users", "section 10, first finding", "Whether power users drive most of the traffic")
                .figure(
                        "share of ratings by the most active cluster",
                        "the majority",
                        String.format(Locale.ROOT, "%.1f %%", 100 * active.shareOfRatings()))
                .ours("the same by the document's own table, %", theirs)
                .wrong(
                        "power-users-are-not-the-majority",
                        theirs < 50,
                        String.format(
                                Locale.ROOT,
                                "its own table has 6,084 users with 76.5 ratings each in that cluster, %.1f %% of all ratings",
                                theirs));
    }

    private Finding leftOut(StudyData data) {
        double clustered = 0;
        for (double[] cluster : CLUSTERS) {
            clustered += cluster[0];
        }
        long single = data.catalog()
                .query("SELECT count(*) AS n FROM user_statistics WHERE total_ratings = 1", row -> row.whole("n"))
                .getFirst();
        return FindingBuilder.of("users-left-out", "section 5, dropna", "Users that the clusters leave out")
                .figure("users left out", "none mentioned", "0")
                .ours("users with a rating less users in the document's clusters", (long) (USERS - clustered))
                .ours("the same as a share, %", 100 * (USERS - clustered) / USERS)
                .ours("users of one rating in these data", single)
                .wrong(
                        "users-of-one-rating",
                        clustered < USERS,
                        String.format(
                                Locale.ROOT,
                                "dropna throws away every user without a deviation, that is, of one rating: %.0f %% of all;"
                                        + " here their deviation is 0",
                                100 * (USERS - clustered) / USERS));
    }

    private Finding matrix(StudyData data) {
        return FindingBuilder.of("sparse-matrix", "section 6", "The matrix that is decomposed")
                .figure("ratings", CLEAN, data.card().ratings())
                .figure("users", USERS, data.card().users())
                .figure("movies", 15_098L, data.card().ratedMovies())
                .compared(otherwise(data));
    }

    private Finding factors(StudyData data, Run run) {
        var found = FactorAnalysis.defaults().find(data.catalog(), run);
        TasteFactors factors = found.factors();
        List<Factor> raw = factors.factors(View.RAW);
        FindingBuilder finding =
                FindingBuilder.of("factors", "sections 6 and 7", "The movies at the top of three factors");
        for (int i = 0; i < FACTORS.size() && i < raw.size(); i++) {
            finding.figure("top of factor " + (i + 1), String.join("; ", FACTORS.get(i)), titles(raw.get(i)));
        }
        long repeated = FACTORS.getFirst().stream()
                .filter(title ->
                        FACTORS.get(1).contains(title) || FACTORS.get(2).contains(title))
                .count();
        double middle = data.catalog()
                .query("SELECT median(total_ratings)::DOUBLE AS m FROM movie_statistics", row -> row.number("m"))
                .getFirst();
        double top = raw.getFirst().top().medianRatings();
        finding.ours("of the document's five movies of factor 1, at the top of another factor too", repeated)
                .ours("ratings of a movie at the top of factor 1 (median)", top)
                .ours("ratings of any movie (median)", middle)
                .ours("share of variance of factor 1, %", 100 * raw.getFirst().explainedVarianceRatio())
                .charts(FactorCharts.overview("factors", factors, found.movies(), java.util.Optional.empty()));
        return finding.wrong(
                "the-first-factor-is-popularity",
                repeated == FACTORS.getFirst().size() && top > 2 * middle,
                String.format(
                        Locale.ROOT,
                        "ratings that are not centred give a first factor of popularity: all %d of its movies stand in the"
                                + " document's other factors too, and here its top has %.0f ratings a movie where the middle"
                                + " movie has %.0f",
                        repeated,
                        top,
                        middle));
    }

    private static String titles(Factor factor) {
        return factor.top().movies().stream()
                .map(FactorMovie::movie)
                .map(movie -> movie.title())
                .collect(Collectors.joining("; "));
    }
}
