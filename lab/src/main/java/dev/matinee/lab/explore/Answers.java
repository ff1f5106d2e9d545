package dev.matinee.lab.explore;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Row;
import java.util.List;
import java.util.function.Function;

/** Who answers the questions of an {@linkplain Explorer exploration}. */
public interface Answers {
    /**
     * The rows of the answer to a question, made into values.
     *
     * @param question its name: {@code by_month}
     * @param shape makes a value of a row, which is valid only until it returns
     * @param parameters what the question leaves open, in its order: numbers and texts
     */
    <T> List<T> ask(String question, Function<Row, T> shape, Object... parameters);

    /** The answers of a catalog's own database. */
    static Answers of(Catalog catalog) {
        return new Answers() {
            @Override
            public <T> List<T> ask(String question, Function<Row, T> shape, Object... parameters) {
                return catalog.query(Questions.sql(question), shape, parameters);
            }
        };
    }
}
