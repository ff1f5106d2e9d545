package dev.matinee.cli;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.content.ColdStart;
import dev.matinee.lab.content.ColdStartResult;
import dev.matinee.lab.leaderboard.ColdStarts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cold-start MODEL…}: how models do for new users and new movies. */
@Command(
        name = "cold-start",
        description =
                "Measures how models do where little is known: users with 0, 1, 5 and 10 ratings, movies with 0, 1 and 5,"
                        + " beside popularity and chance. The leaderboard shows the latest of each model.")
final class ColdStartCommand extends MatineeCommand {
    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "the models, all with the same --set")
    private List<String> names = new ArrayList<>();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Answer answer(Run run) {
        List<Settings<?>> models = new ArrayList<>();
        names.forEach(name -> models.add(options.settings(name)));
        try (DataOptions.Opened opened = data.open(this, run)) {
            Interactions ratings = opened.catalog().interactions(run);
            String name = opened.catalog().dataCard().name();
            ColdStart measure = ColdStart.on(ratings, run);
            List<ColdStartResult> results = new ArrayList<>();
            for (Settings<?> model : models) {
                ColdStartResult result = measure.measure(model);
                results.add(result);
                if (opened.temporary().isEmpty()) {
                    ColdStarts.keep(opened.workspace().evaluationsFolder(), name, ratings, run.seed(), result);
                }
            }
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("data", opened.catalog().dataCard().toJson());
            json.put("seed", run.seed());
            json.put("results", results.stream().map(ColdStartResult::toJson).toList());
            return new Answer(json, ColdStartText.of(name, results));
        }
    }
}
