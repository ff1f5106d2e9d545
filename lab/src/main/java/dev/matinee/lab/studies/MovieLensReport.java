package dev.matinee.lab.studies;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.lab.explore.TopListOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Document 001: a report of exploration, clusters of ratings, top lists, a network and recommendations. */
public final class MovieLensReport implements Study {
    /** What a worksheet holds, its header aside. */
    static final long WORKSHEET = (1L << 20) - 1;

    private static final long FULL_RATINGS = 25_000_095;
    private static final long FULL_USERS = 162_541;

    /** m and C of the weighted score, which the document does not state: they follow from its own table. */
    private static final double PRIOR = 20;

    private static final double MEAN = 3.535808;

    private record Scored(String title, int count, double mean, double score) {}

    private static final List<Scored> TOP = List.of(
            new Scored("Shawshank Redemption, The (1994)", 3488, 4.436067, 4.430934),
            new Scored("Godfather, The (1972)", 2175, 4.354253, 4.346796),
            new Scored("Band of Brothers (2001)", 69, 4.565217, 4.333889),
            new Scored("Godfather: Part II, The (1974)", 1415, 4.313781, 4.302938),
            new Scored("Usual Suspects, The (1995)", 2393, 4.309235, 4.302825),
            new Scored("Schindler's List (1993)", 2545, 4.276031, 4.270260),
            new Scored("Planet Earth II (2016)", 50, 4.560000, 4.267374),
            new Scored("One Flew Over the Cuckoo's Nest (1975)", 1504, 4.236370, 4.227176),
            new Scored("Fight Club (1999)", 2530, 4.226285, 4.220869),
            new Scored("Planet Earth (2006)", 83, 4.385542, 4.220545));

    private static final List<Scored> HEAVY = List.of(
            new Scored("Forrest Gump (1994)", 3518, 4.057987, 0),
            new Scored("Shawshank Redemption, The (1994)", 3488, 4.436067, 0),
            new Scored("Pulp Fiction (1994)", 3418, 4.182417, 0),
            new Scored("Silence of the Lambs, The (1991)", 3227, 4.131546, 0),
            new Scored("Matrix, The (1999)", 3064, 4.160738, 0),
            new Scored("Star Wars: Episode IV - A New Hope (1977)", 2931, 4.101160, 0),
            new Scored("Jurassic Park (1993)", 2745, 3.687432, 0),
            new Scored("Schindler's List (1993)", 2545, 4.276031, 0),
            new Scored("Fight Club (1999)", 2530, 4.226285, 0),
            new Scored("Braveheart (1995)", 2516, 3.997417, 0));

    private static final List<String> DRAMAS = List.of(
            "Shawshank Redemption, The (1994)",
            "Godfather, The (1972)",
            "Band of Brothers (2001)",
            "Godfather: Part II, The (1974)",
            "Schindler's List (1993)");

    private static final Map<String, Integer> GENRES = new LinkedHashMap<>();

    static {
        GENRES.put("Adventure", 4145);
        GENRES.put("Animation", 2929);
        GENRES.put("Children", 2935);
        GENRES.put("Comedy", 16_870);
        GENRES.put("Fantasy", 2731);
        GENRES.put("Romance", 7719);
        GENRES.put("Drama", 25_606);
        GENRES.put("Action", 7348);
        GENRES.put("Crime", 5319);
        GENRES.put("Thriller", 8654);
        GENRES.put("Horror", 5989);
        GENRES.put("Mystery", 2925);
        GENRES.put("Sci-Fi", 3595);
        GENRES.put("IMAX", 195);
        GENRES.put("Documentary", 5605);
        GENRES.put("War", 1874);
        GENRES.put("Musical", 1054);
        GENRES.put("Western", 1399);
        GENRES.put("Film-Noir", 353);
    }

    @Override
    public String name() {
        return "movielens-report";
    }

    @Override
    public String title() {
        return "A report on MovieLens: clusters, weighted scores, a network and its recommendations";
    }

    @Override
    public String documentsData() {
        return "the first 1,048,575 rows of MovieLens 25M, by 7,045 of its 162,541 users";
    }

    @Override
    public long documentsRatings() {
        return WORKSHEET;
    }

    @Override
    public long documentsUsers() {
        return 7_045;
    }

    @Override
    public DataShape shape() {
        return DataShape.named("ml-25m-head").scaled(0.1);
    }

    @Override
    public List<Finding> findings(StudyData data, Run run) {
        Explored explored = Explored.of(data, run);
        Interactions ratings = data.catalog().interactions(run);
        List<Finding> all = new ArrayList<>();
        all.add(worksheet(data, ratings));
        all.add(cleaned(data));
        all.add(described(data, explored));
        all.add(distribution(data, explored));
        all.addAll(new IdClusterFindings(this, data, ratings, run).all());
        all.add(genres(data, explored));
        all.add(weighted(data, explored));
        all.add(dramas(data, run));
        all.add(heavy(data, explored));
        all.add(joint(data, explored));
        all.addAll(new NetworkFindings(this, data, ratings, run).all());
        return all;
    }

    /** What is left when only the first share of the rows is read, as a worksheet does. */
    private Finding worksheet(StudyData data, Interactions ratings) {
        double share = (double) WORKSHEET / FULL_RATINGS;
        Rows byUser = ratings.byUser();
        long read = Math.max(1, Math.round(share * ratings.size()));
        Set<Integer> movies = new HashSet<>();
        double sum = 0;
        double all = 0;
        int users = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            users += byUser.start(user) < read && byUser.count(user) > 0 ? 1 : 0;
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                all += byUser.rating(position);
                if (position < read) {
                    movies.add(byUser.column(position));
                    sum += byUser.rating(position);
                }
            }
        }
        return FindingBuilder.of("worksheet", "section 1, step 1", "How much of the ratings was read")
                .text(
                        "1,048,575 is 2 to the 20th less 1: the rows of a worksheet without its header. Below, what the same"
                                + " share of these ratings would leave, read from the top.")
                .figure("rows", WORKSHEET, ratings.size())
                .figure("movies in the table", 62_423L, data.card().movies())
                .figure("users", 7_045L, data.card().users())
                .figure("movies with a rating", 22_240L, data.card().ratedMovies())
                .ours("2^20 - 1", WORKSHEET)
                .ours("share of MovieLens 25M that it read, %", 100 * share)
                .ours("share of its users, %", 100.0 * documentsUsers() / FULL_USERS)
                .ours("users left here of " + data.card().users(), users)
                .ours("movies left here of " + data.card().ratedMovies(), movies.size())
                .ours("mean rating of what is left here", sum / read)
                .ours("mean rating of all here", all / ratings.size())
                .wrong(
                        "a-worksheet-ends-at-1048576-rows",
                        users < data.card().users(),
                        String.format(
                                Locale.ROOT,
                                "a worksheet ends there: it read %.1f %% of the ratings, of the first 7,045 users only; the"
                                        + " same here leaves %,d of %,d users and %,d of %,d movies",
                                100 * share,
                                users,
                                data.card().users(),
                                movies.size(),
                                data.card().ratedMovies()));
    }

    private Finding cleaned(StudyData data) {
        return FindingBuilder.of("cleaned", "section 1, steps 2 and 3", "Duplicates and missing values")
                .figure("ratings of a movie rated before by the same user", 0L, data.found(Rule.DUPLICATE))
                .figure("rows without a rating", 0L, data.found(Rule.MISSING_RATING))
                .compared("these data have some, which were set aside");
    }

    private Finding described(StudyData data, Explored explored) {
        return FindingBuilder.of("described", "section 2, table 1", "The ratings described")
                .figure("count", 1_048_575.0, explored.number("describe", "rating", "count"))
                .figure("mean", 3.535808, explored.number("describe", "rating", "mean"), 1e-6)
                .figure("deviation", 1.056276, explored.number("describe", "rating", "standard deviation"), 1e-6)
                .figure("minimum", 0.5, explored.number("describe", "rating", "minimum"))
                .figure("lower quartile", 3.0, explored.number("describe", "rating", "lower quartile"))
                .figure("median", 3.5, explored.number("describe", "rating", "median"))
                .figure("upper quartile", 4.0, explored.number("describe", "rating", "upper quartile"))
                .figure("maximum", 5.0, explored.number("describe", "rating", "maximum"))
                .text(
                        "The document describes userId and movieId as well; the mean of a number that stands for a name says"
                                + " nothing.")
                .compared(otherwise(data));
    }

    private Finding distribution(StudyData data, Explored explored) {
        double lowest = explored.number("ratingDistribution", 0.5, "share %")
                + explored.number("ratingDistribution", 1.5, "share %");
        return FindingBuilder.of("distribution", "section 2, figure 1", "How movies are rated")
                .figure("share of 4.0, %", 25, explored.number("ratingDistribution", 4.0, "share %"), 3)
                .figure("share of 3.0, %", 20, explored.number("ratingDistribution", 3.0, "share %"), 3)
                .figure("share of 0.5 and 1.5 together, less than 5 %", "yes", lowest < 5 ? "yes" : "no")
                .text(
                        "The document reads its figures off the plot: more than 25 % and about 20 %. It gives 5.0 and 3.5 a"
                                + " share of \"less than 15% but more than 20%\", which no number has.")
                .topic(explored.topic("ratingDistribution"))
                .compared(otherwise(data));
    }

    private Finding genres(StudyData data, Explored explored) {
        FindingBuilder finding = FindingBuilder.of("genres", "section 4, table 6", "Movies of each genre");
        GENRES.forEach((genre, movies) -> {
            double ours = explored.number("genres", genre, "movies");
            if (Double.isNaN(ours)) {
                finding.only(genre, movies);
            } else {
                finding.figure(genre, movies, (long) ours);
            }
        });
        return finding.only("None", 5062).topic(explored.topic("genres")).compared(otherwise(data));
    }

    private Finding weighted(StudyData data, Explored explored) {
        FindingBuilder finding = FindingBuilder.of(
                        "weighted-scores", "section 4, table 7", "The best movies by weighted score")
                .text(
                        "Weighted score = v/(v+m) R + m/(v+m) C. The document states neither m nor C; m = 20 and C = its mean"
                                + " rating give each of its scores from its own counts and means.");
        for (Scored movie : TOP) {
            double again = (movie.count() * movie.mean() + PRIOR * MEAN) / (movie.count() + PRIOR);
            finding.figure(movie.title() + ", from the document's count and mean", movie.score(), again, 1e-6);
        }
        finding.figure("the best of all", TOP.getFirst().title(), first(explored, "topMovies"));
        return finding.topic(explored.topic("topMovies")).compared(otherwise(data));
    }

    private static String first(Explored explored, String topic) {
        List<List<Object>> rows = explored.rows(topic);
        return rows.isEmpty() ? "none" : label(rows.getFirst());
    }

    private static String label(List<Object> row) {
        return row.get(3).toString().isEmpty() ? row.get(2).toString() : row.get(2) + " (" + row.get(3) + ")";
    }

    private Finding dramas(StudyData data, Run run) {
        FindingBuilder finding =
                FindingBuilder.of("best-dramas", "section 4, table 8", "The best dramas by weighted score");
        boolean known =
                dev.matinee.lab.segments.FeatureNames.genres(data.catalog()).contains("Drama");
        if (!known) {
            DRAMAS.forEach(title -> finding.only(title, "listed"));
            return finding.compared("no movie of these data is a drama");
        }
        TopListOptions options = new TopListOptions(PRIOR, DRAMAS.size(), "Drama", Optional.empty(), Optional.empty());
        Explored ours = Explored.of(data, options, run);
        List<List<Object>> rows = ours.rows("topMovies");
        for (int i = 0; i < DRAMAS.size(); i++) {
            finding.figure("place " + (i + 1), DRAMAS.get(i), i < rows.size() ? label(rows.get(i)) : "none");
        }
        return finding.compared(otherwise(data));
    }

    private Finding heavy(StudyData data, Explored explored) {
        FindingBuilder finding = FindingBuilder.of("heavily-rated", "section 4, table 9", "The most rated movies");
        List<List<Object>> rows = explored.rows("heavilyRated");
        for (int i = 0; i < HEAVY.size(); i++) {
            boolean there = i < rows.size();
            finding.figure("place " + (i + 1), HEAVY.get(i).title(), there ? label(rows.get(i)) : "none")
                    .figure(
                            "ratings of place " + (i + 1),
                            (long) HEAVY.get(i).count(),
                            there ? rows.get(i).get(5) : "none")
                    .figure(
                            "mean of place " + (i + 1),
                            HEAVY.get(i).mean(),
                            there ? rows.get(i).get(6) : "none",
                            1e-6);
        }
        return finding.compared(otherwise(data));
    }

    private Finding joint(StudyData data, Explored explored) {
        return FindingBuilder.of("means-and-counts", "section 4, figures 3 to 5", "Ratings a movie has, and its mean")
                .topic(explored.topic("movieActivity"))
                .topic(explored.topic("meanAgainstCount"))
                .compared(otherwise(data));
    }
}
