package dev.matinee.cli;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.likes.LikesCharts;
import dev.matinee.lab.likes.LikesEvaluation;
import dev.matinee.lab.likes.LikesEvaluator;
import dev.matinee.lab.likes.LikesFamilies;
import dev.matinee.lab.likes.LikesSettings;
import dev.matinee.lab.likes.LikesStore;
import dev.matinee.lab.likes.Protocol;
import dev.matinee.lab.segments.JsonParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code evaluate} does with classifiers of likes. */
final class LikesEvaluate {
    private static final List<String> OF_OTHERS = List.of(
            "--split",
            "--seeds",
            "--at",
            "--relevant",
            "--convention",
            "--per",
            "--by",
            "--calibration",
            "--learning-curve");

    @Mixin
    private LikesOptions likes = new LikesOptions();

    @Option(
            names = "--protocol",
            paramLabel = "WHO,…",
            split = ",",
            description = "for likes-…: known (a stratified fifth of the ratings of users that were learned from), new"
                    + " (a fifth of the users), time (the latest fifth of the ratings) (default: all three, where ratings"
                    + " have times)")
    private List<String> protocols = new ArrayList<>();

    @Option(
            names = "--tuned",
            description = "for likes-…: measure what matinee tune found for them too, beside their defaults")
    private boolean tuned;

    /** Whether the models are classifiers of likes; {@code USAGE} where some are and some are not. */
    boolean means(List<String> models) {
        long count = models.stream().filter(LikesFamilies::means).count();
        if (count == 0) {
            likes.refuse();
            if (!protocols.isEmpty() || tuned) {
                throw MatineeException.usage(
                        "--protocol and --tuned are for classifiers of likes, such as likes-xgboost");
            }
            return false;
        }
        if (count < models.size()) {
            throw MatineeException.usage("classifiers of likes and other models are measured differently; evaluate them"
                    + " one kind at a time");
        }
        return true;
    }

    Answer answer(
            MatineeCommand command,
            List<String> names,
            ModelOptions options,
            DataOptions data,
            ChartsOption charts,
            Run run) {
        LikesOptions.refuse(command, OF_OTHERS);
        charts.check(data);
        List<LikesEvaluator.Candidate> candidates = new ArrayList<>();
        for (LikesSettings settings : options.likes(names)) {
            candidates.add(new LikesEvaluator.Candidate(likes.apply(settings), "baseline"));
        }
        try (DataOptions.Opened opened = data.open(command, run)) {
            LikesStore store = new LikesStore(opened.workspace());
            if (tuned) {
                names.forEach(name -> store.tuned(name)
                        .forEach((method, settings) ->
                                candidates.add(new LikesEvaluator.Candidate(likes.apply(settings), method))));
            }
            Interactions ratings = opened.catalog().interactions(run);
            LikesEvaluation evaluation = new LikesEvaluator(
                            opened.catalog().dataCard().name(), ratings)
                    .evaluate(candidates, protocols(ratings), run);
            store.keep(evaluation);
            Map<String, @Nullable Object> json = new LinkedHashMap<>(evaluation.toJson());
            List<String> text = new ArrayList<>(List.of(LikesText.of(evaluation)));
            if (charts.isGiven()) {
                List<Chart> pictures = new ArrayList<>();
                Map<String, Object> values = Json.parseObject(Json.write(evaluation.toJson()));
                for (Map<?, ?> part : JsonParts.maps(values.get("protocols"))) {
                    pictures.addAll(LikesCharts.of("likes-" + part.get("protocol"), part));
                }
                charts.write(
                        "likes",
                        "Likes and dislikes",
                        pictures,
                        opened.workspace().reportsFolder().resolve("likes"),
                        json,
                        text,
                        run);
            }
            return new Answer(json, String.join("\n\n", text));
        }
    }

    private List<Protocol> protocols(Interactions ratings) {
        if (protocols.isEmpty()) {
            return ratings.byUser().hasTimes()
                    ? List.of(Protocol.values())
                    : List.of(Protocol.KNOWN_USERS, Protocol.NEW_USERS);
        }
        return protocols.stream().map(Protocol::of).distinct().toList();
    }
}
