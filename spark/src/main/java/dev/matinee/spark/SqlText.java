package dev.matinee.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The questions in this package's .sql files, in the words of Spark SQL. */
final class SqlText {
    private SqlText() {}

    /** The text of a question. */
    static String of(String question) {
        try (InputStream in = SqlText.class.getResourceAsStream(question + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("the question " + question + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
