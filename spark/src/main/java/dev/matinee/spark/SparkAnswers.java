package dev.matinee.spark;

import dev.matinee.data.catalog.Row;
import dev.matinee.engine.Run;
import dev.matinee.lab.explore.Answers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the questions of an exploration by Spark SQL. */
final class SparkAnswers implements Answers {
    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private final CatalogViews views;
    private final Run run;

    SparkAnswers(CatalogViews views, Run run) {
        this.views = views;
        this.run = run;
    }

    @Override
    public <T> List<T> ask(String question, Function<Row, T> shape, Object... parameters) {
        run.checkCancelled();
        Map<String, Object> named = new HashMap<>();
        String sql = named(SqlText.of(question), parameters, named);
        return SparkErrors.translated(
                "exploring",
                run,
                () -> views.session().sql(sql, named).collectAsList().stream()
                        .map(row -> shape.apply(new SparkRow(row)))
                        .toList());
    }

    /** The parameters by name: Spark mixes up those that go by their place when a part of a query is used twice. */
    private static String named(String sql, Object[] parameters, Map<String, Object> named) {
        Matcher places = PARAMETER.matcher(sql);
        return places.replaceAll(place -> {
            String name = "p" + named.size();
            named.put(name, parameters[named.size()]);
            return ":" + name;
        });
    }
}
