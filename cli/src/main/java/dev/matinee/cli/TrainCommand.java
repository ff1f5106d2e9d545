package dev.matinee.cli;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.files.CheckpointFolder;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Network;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.likes.LikesFamilies;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.lab.models.NetworkCharts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code train MODEL}: trains a model on all ratings, for use. */
@Command(
        name = "train",
        description = "Trains a model on all ratings of the workspace and saves it there with a card."
                + " matinee train MODEL --settings lists what can be set.")
final class TrainCommand extends MatineeCommand {
    @Parameters(
            paramLabel = "MODEL",
            description = "the kind of model: ${COMPLETION-CANDIDATES}",
            completionCandidates = ModelNames.class)
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "take the settings from a file that matinee tune wrote; without a file, list the model's settings"
                            + " with their ranges and defaults, and exit")
    private @Nullable String file;

    @Option(
            names = "--resume",
            description =
                    "leave what is done in workspace/checkpoints as it goes, and go on from what a training of the"
                            + " same that was stopped or killed left there; it ends with the same bytes")
    private boolean resume;

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Mixin
    private LikesOptions likes = new LikesOptions();

    @Override
    Answer answer(Run run) {
        if (LikesFamilies.means(name)) {
            engines.refuse(name);
            return likesAnswer(run);
        }
        likes.refuse();
        if (file != null && file.isEmpty()) {
            var begun = ModelOptions.begun(ModelFamilies.named(name), engines.provider());
            return new Answer(
                    Map.of("model", name, "settings", ModelOptions.values(begun)),
                    ModelOptions.help(begun).toString());
        }
        Settings<?> settings = file == null
                ? options.settings(name, engines.provider())
                : options.settings(name, SettingsFile.read(Path.of(file), name));
        if (resume) {
            engines.refuse("--resume");
        }
        if (charts.isGiven() && !settings.trains(Network.class)) {
            throw MatineeException.usage(
                    name + " is not a network, so there is nothing to draw; --charts is for embedding-dot");
        }
        logTo(workspace.folder());
        Workspace opened = Workspace.open(workspace.folder());
        try (EngineOptions.Started started = engines.start(run);
                var catalog = opened.catalog()) {
            long start = System.nanoTime();
            TrainingSet training = TrainingSet.everything(catalog.interactions(run));
            Optional<CheckpointFolder> checkpoints = checkpoints(settings, training, opened);
            Model model = started.trainer(workspace.folder())
                    .train(settings, training, checkpoints.map(run::checkpoints).orElse(run));
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<String, Object> network = model instanceof Network layers ? NetworkCharts.describe(layers) : Map.of();
            String version = new ModelStore(opened).save(model, network, run.threads());
            checkpoints.ifPresent(CheckpointFolder::delete);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("model", name);
            json.put("version", version);
            json.put("settings", ModelOptions.values(settings));
            json.put("provenance", model.provenance().toJson());
            json.put("trainSeconds", seconds);
            json.put("bytes", model.bytes());
            List<String> text = new ArrayList<>();
            text.add(String.format(
                    Locale.ROOT,
                    "%s version %s trained on %,d ratings in %.1f s, %.1f MiB",
                    name,
                    version,
                    model.provenance().ratings(),
                    seconds,
                    model.bytes() / 1048576.0));
            started.describe(json, text);
            if (model instanceof Network layers) {
                json.put("network", network);
                text.add(NetworkText.of(layers));
            }
            if (charts.isGiven()) {
                charts.write(
                        name,
                        "Training of " + name,
                        NetworkCharts.of(name, name, network),
                        opened.reportsFolder().resolve("models"),
                        json,
                        text,
                        run);
            }
            return new Answer(json, String.join("\n\n", text));
        }
    }

    private Answer likesAnswer(Run run) {
        if (file != null && file.isEmpty()) {
            var family = LikesFamilies.named(name);
            return new Answer(
                    Map.of("model", name, "settings", ModelOptions.values(family.defaults())),
                    ModelOptions.help(family.defaults()).toString());
        }
        if (file != null) {
            throw MatineeException.usage("--settings FILE is not for classifiers of likes; use --set NAME=VALUE");
        }
        return LikesTrain.answer(this, likes.apply(options.likes(name)), workspace.folder(), run);
    }

    /** A folder that is the same for the same settings, ratings and seed, and another for others. */
    private Optional<CheckpointFolder> checkpoints(Settings<?> settings, TrainingSet training, Workspace opened) {
        if (!resume) {
            return Optional.empty();
        }
        if (!settings.resumable()) {
            throw MatineeException.usage(
                    "--resume is for models that leave checkpoints, and " + name + " is trained in one go");
        }
        String what = Json.write(ModelOptions.values(settings)) + training.hash() + seed();
        CRC32C digits = new CRC32C();
        digits.update(what.getBytes(StandardCharsets.UTF_8));
        String folder = name + "-" + String.format("%08x", digits.getValue());
        return Optional.of(CheckpointFolder.of(opened.checkpointsFolder().resolve(folder)));
    }
}
