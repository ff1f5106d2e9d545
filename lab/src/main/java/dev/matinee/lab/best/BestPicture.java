package dev.matinee.lab.best;

import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Scatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the candidates scored by what they cost, a colour a model. */
public final class BestPicture {
    private BestPicture() {}

    /**
     * The picture.
     *
     * @param name what a candidate is called
     */
    public static Chart of(BestResult result, Function<Attempt, String> name) {
        Map<String, List<Scatter.Dot>> byModel = new LinkedHashMap<>();
        for (Attempt attempt : result.attempts()) {
            if (attempt.measured()) {
                byModel.computeIfAbsent(attempt.settings().model(), model -> new ArrayList<>())
                        .add(new Scatter.Dot(
                                attempt.seconds(), attempt.score(), attempt.bytes() / 1048576.0, name.apply(attempt)));
            }
        }
        List<Scatter.Group> groups = new ArrayList<>();
        byModel.forEach((model, dots) -> groups.add(new Scatter.Group(model, dots)));
        Scatter plot = Scatter.of(Axis.of("training time", "s").log(), Axis.of(result.metric()), groups)
                .sizedBy("size of the model in MiB");
        String front = result.front().stream().map(name).collect(Collectors.joining(", "));
        return new Chart(
                "best",
                "What the candidates scored, and what they cost",
                "Each dot is a candidate, measured on the validation part; the larger, the more memory the model takes. No other"
                        + " beats these in score, seconds and bytes alike: " + front + ".",
                plot);
    }
}
