package dev.matinee.data.generate;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the movies and users of the three MovieLens layouts. */
final class MovieLensTables {
    private static final String[] OCCUPATIONS = {
        "administrator",
        "artist",
        "doctor",
        "educator",
        "engineer",
        "entertainment",
        "executive",
        "healthcare",
        "homemaker",
        "lawyer",
        "librarian",
        "marketing",
        "none",
        "other",
        "programmer",
        "retired",
        "salesman",
        "scientist",
        "student",
        "technician",
        "writer"
    };
    private static final int[] AGE_GROUPS = {1, 18, 25, 35, 45, 50, 56};

    private final Generator.Parts parts;
    private final MoviePool pool;
    private final Path folder;
    private final Run run;

    MovieLensTables(Generator.Parts parts, Path folder, Run run) {
        this.parts = parts;
        this.pool = parts.pool();
        this.folder = folder;
        this.run = run;
    }

    void write(Layout layout) throws IOException {
        switch (layout) {
            case CSV -> {
                moviesCsv();
                linksCsv();
            }
            case DAT -> {
                moviesDat();
                users("users.dat", "::", true);
            }
            default -> {
                items();
                users("u.user", "|", false);
                companions();
            }
        }
    }

    private String titleAndYear(int movie) {
        if (!pool.hasTitle(movie)) {
            return "";
        }
        return pool.hasYear(movie) ? pool.title(movie) + " (" + pool.year(movie) + ")" : pool.title(movie);
    }

    private void moviesCsv() throws IOException {
        ByteText text = new ByteText().add("movieId,title,genres\n");
        for (int movie = 0; movie < pool.size(); movie++) {
            text.add((long) pool.id(movie)).add(',').addCsv(titleAndYear(movie)).add(',');
            text.add(Genres.names(pool.genres(movie), false)).add('\n');
        }
        save("movies.csv", text);
    }

    private void linksCsv() throws IOException {
        ByteText text = new ByteText().add("movieId,imdbId,tmdbId\n");
        for (int movie = 0; movie < pool.size(); movie++) {
            RandomStream random = run.random("links", movie);
            long imdb = 10_000 + (long) (9_000_000 * random.nextDouble());
            text.add((long) pool.id(movie))
                    .add(',')
                    .add(String.format(Locale.ROOT, "%07d", imdb))
                    .add(',');
            if (random.nextDouble() > 0.01) {
                text.add(1 + (long) (400_000 * random.nextDouble()));
            }
            text.add('\n');
        }
        save("links.csv", text);
    }

    private void moviesDat() throws IOException {
        ByteText text = new ByteText(StandardCharsets.ISO_8859_1);
        for (int movie = 0; movie < pool.size(); movie++) {
            text.add((long) pool.id(movie)).add("::").add(titleAndYear(movie)).add("::");
            text.add(Genres.names(pool.genres(movie), true)).add('\n');
        }
        save("movies.dat", text);
    }

    private void items() throws IOException {
        ByteText text = new ByteText(StandardCharsets.ISO_8859_1);
        for (int movie = 0; movie < pool.size(); movie++) {
            text.add((long) pool.id(movie)).add('|').add(titleAndYear(movie));
            text.add("|01-Jan-").add((long) pool.year(movie)).add("||");
            text.add("http://us.imdb.com/M/title-exact?generated-")
                    .add((long) pool.id(movie))
                    .add("|0");
            for (int genre = 0; genre < Genres.COUNT; genre++) {
                text.add('|').add((char) ('0' + ((pool.genres(movie) >> genre) & 1)));
            }
            text.add('\n');
        }
        save("u.item", text);
    }

    private void companions() throws IOException {
        ByteText genres = new ByteText().add("unknown|0\n");
        for (int genre = 0; genre < Genres.COUNT; genre++) {
            genres.add(Genres.name(genre, true)).add('|').add(genre + 1L).add('\n');
        }
        save("u.genre", genres);
        save("u.occupation", new ByteText().add(String.join("\n", OCCUPATIONS)).add('\n'));
        DataShape shape = parts.shape();
        save(
                "u.info",
                new ByteText()
                        .add(shape.users() + " users\n" + shape.movies() + " items\n" + shape.ratings()
                                + " ratings\n"));
    }

    /** The users with gender, age, occupation and zip code; grouped and coded as in the 1M set, or plainly. */
    private void users(String name, String separator, boolean coded) throws IOException {
        ByteText text = new ByteText();
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            for (int user = 0; user < parts.shape().users(); user++) {
                RandomStream random = run.random("person", user);
                String gender = random.nextDouble() < 0.71 ? "M" : "F";
                int occupation = (int) (OCCUPATIONS.length * random.nextDouble());
                int age = 12 + (int) (55 * random.nextDouble() * random.nextDouble() + 8 * random.nextDouble());
                String zip = String.format(Locale.ROOT, "%05d", 1000 + (int) (98_000 * random.nextDouble()));
                text.add((long) parts.audience().id(user)).add(separator);
                if (coded) {
                    text.add(gender).add(separator).add((long) ageGroup(age));
                } else {
                    text.add((long) age).add(separator).add(gender);
                }
                text.add(separator).add(coded ? Integer.toString(occupation) : OCCUPATIONS[occupation]);
                text.add(separator).add(zip).add('\n');
                if (text.length() > 1 << 16) {
                    text.flushTo(out);
                }
            }
            text.flushTo(out);
        }
    }

    private static int ageGroup(int age) {
        int group = 0;
        while (group + 1 < AGE_GROUPS.length && AGE_GROUPS[group + 1] <= age) {
            group++;
        }
        return AGE_GROUPS[group];
    }

    private void save(String name, ByteText text) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            text.flushTo(out);
        }
    }
}
