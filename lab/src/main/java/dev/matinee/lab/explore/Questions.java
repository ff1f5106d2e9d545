package dev.matinee.lab.explore;

import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.catalog.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * The questions about a catalog: they stand in this package's .sql files, one in each.
 *
 * @param data its data card
 * @param answers who answers them
 */
record Questions(DataCard data, Answers answers) {
    /** The rows of the answer to a question, made into values. */
    <T> List<T> ask(String question, Function<Row, T> shape, Object... parameters) {
        return answers.ask(question, shape, parameters);
    }

    /** The text of a question. */
    static String sql(String question) {
        try (InputStream in = Questions.class.getResourceAsStream(question + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("the question " + question + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
