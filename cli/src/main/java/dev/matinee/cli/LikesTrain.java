package dev.matinee.cli;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.likes.LikesModel;
import dev.matinee.lab.likes.LikesSettings;
import dev.matinee.lab.likes.LikesStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code train} does with a classifier of likes. */
final class LikesTrain {
    private LikesTrain() {}

    static Answer answer(MatineeCommand command, LikesSettings settings, Path workspace, Run run) {
        LikesOptions.refuse(command, List.of("--resume", "--charts"));
        command.logTo(workspace);
        Workspace opened = Workspace.open(workspace);
        try (var catalog = opened.catalog()) {
            long start = System.nanoTime();
            LikesModel model = settings.train(TrainingSet.everything(catalog.interactions(run)), run);
            double seconds = (System.nanoTime() - start) / 1e9;
            new LikesStore(opened).save(model, run.threads());
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("model", settings.model());
            json.put("settings", ModelOptions.values(settings));
            json.put("provenance", model.provenance().toJson());
            settings.leak().ifPresent(why -> json.put("leak", why));
            json.putAll(model.card());
            json.put("trainSeconds", seconds);
            json.put("bytes", model.bytes());
            String text = String.format(
                    Locale.ROOT,
                    "%s trained on %,d ratings (%.1f %% likes at %s and above) by %d features in %.1f s, %.1f MiB; from a"
                            + " probability of %.3f on it says like",
                    settings.model(),
                    model.provenance().ratings(),
                    100 * model.features().likeRate(),
                    settings.likeAt(),
                    model.features().features().size(),
                    seconds,
                    model.bytes() / 1048576.0,
                    model.threshold());
            return new Answer(
                    json, settings.leak().map(why -> text + "\nLEAKS: " + why).orElse(text));
        }
    }
}
