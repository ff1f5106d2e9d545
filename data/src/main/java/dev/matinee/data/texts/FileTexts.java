package dev.matinee.data.texts;

import dev.matinee.data.source.MovieText;
import dev.matinee.data.source.Rule;
import dev.matinee.data.source.TableSink;
import dev.matinee.data.text.HeadedRows;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Texts in a file. A CSV file has a header; a JSON file holds one array of objects, or one object a line. Movies go by
 * {@code movieId}, {@code imdbId} or {@code tmdbId}, whichever comes first with a value; what is written about them stands in
 * {@code overview}, {@code keywords}, {@code director} or {@code directors}, {@code cast} or {@code actors}, {@code posterPath},
 * {@code runtime} or {@code runtimeMin}, {@code releaseDate}. Names may be spelt with underscores and in any case, other fields are left
 * aside. Several keywords or names in a CSV field have {@code |} between them.
 */
public final class FileTexts implements MovieTextSource {
    private final Path file;

    private FileTexts(Path file) {
        this.file = file;
    }

    /**
     * The texts of a file.
     *
     * @throws MatineeException {@code NOT_FOUND} where there is no such file
     */
    public static FileTexts of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw MatineeException.notFound("there is no file " + file, "check the path given with --texts");
        }
        return new FileTexts(file);
    }

    private String name() {
        return file.getFileName().toString();
    }

    @Override
    public void forEach(SequencedMap<String, String> tmdbIds, TableSink sink, Consumer<FoundText> taker, Run run) {
        if (isJson()) {
            JsonRows.read(file, sink, run, (line, row, raw) -> take(line, row, raw, sink, taker));
        } else {
            HeadedRows.read(file, sink, run, (line, row, raw) -> take(line, row, raw, sink, taker));
        }
    }

    private boolean isJson() {
        String lower = name().toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
            return false;
        }
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int first = reader.read();
            while (first >= 0 && (Character.isWhitespace(first) || first == 0xEF || first == 0xBB || first == 0xBF)) {
                first = reader.read();
            }
            return first == '{' || first == '[';
        } catch (IOException failure) {
            throw MatineeException.badData(
                    "cannot read " + file + ": " + failure.getMessage(), "check that it may be read");
        }
    }

    private void take(long line, Map<String, String> row, String raw, TableSink sink, Consumer<FoundText> taker) {
        Optional<FoundText.Kind> kind = Arrays.stream(FoundText.Kind.values())
                .filter(candidate -> !key(row, candidate).isEmpty())
                .findFirst();
        if (kind.isEmpty()) {
            sink.reject(name(), line, Rule.UNPARSABLE, "the row has neither movieId, imdbId nor tmdbId", raw);
            return;
        }
        MovieText text = new MovieText(
                first(row, "overview"),
                list(first(row, "keywords")),
                list(first(row, "directors", "director")),
                list(first(row, "actors", "cast")),
                first(row, "posterpath"),
                minutes(first(row, "runtime", "runtimemin", "runtimeminutes"), line, sink),
                date(first(row, "releasedate", "released"), line, sink));
        taker.accept(new FoundText(key(row, kind.get()), kind.get(), text, name(), line, raw));
    }

    private static String key(Map<String, String> row, FoundText.Kind kind) {
        return switch (kind) {
            case MOVIE -> first(row, "movieid");
            case IMDB -> FoundText.imdb(first(row, "imdbid"));
            case TMDB -> first(row, "tmdbid");
        };
    }

    private static String first(Map<String, String> row, String... names) {
        return Arrays.stream(names)
                .map(name -> row.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("")
                .strip();
    }

    private static List<String> list(String field) {
        return Arrays.stream(field.split("\\|", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private OptionalInt minutes(String field, long line, TableSink sink) {
        try {
            double minutes = field.isEmpty() ? 0 : Double.parseDouble(field);
            if (minutes == 0) {
                return OptionalInt.empty();
            }
            if (minutes > 0 && minutes < 100_000) {
                return OptionalInt.of((int) Math.round(minutes));
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as a length that cannot be is.
        }
        sink.finding(name(), line, Rule.TEXT_UNREADABLE, "the runtime \"" + field + "\" is no number of minutes");
        return OptionalInt.empty();
    }

    private Optional<LocalDate> date(String field, long line, TableSink sink) {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(field));
        } catch (DateTimeParseException notADate) {
            sink.finding(
                    name(),
                    line,
                    Rule.TEXT_UNREADABLE,
                    "the release date \"" + field + "\" is no date such as 1995-11-22");
            return Optional.empty();
        }
    }
}
