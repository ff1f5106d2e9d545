package dev.matinee.cli;

import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.lab.likes.Leakage;
import dev.matinee.lab.likes.LikesCharts;
import dev.matinee.lab.likes.LikesSettings;
import dev.matinee.lab.likes.LikesStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leakage}: what leaking features would have claimed. */
@Command(
        name = "leakage",
        description =
                "Shows what features that were computed from all ratings, those measured on included, would have claimed:"
                        + " each alone and all together, beside honest ones, leave-one-out and a cut in time.")
final class LeakageCommand extends MatineeCommand {
    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            defaultValue = "likes-xgboost",
            description = "the classifier of likes (default: ${DEFAULT-VALUE})")
    private String name = "likes-xgboost";

    @Option(
            names = "--like-at",
            paramLabel = "RATING",
            description = "a rating of this and above is a like (default: 4)")
    private @Nullable Double likeAt;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Override
    Answer answer(Run run) {
        LikesSettings chosen = options.likes(name);
        LikesSettings settings = likeAt == null ? chosen : chosen.with(Map.of("likeAt", likeAt));
        charts.check(data);
        try (DataOptions.Opened opened = data.open(this, run)) {
            Leakage leakage = Leakage.measure(
                    opened.catalog().dataCard().name(), opened.catalog().interactions(run), settings, run);
            new LikesStore(opened.workspace()).keep(leakage);
            Map<String, @Nullable Object> json = new LinkedHashMap<>(leakage.toJson());
            List<String> text = new ArrayList<>(List.of(LikesText.of(leakage)));
            if (charts.isGiven()) {
                charts.write(
                        "leakage",
                        "Leakage",
                        List.of(LikesCharts.leakage("likes-leakage", Json.parseObject(Json.write(leakage.toJson())))),
                        opened.workspace().reportsFolder().resolve("likes"),
                        json,
                        text,
                        run);
            }
            return new Answer(json, String.join("\n\n", text));
        }
    }
}
