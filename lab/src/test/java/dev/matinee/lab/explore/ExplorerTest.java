package dev.matinee.lab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.lab.chart.ChartFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {
    private static final Run RUN = Run.seeded(42);

    @TempDir
    Path folder;

    private static Topic topic(Exploration exploration, String name) {
        return exploration.topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Topic topic, int row, String column) {
        int at = topic.table().header().indexOf(column);
        return ((Number) topic.table().rows().get(row).get(at)).doubleValue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void giniIsTheMeanDifferenceOfAllPairs(long seed) throws IOException {
        RandomCatalog random = RandomCatalog.of(seed, folder);
        Map<Integer, Integer> users = new HashMap<>();
        Map<Integer, Integer> movies = new HashMap<>();
        random.ratings().forEach(rating -> {
            users.merge(rating.user(), 1, Integer::sum);
            movies.merge(rating.movie(), 1, Integer::sum);
        });
        try (Catalog catalog = random.workspace().catalog()) {
            Topic tail = topic(Explorer.explore(catalog, TopListOptions.defaults(), RUN), "longTail");
            assertThat(number(tail, 0, "gini"))
                    .isCloseTo(gini(users.values().stream().toList()), within(1e-12));
            assertThat(number(tail, 1, "gini"))
                    .isCloseTo(gini(movies.values().stream().toList()), within(1e-12));
            List<Integer> sorted =
                    users.values().stream().sorted(Comparator.reverseOrder()).toList();
            int top = (int) Math.ceil(sorted.size() * 0.1);
            double share = 100.0
                    * sorted.subList(0, top).stream().mapToInt(n -> n).sum()
                    / random.ratings().size();
            assertThat(number(tail, 0, "top 10 % have %")).isCloseTo(share, within(1e-9));
        }
    }

    private static double gini(List<Integer> counts) {
        double differences = 0;
        double sum = 0;
        for (int a : counts) {
            sum += a;
            for (int b : counts) {
                differences += Math.abs(a - b);
            }
        }
        return differences / (2 * counts.size() * sum);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void weightedScoresAreThoseOfTheFormula(long seed) throws IOException {
        RandomCatalog random = RandomCatalog.of(seed, folder);
        double m = seed * 2.5;
        LocalDate from = LocalDate.of(2002, 1, 1);
        LocalDate to = LocalDate.of(2003, 6, 30);
        TopListOptions options = new TopListOptions(m, 1000, "comedy", Optional.of(from), Optional.of(to));
        long start = from.toEpochDay() * 86_400;
        long end = to.plusDays(1).toEpochDay() * 86_400;
        List<RandomCatalog.Rating> inside = random.ratings().stream()
                .filter(rating -> rating.time() >= start && rating.time() < end)
                .toList();
        double c = inside.stream()
                .mapToDouble(RandomCatalog.Rating::stars)
                .average()
                .orElseThrow();
        Map<String, double[]> sums = new HashMap<>();
        for (RandomCatalog.Rating rating : inside) {
            String movie = Integer.toString(rating.movie());
            if (random.genres().getOrDefault(movie, "").contains("Comedy")) {
                double[] sum = sums.computeIfAbsent(movie, name -> new double[2]);
                sum[0]++;
                sum[1] += rating.stars();
            }
        }
        try (Catalog catalog = random.workspace().catalog()) {
            Topic best = topic(Explorer.explore(catalog, options, RUN), "topMovies");
            assertThat(best.table().rows()).hasSize(sums.size());
            assertThat(best.title()).isEqualTo("Best movies of Comedy of ratings from 2002-01-01 to 2003-06-30");
            double before = Double.POSITIVE_INFINITY;
            for (int i = 0; i < sums.size(); i++) {
                double[] sum =
                        sums.getOrDefault(best.table().rows().get(i).get(1).toString(), new double[2]);
                double v = sum[0];
                double expected = v / (v + m) * (sum[1] / v) + m / (v + m) * c;
                assertThat(number(best, i, "weighted score")).isCloseTo(expected, within(1e-12));
                assertThat(expected).isLessThanOrEqualTo(before + 1e-12);
                before = expected;
            }
        }
    }

    @Test
    void theFactsOfDocument003() throws IOException {
        Path root = Path.of(Optional.ofNullable(System.getenv("MATINEE_TEST_DATA"))
                .orElse(System.getProperty("matinee.root") + "/../shared/data"));
        Path data = root.resolve("movielens-small-2016");
        Path factsFile = root.resolve("../facts/003-facts.json");
        assumeTrue(Files.exists(data) && Files.exists(factsFile), "there is no " + data);
        Map<String, Object> facts = Json.parseObject(Files.readString(factsFile));
        try (Catalog catalog = RandomCatalog.ingested(folder, data.toString()).catalog()) {
            Exploration exploration = Explorer.explore(catalog, TopListOptions.defaults(), RUN);
            assertThat(exploration.data().ratings()).isEqualTo(facts.get("ratings"));
            assertThat(exploration.data().movies()).isEqualTo(facts.get("movies"));
            assertThat(exploration.data().users()).isEqualTo(facts.get("users"));
            assertThat(exploration.data().ratedMovies()).isEqualTo(facts.get("rated_movies"));
            Topic described = topic(exploration, "describe");
            assertThat(number(described, 0, "count")).isEqualTo(100_004);
            assertThat(number(described, 0, "mean")).isCloseTo(3.543608, within(1e-6));
            assertThat(number(described, 0, "standard deviation")).isCloseTo(1.058064, within(1e-6));
            assertThat(number(described, 0, "median")).isEqualTo(4);
            assertThat(topic(exploration, "sampleRows").table().rows().getFirst())
                    .startsWith("1", "31", 2.5, "2009-12-14 02:52:24", "Dangerous Minds");
            assertThat(topic(exploration, "genres").table().rows())
                    .anyMatch(row -> row.getFirst().equals("(no genres listed)")
                            && row.get(1).equals(18L));
            assertThat(exploration.leftOut()).isEmpty();
            assertThat(exploration.charts()).hasSizeGreaterThan(18);
            exploration.charts().forEach(chart -> new ChartFiles(folder.resolve("charts")).write(chart));
        }
    }

    @Test
    void withoutTimesAndGenresTheRestIsTold() throws IOException {
        Path file = folder.resolve("plain.csv");
        Files.writeString(file, "user,item,rating\n1,a,3\n1,b,4\n2,a,5\n3,c,1\n");
        try (Catalog catalog = RandomCatalog.ingested(folder, file.toString()).catalog()) {
            Exploration exploration = Explorer.explore(catalog, TopListOptions.defaults(), RUN);
            assertThat(exploration.leftOut())
                    .hasSize(3)
                    .anyMatch(sentence -> sentence.startsWith("The data have no times"))
                    .anyMatch(sentence -> sentence.startsWith("The data have no genres"));
            exploration
                    .charts()
                    .forEach(chart -> assertThat(ChartFiles.svg(chart)).contains("</svg>"));
            assertThatThrownBy(() -> Explorer.explore(
                            catalog, new TopListOptions(1, 1, "Drama", Optional.empty(), Optional.empty()), RUN))
                    .hasMessage("the movies have no genres, so that Drama cannot be chosen");
            assertThatThrownBy(() -> Explorer.explore(
                            catalog,
                            new TopListOptions(1, 1, "", Optional.of(LocalDate.of(2000, 1, 1)), Optional.empty()),
                            RUN))
                    .hasMessageContaining("the ratings have no times");
        }
    }

    @Test
    void aGenreThatDoesNotExistNamesTheNearest() throws IOException {
        try (Catalog catalog = RandomCatalog.of(1, folder).workspace().catalog()) {
            assertThatThrownBy(() -> Explorer.explore(
                            catalog, new TopListOptions(1, 1, "Comdy", Optional.empty(), Optional.empty()), RUN))
                    .hasMessage("there is no genre Comdy (did you mean Comedy?); the genres are Comedy, Drama, War");
        }
    }

    @Test
    void everyQuestionSaysWhatItAsks() throws IOException {
        Path sources = Path.of("src/main/resources/dev/matinee/lab/explore");
        try (var files = Files.list(sources)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).as(file.toString()).startsWith("-- ");
            }
        }
    }
}
