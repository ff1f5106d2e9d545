package dev.matinee.lab.studies;

import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.AdjustedRand;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.ClusterMean;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.segments.ClusterCount;
import dev.matinee.lab.segments.SegmentCharts;
import dev.matinee.lab.segments.SegmentProfile;
import dev.matinee.lab.segments.Segments;
import dev.matinee.lab.segments.TasteProfile;
import dev.matinee.lab.segments.TasteSegmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sections 5 to 8 of document 003: ten clusters of the 1,000 most rated movies, predictions and recommendations from one. */
final class TasteMatrixFindings {
    private static final int MOVIES = 1000;
    private static final int CLUSTERS = 10;

    /** Starts for the clusters that are compared with the document's, and for those that are compared with each other. */
    private static final int RESTARTS = 40;

    private static final int FEWER_RESTARTS = 10;

    /** The cluster that the document looks at, and the row in it that it takes for a user. */
    private static final int CLUSTER = 2;

    private static final int ROW = 3;
    private static final int COLUMNS = 300;
    private static final int LISTED = 20;

    private static final int[] ROWS_OF_REGION = {29, 508, 14, 72, 653};
    private static final double[] FORREST_GUMP = {5, 4, 1, 5, 4};

    private static final Map<String, Double> MEANS = new LinkedHashMap<>();

    static {
        MEANS.put("Independence Day (a.k.a. ID4) (1996)", 3.970588);
        MEANS.put("Mission: Impossible (1996)", 3.533333);
        MEANS.put("Twister (1996)", 3.366667);
        MEANS.put("Twelve Monkeys (a.k.a. 12 Monkeys) (1995)", 3.714286);
        MEANS.put("Willy Wonka & the Chocolate Factory (1971)", 3.750000);
        MEANS.put("Rock, The (1996)", 4.000000);
        MEANS.put("Executive Decision (1996)", 3.461538);
        MEANS.put("Fargo (1996)", 4.269231);
        MEANS.put("Toy Story (1995)", 3.760000);
        MEANS.put("Birdcage, The (1996)", 3.666667);
        MEANS.put("Broken Arrow (1996)", 3.391304);
        MEANS.put("Phenomenon (1996)", 3.608696);
        MEANS.put("Star Wars: Episode IV - A New Hope (1977)", 4.363636);
        MEANS.put("Mr. Holland's Opus (1995)", 3.863636);
        MEANS.put("Ransom (1996)", 3.904762);
        MEANS.put("Heat (1995)", 3.904762);
        MEANS.put("Eraser (1996)", 3.550000);
        MEANS.put("Sabrina (1995)", 3.200000);
        MEANS.put("Star Trek: First Contact (1996)", 4.350000);
        MEANS.put("Grumpier Old Men (1995)", 3.700000);
    }

    private static final List<String> FIVES = List.of(
            "Snow White and the Seven Dwarfs (1937)",
            "Schindler's List (1993)",
            "Fantasia (1940)",
            "Speed (1994)",
            "Grosse Pointe Blank (1997)",
            "Seven (a.k.a. Se7en) (1995)",
            "Good Will Hunting (1997)",
            "African Queen, The (1951)",
            "Contact (1997)",
            "Casino (1995)",
            "Star Trek II: The Wrath of Khan (1982)",
            "Titanic (1997)",
            "Jurassic Park (1993)",
            "Swingers (1996)",
            "Gandhi (1982)",
            "Wallace & Gromit: The Best of Aardman Animation (1996)",
            "Hercules (1997)",
            "Sling Blade (1996)",
            "Star Trek IV: The Voyage Home (1986)",
            "Butch Cassidy and the Sundance Kid (1969)");

    private final TasteClusters study;
    private final StudyData data;
    private final Run run;
    private final Interactions ratings;
    private final boolean documents;
    private final Map<String, Integer> items = new HashMap<>();
    private final Segments zero;
    private final int[] labels;

    TasteMatrixFindings(TasteClusters study, StudyData data, Run run) {
        this.study = study;
        this.data = data;
        this.run = run;
        this.ratings = data.catalog().interactions(run);
        this.documents = study.isDocuments(data);
        var movies = data.catalog().movies();
        for (int item = 0; item < ratings.items().size(); item++) {
            items.putIfAbsent(movies.get(ratings.items().id(item)).label(), item);
        }
        this.zero = segments(ClusterMean.Missing.ZERO, RESTARTS);
        this.labels = documents ? PrintedLabels.of("taste-clusters-ten.txt") : byIndex(zero);
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        all.add(titles());
        all.add(region());
        all.add(thousand());
        all.add(ten());
        all.add(MissingAsZero.of(
                zero,
                segments(ClusterMean.Missing.OBSERVED, FEWER_RESTARTS),
                settings(ClusterMean.Missing.ZERO, FEWER_RESTARTS),
                ratings,
                run));
        int label = documents ? CLUSTER : labels[Math.min(ROW, labels.length - 1)];
        UsersTogether cluster = UsersTogether.labelled(ratings, labels, label);
        all.add(means(cluster));
        all.add(row(cluster));
        all.add(recommended(cluster));
        return all;
    }

    private Segments segments(ClusterMean.Missing missing, int restarts) {
        return TasteSegmentation.defaults()
                .count(ClusterCount.defaults().given(CLUSTERS))
                .model(settings(missing, restarts))
                .resamples(0)
                .segment(data.catalog(), run);
    }

    private static ClusterMean settings(ClusterMean.Missing missing, int restarts) {
        return ClusterMean.defaults()
                .clusters(CLUSTERS)
                .items(MOVIES)
                .missing(missing)
                .restarts(restarts);
    }

    /** The segment of each user by index. */
    private int[] byIndex(Segments segments) {
        Map<String, Integer> byUser = segments.byUser();
        return IntStream.range(0, ratings.users().size())
                .map(user -> Objects.requireNonNull(byUser.get(ratings.users().id(user))) - 1)
                .toArray();
    }

    private Finding titles() {
        long titles = data.catalog()
                .query(
                        "SELECT count(*) AS n FROM (SELECT DISTINCT coalesce(nullif(title, ''), movie_id::VARCHAR), year FROM movies"
                                + " WHERE movie_id IN (SELECT movie_id FROM ratings))",
                        row -> row.whole("n"))
                .getFirst();
        long movies = data.card().ratedMovies();
        return FindingBuilder.of("users-by-titles", "section 5", "The table of users and titles")
                .figure("users", 671, data.card().users())
                .figure("titles", 9064, titles)
                .ours("movies with a rating", movies)
                .wrong(
                        "movies-of-one-title",
                        titles < movies,
                        "it makes a column of each title, so that " + (movies - titles)
                                + " movies are mixed with others that are called the same");
    }

    private Finding region() {
        FindingBuilder finding = FindingBuilder.of(
                        "densest-region",
                        "section 5, heat map",
                        "Where the users with most ratings meet the most rated movies")
                .topic(Explored.of(data, run).topic("densestRegion"));
        Integer movie = items.get("Forrest Gump (1994)");
        if (!documents || movie == null) {
            return finding.text("The document numbers the users of its table by row.")
                    .compared(study.otherwise(data));
        }
        for (int i = 0; i < ROWS_OF_REGION.length; i++) {
            int row = ROWS_OF_REGION[i];
            String user = ratings.users().id(row);
            finding.figure("Forrest Gump, user " + user + " in row " + row, FORREST_GUMP[i], rating(row, movie), 0)
                    .ours("Forrest Gump, user " + row, rating(row - 1, movie));
        }
        return finding.wrong(
                "row-numbers-for-ids",
                true,
                "it names the users of the table by the number of their row, counted from 0: row 29 is user 30");
    }

    private Object rating(int user, int movie) {
        long position = ratings.byUser().position(user, movie);
        return position < 0 ? "none" : (Object) (double) ratings.byUser().rating(position);
    }

    private Finding thousand() {
        var matrix = zero.matrix().orElseThrow();
        return FindingBuilder.of("thousand-movies", "section 6", "The matrix of users and the 1,000 most rated movies")
                .figure("users", 671, matrix.users())
                .figure("movies", 1000, matrix.movies())
                .figure("ratings in it", 62_397, matrix.ratings())
                .compared(study.otherwise(data));
    }

    private Finding ten() {
        List<Integer> theirs = List.of(296, 89, 83, 82, 36, 28, 24, 23, 7, 3);
        List<Integer> ours = PrintedLabels.sizes(zero.labels());
        FindingBuilder finding = FindingBuilder.of("ten-clusters", "section 6, arrays and heat maps", "Ten clusters");
        for (int i = 0; i < theirs.size(); i++) {
            finding.figure(
                    "users in cluster " + (i + 1) + " by size",
                    theirs.get(i),
                    i < ours.size() ? (Object) ours.get(i) : "none");
        }
        finding.ours("inertia of ours", zero.inertia());
        if (documents) {
            finding.ours(
                    "adjusted Rand index of ours with the labels that the document prints",
                    AdjustedRand.index(labels, byIndex(zero)));
        }
        zero.profiles().stream()
                .limit(3)
                .forEach(profile -> SegmentCharts.ofSegment("ten-clusters", json(profile)).stream()
                        .limit(1)
                        .forEach(finding::chart));
        return finding.compared(
                documents
                        ? "k-means from other starts ends in other clusters of about the same inertia"
                        : study.otherwise(data));
    }

    private Map<?, ?> json(SegmentProfile profile) {
        return (Map<?, ?>) ((List<?>) Objects.requireNonNull(zero.toJson().get("segments"))).get(profile.segment() - 1);
    }

    private Finding means(UsersTogether cluster) {
        FindingBuilder finding = FindingBuilder.of(
                        "cluster-means", "sections 7 and 8", "The mean of each movie in one cluster as a prediction")
                .figure("users in the cluster", 36, cluster.size());
        MEANS.forEach((title, mean) -> {
            Integer item = items.get(title);
            if (item == null || cluster.count(item) == 0) {
                finding.only(title, mean);
            } else {
                finding.figure(title, mean, cluster.mean(item), 5e-7);
            }
        });
        if (documents) {
            finding.text("Computed for the 36 users that the document's own output puts into its cluster 2.");
        }
        return finding.compared(study.otherwise(data));
    }

    private Finding row(UsersTogether cluster) {
        int row = Math.min(ROW, cluster.size() - 1);
        int user = cluster.user(row);
        String id = ratings.users().id(user);
        List<Integer> columns = columns(cluster);
        long unrated = columns.stream()
                .filter(item -> !ratings.byUser().contains(user, item))
                .count();
        long nobody = columns.stream().filter(item -> cluster.count(item) == 0).count();
        return FindingBuilder.of("user-three", "section 8", "The user that the recommendations are for")
                .figure("user", "3", id)
                .figure("movies of the table that the user has not rated", 269, unrated)
                .ours("movies of the table that nobody in the cluster has rated", nobody)
                .ours(
                        "ratings by the user in row 3 of the cluster",
                        ratings.byUser().count(user))
                .ours(
                        "ratings by the user of id 3",
                        ratings.users().indexOf("3").stream()
                                .mapToObj(other -> (Object) ratings.byUser().count(other))
                                .findFirst()
                                .orElse("none"))
                .wrong(
                        "row-numbers-for-ids",
                        !id.equals("3"),
                        "its user 3 is row 3 of the cluster, counted from 0, which is user " + id);
    }

    /** The columns of the document's table: the 300 of the 1,000 movies that most of the cluster rated. */
    private List<Integer> columns(UsersTogether cluster) {
        return cluster.mostRated(Arrays.stream(UsersTogether.mostRated(ratings, MOVIES)), COLUMNS);
    }

    private Finding recommended(UsersTogether cluster) {
        int user = cluster.user(Math.min(ROW, cluster.size() - 1));
        List<Integer> listed = documents
                ? FIVES.stream().map(items::get).filter(Objects::nonNull).toList()
                : cluster.bestUnrated(columns(cluster), user, LISTED);
        long single = listed.stream().filter(item -> cluster.count(item) == 1).count();
        int most = listed.stream().mapToInt(cluster::count).max().orElse(0);
        FindingBuilder finding = FindingBuilder.of(
                        "recommendations",
                        "section 8, last table",
                        "The movies of the highest mean that the user has not rated")
                .figure("movies listed", LISTED, listed.size())
                .figure(
                        "lowest mean among them",
                        5.0,
                        listed.stream().mapToDouble(cluster::mean).min().orElse(0),
                        1e-9)
                .ours("of them rest on one rating", single)
                .ours("most ratings that one of them rests on", most);
        TasteProfile ours = zero.profiles().stream()
                .filter(profile -> profile.segment() == byIndex(zero)[user] + 1)
                .flatMap(profile -> profile.taste().stream())
                .findFirst()
                .orElseThrow();
        finding.ours(
                "fewest ratings behind a movie of our list",
                ours.best().stream().mapToInt(TasteProfile.Best::support).min().orElse(0));
        finding.text("Our list is of the user's own segment, of movies that enough of it have rated, each mean pulled"
                        + " towards what everybody is predicted to give.")
                .table(behind(cluster, listed))
                .table(new Table(
                        List.of("our list", "predicted", "mean", "ratings"),
                        ours.best().stream()
                                .map(best -> List.<Object>of(
                                        best.movie().label(), best.prediction(), best.mean(), best.support()))
                                .toList()));
        return finding.wrong(
                "averages-of-one-rating",
                single > listed.size() / 2,
                single + " of the " + listed.size() + " averages rest on one rating and none on more than " + most
                        + ": no minimum support, no shrinkage");
    }

    private Table behind(UsersTogether cluster, List<Integer> listed) {
        Map<Integer, String> names = items.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (first, second) -> first));
        return new Table(
                List.of("the document's list", "mean", "ratings"),
                listed.stream()
                        .map(item -> List.<Object>of(
                                names.getOrDefault(item, "movie " + item), cluster.mean(item), cluster.count(item)))
                        .toList());
    }
}
