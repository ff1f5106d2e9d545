package dev.matinee.spark;

import dev.matinee.data.catalog.Row;
import dev.matinee.engine.Run;
import dev.matinee.lab.explore.Answers;
import java.util.List;
import java.util.function.Function;

/** Answers the questions of an exploration by Spark SQL. */
final class SparkAnswers implements Answers {
    private final CatalogViews views;
    private final Run run;

    SparkAnswers(CatalogViews views, Run run) {
        this.views = views;
        this.run = run;
    }

    @Override
    public <T> List<T> ask(String question, Function<Row, T> shape, Object... parameters) {
        run.checkCancelled();
        return SparkErrors.translated(
                "exploring",
                run,
                () -> views.session().sql(SqlText.of(question), parameters).collectAsList().stream()
                        .map(row -> shape.apply(new SparkRow(row)))
                        .toList());
    }
}
