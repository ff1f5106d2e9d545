package dev.matinee.lab.explore;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Asks a catalog the questions that stand in this package's .sql files, one in each. */
record Questions(Catalog catalog) {
    /** The rows of the answer to a question, made into values. */
    <T> List<T> ask(String question, Function<Row, T> shape, Object... parameters) {
        return catalog.query(sql(question), shape, parameters);
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
