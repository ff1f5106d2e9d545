package dev.matinee.lab.explore;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random ratings with a long tail, as a workspace and as plain values to compute with by brute force. */
record RandomCatalog(Workspace workspace, List<Rating> ratings, Map<String, String> genres) {
    record Rating(int user, int movie, double stars, long time) {}

    static RandomCatalog of(long seed, Path folder) throws IOException {
        RandomStream random = Run.seeded(seed).random("ratings", 0);
        int users = 3 + random.nextInt(40);
        int movies = 3 + random.nextInt(60);
        Map<String, Rating> found = new LinkedHashMap<>();
        for (int i = 0; i < users * 8; i++) {
            int user = 1 + (int) (users * Math.pow(random.nextDouble(), 2));
            int movie = 1 + (int) (movies * Math.pow(random.nextDouble(), 2));
            double stars = (1 + random.nextInt(10)) / 2.0;
            found.put(user + "," + movie, new Rating(user, movie, stars, 1_000_000_000L + random.nextInt(100_000_000)));
        }
        List<Rating> ratings = new ArrayList<>(found.values());
        StringBuilder text = new StringBuilder("userId,movieId,rating,timestamp\n");
        ratings.forEach(r -> text.append(r.user() + "," + r.movie() + "," + r.stars() + "," + r.time() + "\n"));
        StringBuilder titles = new StringBuilder("movieId,title,genres\n");
        Map<String, String> genres = new LinkedHashMap<>();
        for (int movie = 1; movie <= movies; movie++) {
            String genre = movie % 3 == 0 ? "Comedy|War" : movie % 3 == 1 ? "Drama" : "(no genres listed)";
            genres.put(Integer.toString(movie), genre);
            titles.append(movie + ",Movie " + movie + " (1999)," + genre + "\n");
        }
        return new RandomCatalog(ingested(folder, text.toString(), titles.toString()), ratings, genres);
    }

    static Workspace ingested(Path folder, String ratings, String movies) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("ratings.csv"), ratings);
        Files.writeString(source.resolve("movies.csv"), movies);
        return ingested(folder, source.toString());
    }

    static Workspace ingested(Path folder, String name) {
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source source = Sources.open(name, SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, Run.seeded(1));
        }
        return workspace;
    }
}
