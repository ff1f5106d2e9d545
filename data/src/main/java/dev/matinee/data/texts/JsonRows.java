package dev.matinee.data.texts;

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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON objects as rows: of one array, or one a line. Lists become texts with {@code |} between their entries. */
final class JsonRows {
    private static final JsonMapper JSON = new JsonMapper();
    /** Reads an entry of an array, behind which others stand. */
    private static final JsonMapper ENTRIES = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int LONGEST_SHOWN = 200;

    private JsonRows() {}

    static void read(Path file, TableSink sink, Run run, HeadedRows.Taker taker) {
        try {
            if (startsWithArray(file)) {
                readArray(file, sink, run, taker);
            } else {
                readLines(file, sink, run, taker);
            }
        } catch (IOException failure) {
            throw MatineeException.badData(
                    "cannot read " + file + ": " + failure.getMessage(), "check that it may be read and is UTF-8");
        }
    }

    private static boolean startsWithArray(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int first = reader.read();
            while (first >= 0 && (Character.isWhitespace(first) || first == '\uFEFF')) {
                first = reader.read();
            }
            return first == '[';
        }
    }

    private static void readArray(Path file, TableSink sink, Run run, HeadedRows.Taker taker) throws IOException {
        long line = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                JsonParser parser = ENTRIES.createParser(reader)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                run.checkCancelled();
                line++;
                take(ENTRIES.readTree(parser), line, file, sink, taker);
            }
        } catch (JacksonException broken) {
            sink.reject(
                    name(file),
                    line + 1,
                    Rule.UNPARSABLE,
                    "from here on the file is no JSON",
                    cut(broken.getOriginalMessage()));
        }
    }

    private static void readLines(Path file, TableSink sink, Run run, HeadedRows.Taker taker) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long line = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                run.checkCancelled();
                line++;
                if (text.isBlank()) {
                    continue;
                }
                try {
                    take(JSON.readTree(text), line, file, sink, taker);
                } catch (JacksonException broken) {
                    sink.reject(name(file), line, Rule.UNPARSABLE, "the line is no JSON object", cut(text));
                }
            }
        }
    }

    private static void take(JsonNode node, long line, Path file, TableSink sink, HeadedRows.Taker taker) {
        if (!node.isObject()) {
            sink.reject(name(file), line, Rule.UNPARSABLE, "the entry is no JSON object", cut(node.toString()));
            return;
        }
        Map<String, String> row = new HashMap<>();
        node.properties().forEach(entry -> row.put(plainName(entry.getKey()), text(entry.getValue())));
        taker.take(line, row, cut(node.toString()));
    }

    private static String plainName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
    }

    /** A value as text; of objects in a list, such as TMDB's keywords, the name. */
    private static String text(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .map(JsonRows::text)
                    .filter(entry -> !entry.isBlank())
                    .collect(Collectors.joining("|"));
        }
        if (value.isObject()) {
            return value.path("name").asString("");
        }
        return value.isNull() ? "" : value.asString("");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 1) + "…";
    }
}
