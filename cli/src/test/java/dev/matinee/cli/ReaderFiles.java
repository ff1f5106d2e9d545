package dev.matinee.cli;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.ModelFamilyProvider;
import dev.matinee.examples.CompanionsProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The files that the guide's reader has, small: for the sample its first users and the movies that they rated most, and the same
 * ratings or generated ones in the forms that the guide names.
 */
final class ReaderFiles {
    /** What stands for the embedded sample. */
    static final String SAMPLE = "movielens";

    private static final int USERS = 80;
    private static final int FEWEST_RATINGS = 4;
    private static final Set<String> NAMED_MOVIES = Set.of("1", "260", "318", "593", "858", "1196", "1210", "2571");
    private static final DataShape SMALL = DataShape.named("ml-100k").scaled(0.05);

    private ReaderFiles() {}

    /** Writes all of them. */
    static void writeTo(Path folder) throws IOException {
        List<String[]> ratings = ratings();
        StringBuilder csv = new StringBuilder("userId,movieId,rating,timestamp\n");
        StringBuilder own = new StringBuilder("customer,film,stars,date\n");
        for (String[] rating : ratings) {
            String line = String.join(",", rating) + "\n";
            csv.append(line);
            own.append(line);
        }
        Set<String> rated = ratings.stream().map(rating -> rating[1]).collect(Collectors.toSet());
        String movies = sample("movies.csv.gz").stream()
                .filter(line -> line.startsWith("movieId") || rated.contains(line.substring(0, line.indexOf(','))))
                .collect(Collectors.joining("\n", "", "\n"));
        for (String name : List.of(SAMPLE, "ml-latest")) {
            Path set = Files.createDirectory(folder.resolve(name));
            Files.writeString(set.resolve("ratings.csv"), csv);
            Files.writeString(set.resolve("movies.csv"), movies);
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("ml-25m.zip")))) {
            for (Map.Entry<String, String> file :
                    Map.of("ratings.csv", csv.toString(), "movies.csv", movies).entrySet()) {
                zip.putNextEntry(new ZipEntry("ml-25m/" + file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("ratings.csv.gz")))) {
            packed.write(own.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(Files.createDirectories(folder.resolve("srv")).resolve("ratings.csv"), csv);
        Files.writeString(
                folder.resolve("texts.csv"),
                "movieId,overview,keywords,director\n"
                        + "1,Toys come to life when nobody looks.,toys|friendship,John Lasseter\n"
                        + "260,A farm boy and a princess fight an empire in space.,space|rebellion,George Lucas\n"
                        + "1196,The rebels flee from the empire to a planet of ice.,space|rebellion,Irvin Kershner\n");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(folder.resolve("companions.jar")))) {
            jar.putNextEntry(new ZipEntry("META-INF/services/" + ModelFamilyProvider.class.getName()));
            jar.write(CompanionsProvider.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        Generator.like(SMALL).write(folder.resolve("viewer"), Layout.VIEWER_INTERACTIONS, Run.seeded(42));
        Files.move(folder.resolve("viewer/viewer_interactions.db"), folder.resolve("viewer.db"));
        writeMovieLens100k(folder.resolve("ml-100k"));
    }

    /** In the form of MovieLens 100K, every fifth rating in another of its five splits. */
    private static void writeMovieLens100k(Path folder) throws IOException {
        Generator.like(SMALL).write(folder, Layout.HUNDRED_K, Run.seeded(42));
        List<String> all = Files.readAllLines(folder.resolve("u.data"));
        for (int split = 0; split < 5; split++) {
            List<String> base = new ArrayList<>();
            List<String> test = new ArrayList<>();
            for (int n = 0; n < all.size(); n++) {
                (n % 5 == split ? test : base).add(all.get(n));
            }
            Files.write(folder.resolve("u" + (split + 1) + ".base"), base);
            Files.write(folder.resolve("u" + (split + 1) + ".test"), test);
        }
    }

    private static List<String[]> ratings() throws IOException {
        List<String[]> ratings = sample("ratings.csv.gz").stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(rating -> Integer.parseInt(rating[0]) <= USERS)
                .toList();
        Map<String, Integer> counts = new TreeMap<>();
        ratings.forEach(rating -> counts.merge(rating[1], 1, Integer::sum));
        return ratings.stream()
                .filter(rating ->
                        NAMED_MOVIES.contains(rating[1]) || counts.getOrDefault(rating[1], 0) >= FEWEST_RATINGS)
                .toList();
    }

    private static List<String> sample(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(ReaderFiles.class.getResourceAsStream("/dev/matinee/sample/" + name))),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
