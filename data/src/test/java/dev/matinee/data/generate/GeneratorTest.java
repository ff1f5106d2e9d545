package dev.matinee.data.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorTest {
    private static final Run RUN = Run.seeded(7).threads(2);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"400, 150, 5000", "1, 1, 1", "5, 3, 15", "50, 300, 300", "300, 20, 301", "2000, 900, 60000"})
    void countsInMemoryAreExactlyTheOnesAskedFor(int users, int movies, long ratings) {
        Interactions interactions =
                Generator.like(DataShape.of(users, movies, ratings)).interactions(RUN);

        assertThat(interactions.size()).isEqualTo(ratings);
        assertThat(interactions.users().size()).isEqualTo(users);
        assertThat(interactions.items().size()).isEqualTo(movies);
        Rows byUser = interactions.byUser();
        for (int user = 0; user < users; user++) {
            assertThat(byUser.count(user)).as("user %s", user).isPositive();
        }
        for (int movie = 0; movie < movies; movie++) {
            assertThat(interactions.byItem().count(movie)).as("movie %s", movie).isPositive();
        }
    }

    @Test
    void popularityAndActivityHaveLongTails() {
        GenerationReport report = Generator.like(DataShape.named("ml-20m").scaled(0.01))
                .inMemory(RUN)
                .report();

        assertThat(report.topTenthOfMovies()).isBetween(0.5, 0.9);
        assertThat(report.topTenthOfUsers()).isBetween(0.35, 0.55);
        assertThat(report.meanRating()).isCloseTo(3.53, within(0.06));
    }

    @ParameterizedTest
    @CsvSource({"0.3", "0.75", "1.5"})
    void theTrueParametersReachTheNoiseFloorAndTheMeanDoesNot(double noise) {
        Generator generator = Generator.like(DataShape.of(1500, 600, 60_000)).noise(noise);

        Generator.InMemory made = generator.inMemory(RUN);

        GenerationReport report = made.report();
        assertThat(report.trueParametersRmse()).isCloseTo(report.noiseFloor(), within(0.01));
        assertThat(deviation(made.interactions())).isGreaterThan(report.noiseFloor() * 1.05);
    }

    @Test
    void theNoiseFloorGrowsWithTheNoise() {
        Generator generator = Generator.like(DataShape.of(500, 300, 20_000));

        double quiet = generator.noise(0.3).inMemory(RUN).report().noiseFloor();
        double loud = generator.noise(1.0).inMemory(RUN).report().noiseFloor();

        assertThat(quiet).isBetween(0.25, 0.45);
        assertThat(loud).isBetween(0.8, 1.05);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void theSameSeedGivesTheSameBytesOnAnyNumberOfThreads(Layout layout) throws IOException {
        DataShape shape = DataShape.named(layout == Layout.VIEWER_INTERACTIONS ? "viewer-interactions" : "ml-1m")
                .scaled(0.02);
        Generator generator = Generator.like(shape);

        generator.write(folder.resolve("one"), layout, Run.seeded(3).threads(1));
        generator.write(folder.resolve("two"), layout, Run.seeded(3).threads(3));
        generator.write(folder.resolve("other"), layout, Run.seeded(4).threads(1));

        List<String> names = names(folder.resolve("one"));
        assertThat(names(folder.resolve("two"))).isEqualTo(names);
        for (String name : names) {
            assertThat(folder.resolve("two").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(name));
        }
        String biggest = layout == Layout.NETFLIX
                ? "combined_data_1.txt"
                : names.stream()
                        .max(java.util.Comparator.comparingLong(name ->
                                folder.resolve("one").resolve(name).toFile().length()))
                        .orElseThrow();
        assertThat(Files.mismatch(
                        folder.resolve("one").resolve(biggest),
                        folder.resolve("other").resolve(biggest)))
                .isNotNegative();
    }

    @Test
    void csvReadBackHasEveryPairOnceInOrderOnTheScaleAndInTheRange() throws IOException {
        DataShape shape = DataShape.named("ml-20m").scaled(0.004);

        GenerationReport report = Generator.like(shape).write(folder.resolve("made"), RUN);

        List<String> rows = Files.readAllLines(folder.resolve("made/ratings.csv"));
        Map<Integer, Integer> years = years();
        Set<Long> pairs = new HashSet<>();
        Set<Integer> users = new HashSet<>();
        Set<Integer> movies = new HashSet<>();
        long previous = 0;
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            int user = Integer.parseInt(fields[0]);
            int movie = Integer.parseInt(fields[1]);
            double rating = Double.parseDouble(fields[2]);
            long time = Long.parseLong(fields[3]);
            long pair = ((long) user << 32) | movie;
            assertThat(pair).isGreaterThan(previous);
            previous = pair;
            pairs.add(pair);
            users.add(user);
            movies.add(movie);
            assertThat(rating * 2).isBetween(1.0, 10.0).isEqualTo(Math.rint(rating * 2));
            assertThat(time)
                    .isBetween(
                            Math.max(BlockSampler.seconds(shape.from()), yearStart(years.getOrDefault(movie, 9999))),
                            BlockSampler.seconds(shape.to().plusDays(1)) - 1);
        }
        assertThat(rows).hasSize((int) shape.ratings() + 1);
        assertThat(rows.getFirst()).isEqualTo("userId,movieId,rating,timestamp");
        assertThat(pairs).hasSize((int) shape.ratings());
        assertThat(users).hasSize(shape.users());
        assertThat(movies).hasSize(shape.ratedMovies());
        assertThat(Files.readAllLines(folder.resolve("made/movies.csv"))).hasSize(shape.movies() + 1);
        assertThat(Files.readAllLines(folder.resolve("made/links.csv"))).hasSize(shape.movies() + 1);
        assertThat(Files.readAllLines(folder.resolve("made/tags.csv"))).hasSize((int) shape.tags() + 1);
        assertThat(report.tags()).isEqualTo(shape.tags());
        try (Stream<Path> files = Files.list(folder.resolve("made"))) {
            assertThat(report.bytes())
                    .isEqualTo(files.filter(file -> !file.endsWith("README.txt"))
                            .mapToLong(file -> file.toFile().length())
                            .sum());
        }
    }

    @Test
    void netflixReadBackHasTheRatingsOfTheCsvByMovie() throws IOException {
        Generator generator = Generator.like(DataShape.named("netflix").scaled(0.0002));
        generator.write(folder.resolve("csv"), Layout.CSV, RUN);
        generator.write(folder.resolve("netflix"), RUN);

        Set<String> expected = new HashSet<>();
        List<String> rows = Files.readAllLines(folder.resolve("csv/ratings.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            expected.add(fields[1] + ":" + fields[0] + "," + fields[2].charAt(0) + ","
                    + java.time.LocalDate.ofEpochDay(Long.parseLong(fields[3]) / 86_400));
        }
        Set<String> found = new HashSet<>();
        int lastMovie = 0;
        for (int file = 1; file <= 4; file++) {
            for (String line : Files.readAllLines(folder.resolve("netflix/combined_data_" + file + ".txt"))) {
                if (line.endsWith(":")) {
                    int movie = Integer.parseInt(line.substring(0, line.length() - 1));
                    assertThat(movie).isGreaterThan(lastMovie);
                    lastMovie = movie;
                } else {
                    found.add(lastMovie + ":" + line);
                }
            }
        }
        assertThat(found).hasSize(rows.size() - 1).isEqualTo(expected);
        assertThat(names(folder.resolve("netflix"))).doesNotContain("bucket-0").contains("movie_titles.csv");
    }

    @Test
    void theOldLayoutsSeparateTheirFieldsAsTheOriginalsDo() throws IOException {
        Generator.like(DataShape.named("ml-1m").scaled(0.01)).write(folder.resolve("1m"), RUN);
        Generator.like(DataShape.named("ml-100k").scaled(0.1)).write(folder.resolve("100k"), RUN);

        assertThat(lines("1m/ratings.dat"))
                .hasSize(10_002)
                .allMatch(row -> row.matches("\\d+::\\d+::[1-5]::\\d{9,10}"));
        assertThat(lines("1m/movies.dat")).allMatch(row -> row.matches("\\d+::.+ \\(\\d{4}\\)::[A-Z].*"));
        assertThat(lines("1m/users.dat")).hasSize(60).allMatch(row -> row.matches("\\d+::[MF]::\\d+::\\d+::\\d{5}"));
        assertThat(lines("100k/u.data")).hasSize(10_000).allMatch(row -> row.matches("\\d+\t\\d+\t[1-5]\t\\d{9}"));
        assertThat(lines("100k/u.item")).allMatch(row -> row.split("\\|", -1).length == 24);
        assertThat(lines("100k/u.user")).hasSize(94).allMatch(row -> row.matches("\\d+\\|\\d+\\|[MF]\\|\\w+\\|\\d{5}"));
    }

    @Test
    void aStoppedRunLeavesNothingBehind() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Run stopped = RUN.cancelledWhen(() -> asked.incrementAndGet() > 3);

        assertThatThrownBy(() -> Generator.like(DataShape.named("ml-1m")).write(folder.resolve("made"), stopped))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED));

        assertThat(names(folder)).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsLeftAlone() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("made")).resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> Generator.like(DataShape.of(5, 5, 10)).write(folder.resolve("made"), RUN))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT));

        assertThat(names(folder.resolve("made"))).containsExactly("mine.txt");
        Files.createDirectory(folder.resolve("empty"));
        Generator.like(DataShape.of(5, 5, 10)).write(folder.resolve("empty"), RUN);
        assertThat(names(folder.resolve("empty"))).contains("ratings.csv");
    }

    @Test
    void whoeverFavoursAGenreRatesAndLikesItMore() {
        Interactions interactions =
                Generator.like(DataShape.of(1000, 400, 40_000)).interactions(RUN);
        Rows byUser = interactions.byUser();
        long together = 0;
        double expected = 0;
        for (int a = 100; a < 140; a++) {
            for (int b = a + 1; b < 140; b++) {
                for (int user = 0; user < 1000; user++) {
                    together += byUser.contains(user, a) && byUser.contains(user, b) ? 1 : 0;
                }
                expected += (double) interactions.byItem().count(a)
                        * interactions.byItem().count(b)
                        / 1000;
            }
        }
        assertThat(together / expected).isGreaterThan(1.1);
    }

    private Map<Integer, Integer> years() throws IOException {
        Map<Integer, Integer> years = new HashMap<>();
        List<String> rows = Files.readAllLines(folder.resolve("made/movies.csv"));
        for (String row : rows.subList(1, rows.size())) {
            int open = row.lastIndexOf('(');
            years.put(
                    Integer.valueOf(row.substring(0, row.indexOf(','))),
                    Integer.valueOf(row.substring(open + 1, open + 5)));
        }
        return years;
    }

    private static long yearStart(int year) {
        return BlockSampler.seconds(java.time.LocalDate.of(year, 1, 1));
    }

    private static double deviation(Interactions interactions) {
        double sum = 0;
        double squares = 0;
        for (long position = 0; position < interactions.size(); position++) {
            double rating = interactions.byUser().rating(position);
            sum += rating;
            squares += rating * rating;
        }
        double mean = sum / interactions.size();
        return Math.sqrt(squares / interactions.size() - mean * mean);
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file), StandardCharsets.ISO_8859_1);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
