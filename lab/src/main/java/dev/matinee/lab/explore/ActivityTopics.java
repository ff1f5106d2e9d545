package dev.matinee.lab.explore;

import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Histogram;
import dev.matinee.lab.chart.Lines;
import dev.matinee.lab.chart.Scatter;
import dev.matinee.lab.chart.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Who is how active: ratings per user and per movie, the long tail, mean ratings. */
record ActivityTopics(Questions questions) {
    private record Bin(String scale, double low, double high, long n) {}

    List<Topic> all() {
        return List.of(
                activity("user", "userActivity", "Ratings per user"),
                activity("movie", "movieActivity", "Ratings per movie"),
                longTail(),
                userMeans(),
                meanAgainstCount());
    }

    private Topic activity(String who, String name, String title) {
        List<Bin> bins = questions.ask(
                who + "_activity",
                row -> new Bin(row.text("scale"), row.number("low"), row.number("high"), row.whole("n")));
        List<List<Object>> rows = new ArrayList<>();
        for (Bin bin : bins) {
            if (bin.scale().equals("log")) {
                rows.add(List.of(Math.ceil(bin.low() - 1e-6), Math.ceil(bin.high() - 1e-6) - 1, bin.n()));
            }
        }
        rows.removeIf(row -> (Double) row.get(1) < (Double) row.getFirst());
        Axis ratings = Axis.of("ratings per " + who);
        Axis count = Axis.of(who + "s");
        return new Topic(
                name,
                title,
                "",
                new Table(List.of("ratings from", "to", who + "s"), rows),
                List.of(
                        new Chart(
                                who + "-activity",
                                title + ", linear",
                                "The heights are logarithmic so that the few very active ones are seen.",
                                histogram(ratings, count.log(), bins, "linear")),
                        new Chart(
                                who + "-activity-log",
                                title + ", logarithmic",
                                "",
                                histogram(ratings.log(), count, bins, "log"))));
    }

    /** The bins of a scale with the empty ones between them. */
    private static Histogram histogram(Axis x, Axis y, List<Bin> bins, String scale) {
        TreeMap<Double, Double> heights = new TreeMap<>();
        double high = 0;
        double low = Double.POSITIVE_INFINITY;
        boolean log = scale.equals("log");
        double width = 0;
        for (Bin bin : bins) {
            if (bin.scale().equals(scale)) {
                heights.put(bin.low(), (double) bin.n());
                high = Math.max(high, bin.high());
                low = Math.min(low, bin.low());
                width = log ? bin.high() / bin.low() : bin.high() - bin.low();
            }
        }
        List<Double> edges = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        int parts = heights.isEmpty()
                ? 0
                : (int) Math.rint(log ? Math.log(high / low) / Math.log(width) : (high - low) / width);
        for (int i = 0; i <= parts; i++) {
            edges.add(log ? low * Math.pow(width, i) : low + i * width);
        }
        for (int i = 0; i < parts; i++) {
            double inside = edges.get(i) + (edges.get(i + 1) - edges.get(i)) / 2;
            var below = heights.floorEntry(inside);
            boolean here = below != null && below.getKey() > edges.get(i) - (edges.get(i + 1) - edges.get(i)) / 2;
            counts.add(below != null && here ? below.getValue() : 0.0);
        }
        return new Histogram(x, y, edges, counts);
    }

    private Topic longTail() {
        List<List<Object>> rows = new ArrayList<>();
        List<Lines.Curve> curves = new ArrayList<>();
        for (String who : List.of("user", "movie")) {
            rows.addAll(questions.ask(
                    who + "_concentration",
                    row -> List.of(
                            who + "s",
                            row.whole("everyone"),
                            row.number("gini"),
                            row.number("top1"),
                            row.number("top5"),
                            row.number("top10"))));
            List<Double> x = new ArrayList<>(List.of(0.0));
            List<Double> y = new ArrayList<>(List.of(0.0));
            questions
                    .ask(who + "_lorenz", row -> new double[] {row.number("members"), row.number("ratings")})
                    .forEach(point -> {
                        x.add(point[0]);
                        y.add(point[1]);
                    });
            curves.add(Lines.Curve.of(who + "s", x, y));
        }
        String text =
                "Gini is 0 where all have as many ratings and near 1 where few have nearly all; top 1 % and so on:"
                        + " their share of all ratings. Movies without any rating are not counted.";
        return new Topic(
                "longTail",
                "The long tail",
                text,
                new Table(List.of("of", "number", "gini", "top 1 % have %", "top 5 % have %", "top 10 % have %"), rows),
                List.of(new Chart(
                        "long-tail",
                        "How unevenly ratings are spread",
                        "The further below the dashed line, the more of all ratings the most active few have.",
                        Lines.lorenz("users or movies", "ratings", curves))));
    }

    private Topic userMeans() {
        double low = questions.data().scale().min();
        double high = questions.data().scale().max();
        List<Bin> bins = questions.ask(
                "user_means",
                row -> new Bin("linear", row.number("low"), row.number("high"), row.whole("n")),
                low,
                high,
                low);
        Table table = new Table(
                List.of("mean rating from", "to", "users"),
                bins.stream()
                        .map(bin -> List.<Object>of(bin.low(), bin.high(), bin.n()))
                        .toList());
        return new Topic(
                "userMeans",
                "Mean rating of each user",
                "",
                table,
                List.of(new Chart(
                        "user-means",
                        "How generous users are",
                        "The mean of all ratings of each user.",
                        histogram(Axis.of("mean rating of a user"), Axis.of("users"), bins, "linear"))));
    }

    private Topic meanAgainstCount() {
        List<Scatter.Dot> dots = new ArrayList<>();
        long[] everyone = {0};
        questions
                .ask("mean_against_count", row -> {
                    everyone[0] = row.whole("everyone");
                    return new Scatter.Dot(row.whole("total_ratings"), row.number("avg_rating"), 1, row.text("movie"));
                })
                .forEach(dots::add);
        String sampled = dots.size() < everyone[0]
                ? " Shown are " + dots.size() + " of " + everyone[0] + " movies, evenly over their numbers of ratings."
                : "";
        String note =
                "Movies with few ratings have means far from the middle by chance, which is why top lists weigh them."
                        + sampled;
        Scatter plot = Scatter.of(
                        Axis.of("ratings per movie").log(),
                        Axis.of("mean rating of a movie"),
                        List.of(new Scatter.Group("movies", dots)))
                .withMargins();
        return new Topic(
                "meanAgainstCount",
                "Mean rating against number of ratings",
                note,
                byPopularity(),
                List.of(new Chart("mean-against-count", "Mean rating against number of ratings", note, plot)));
    }

    /** By the size of their audience, how movies are rated. */
    private Table byPopularity() {
        return new Table(
                List.of("ratings from", "to", "movies", "mean of their means", "deviation of their means"),
                questions.ask(
                        "mean_by_popularity",
                        row -> List.of(
                                row.number("low"),
                                row.number("high"),
                                row.whole("n"),
                                row.number("mean"),
                                row.number("deviation"))));
    }
}
