package dev.matinee.data.catalog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * The movies of a catalog in a file of their own, so that a service that starts reads them in milliseconds and needs no database.
 * docs/formats.md describes it. What is missing, damaged or of another catalog is not taken, and is in the database anyway.
 */
final class MoviesFile {
    private static final long MAGIC = 0x4d41544d4f564945L;
    private static final int FORMAT = 1;
    private static final int CHECK = Integer.BYTES;

    private MoviesFile() {}

    /** The movies in a file of a catalog with this card. */
    static Optional<Movies> read(Path file, CatalogCard card) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - CHECK;
            if (length < 0 || ByteBuffer.wrap(bytes, length, CHECK).getInt() != check(bytes, length)) {
                return Optional.empty();
            }
            ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
            boolean known = in.getLong() == MAGIC
                    && in.getInt() == FORMAT
                    && in.getLong() == card.bytes()
                    && text(in).equals(card.matrix());
            return known ? Optional.of(read(in)) : Optional.empty();
        } catch (IOException | BufferUnderflowException unusable) {
            return Optional.empty();
        }
    }

    private static Movies read(ByteBuffer in) {
        List<List<String>> genres = new ArrayList<>();
        for (int list = in.getInt(); list > 0; list--) {
            List<String> own = new ArrayList<>();
            for (int genre = in.getInt(); genre > 0; genre--) {
                own.add(text(in));
            }
            genres.add(List.copyOf(own));
        }
        int size = in.getInt();
        List<Movie> movies = new ArrayList<>(size);
        for (int movie = 0; movie < size; movie++) {
            String id = text(in);
            String title = text(in);
            int year = in.getInt();
            OptionalInt known = year == Integer.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of(year);
            movies.add(new Movie(id, title, known, genres.get(in.getInt())));
        }
        return Movies.of(movies);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Writes the movies of a catalog, atomically. */
    static void write(Path file, CatalogCard card, Movies movies) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(MAGIC);
            out.writeInt(FORMAT);
            out.writeLong(card.bytes());
            write(out, card.matrix());
            List<List<String>> genres =
                    movies.all().stream().map(Movie::genres).distinct().toList();
            out.writeInt(genres.size());
            for (List<String> list : genres) {
                out.writeInt(list.size());
                for (String genre : list) {
                    write(out, genre);
                }
            }
            out.writeInt(movies.size());
            Map<List<String>, Integer> places = new HashMap<>();
            for (List<String> list : genres) {
                places.put(list, places.size());
            }
            for (Movie movie : movies.all()) {
                write(out, movie.id());
                write(out, movie.title());
                out.writeInt(movie.year().orElse(Integer.MIN_VALUE));
                out.writeInt(places.getOrDefault(movie.genres(), 0));
            }
            out.writeInt(check(bytes.toByteArray(), bytes.size()));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        AtomicFile.write(file, bytes.toByteArray());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static int check(byte[] bytes, int length) {
        CRC32C check = new CRC32C();
        check.update(bytes, 0, length);
        return (int) check.getValue();
    }
}
