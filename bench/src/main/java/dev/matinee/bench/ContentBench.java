package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of movies at size: points of 62,000 movies with texts of 100 words, from the catalog on; search in as many titles at every
 * letter; and a visitor with five ratings, beside training again with these. It fails where one takes longer than is asked of it,
 * does not find what it should, or visitors fare worse by more than a hundredth.
 */
final class ContentBench {
    private static final int THREADS = 2;
    private static final int WORDS = 100;

    private ContentBench() {}

    static void compare(BenchOptions options) {
        boolean tiny = options.data().equals("tiny");
        if (!tiny && !options.data().equals("full")) {
            throw MatineeException.usage("--data must be one of tiny, full, got " + options.data());
        }
        int movies = tiny ? 600 : 62_000;
        Path texts = options.work().resolve("content-texts-" + options.data());
        Path ratings = options.work().resolve("content-ratings-" + options.data());
        if (!Files.exists(texts)) {
            write(texts, movies);
        }
        if (!Files.exists(ratings)) {
            DataShape shape = tiny ? DataShape.of(300, 200, 9_000) : DataShape.of(6_000, 4_000, 800_000);
            Generator.like(shape).write(ratings, Layout.CSV, Run.seeded(42));
        }
        Map<String, Object> answer = Fork.java(
                List.of("-Xmx2g", "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"),
                ContentRun.class.getName(),
                texts,
                ratings,
                THREADS);
        BenchTable table =
                new BenchTable("what movies are about, " + movies + " movies with texts of " + WORDS + " words");
        double points = Fork.number(answer, "seconds");
        double search = Fork.number(answer, "searchMicros");
        table.row("points of all movies", points, Fork.number(answer, "cpu"), "movies", movies);
        table.row("a letter more of a title, 99 of 100 within", search / 1e6, search / 1e6, "microseconds", search);
        boolean slow = points > 30 || search > 5_000;
        for (String model : ContentRun.MODELS) {
            double visitor = Fork.number(answer, model + " micros");
            double share = Fork.number(answer, model + " share");
            table.row("a visitor with 5 ratings, " + model, visitor / 1e6, visitor / 1e6, "microseconds", visitor);
            table.ratio("of the NDCG@10 that training again gives, " + model, share);
            slow |= visitor > 5_000;
            // A few hundred visitors of a tiny matrix say nothing to a hundredth.
            if (!tiny && share < 0.99) {
                throw new IllegalStateException(model + " reaches " + share + " of what training again gives");
            }
        }
        table.write(options.results(), "content-" + options.data());
        if (slow && !tiny) {
            throw new IllegalStateException("slower than is asked: see the table");
        }
    }

    /** Movies with titles, genres and texts, and a few ratings so that it is a source. */
    private static void write(Path folder, int movies) {
        GeneratedTexts texts = new GeneratedTexts(movies, WORDS);
        System.err.println("generating " + folder);
        try {
            Path unfinished = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".tmp"));
            Files.writeString(unfinished.resolve("ratings.csv"), "userId,movieId,rating,timestamp\n1,1,4,1000000000\n");
            try (BufferedWriter titles = Files.newBufferedWriter(unfinished.resolve("movies.csv"));
                    BufferedWriter overviews = Files.newBufferedWriter(unfinished.resolve("texts.csv"))) {
                titles.write("movieId,title,genres\n");
                overviews.write("movieId,overview,keywords,director\n");
                for (int movie = 0; movie < movies; movie++) {
                    titles.write(movie + 1 + "," + texts.title(movie) + "," + texts.genres(movie) + "\n");
                    overviews.write(movie + 1 + "," + texts.overview(movie) + "," + texts.keywords(movie) + ","
                            + texts.director(movie) + "\n");
                }
            }
            Files.move(unfinished, folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
