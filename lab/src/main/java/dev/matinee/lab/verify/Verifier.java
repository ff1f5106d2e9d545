package dev.matinee.lab.verify;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.Predefined;
import dev.matinee.engine.split.Splitters;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.leaderboard.Definitions;
import dev.matinee.lab.leaderboard.Environment;
import dev.matinee.lab.leaderboard.EvaluationPlan;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Evaluator;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.lab.verify.Verification.Difference;
import dev.matinee.lab.verify.Verification.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Computes recorded runs of a workspace again, in full, and compares: an evaluation from splitting to every metric, a saved
 * model from training to every number in it. Nothing in the workspace is changed.
 */
public final class Verifier {
    private final Catalog catalog;
    private final EvaluationStore evaluations;
    private final ModelStore models;

    /** A verifier of the runs of a workspace on the catalog in use. */
    public Verifier(Workspace workspace, Catalog catalog) {
        this.catalog = catalog;
        this.evaluations = EvaluationStore.in(workspace.evaluationsFolder());
        this.models = new ModelStore(workspace);
    }

    /** The runs that can be verified: ids of evaluations, oldest first, then names and versions of models. */
    public List<String> runs() {
        List<String> runs = new ArrayList<>(evaluations.runs());
        models.versions().forEach(saved -> runs.add(saved.name() + "/" + saved.version()));
        return runs;
    }

    /**
     * Computes a run again.
     *
     * @param name the id of an evaluation, the name of a model for its version in use, or {@code name/version}
     * @throws MatineeException {@code NOT_FOUND} when there is no such run, naming the nearest; {@code BAD_DATA} when its
     *     files are damaged
     */
    public Verification verify(String name, Run run) {
        if (evaluations.runs().contains(name)) {
            return evaluation(evaluations.read(name), run);
        }
        int slash = name.indexOf('/');
        Optional<ModelStore.Saved> saved = slash < 0
                ? models.list().stream()
                        .filter(model -> model.name().equals(name))
                        .findFirst()
                : models.version(name.substring(0, slash), name.substring(slash + 1));
        return model(
                saved.orElseThrow(() -> MatineeException.notFound(
                        "there is no run " + name + Nearest.hint(name, runs()), "see them with: matinee verify")),
                run);
    }

    private Verification model(ModelStore.Saved saved, Run run) {
        Provenance provenance = Provenance.fromJson(fields(saved.card().get("provenance")));
        Interactions ratings = catalog.interactions(run);
        String name = saved.name() + "/" + saved.version();
        List<String> reasons = new ArrayList<>();
        if (!provenance.trainingHash().equals(ratings.hash())) {
            reasons.add("other data: it was trained on " + provenance.ratings()
                    + " ratings that are not those now in the workspace");
            Difference hash =
                    new Difference("hash of the ratings", provenance.trainingHash(), ratings.hash(), Double.NaN);
            return new Verification(name, Kind.MODEL, saved.name(), 1, List.of(hash), reasons);
        }
        Map<String, Object> environment = fields(saved.card().get("environment"));
        Environment now = Environment.of(Provenance.kernelsInUse(), run.threads());
        addReasons(
                provenance.kernels(),
                String.valueOf(environment.getOrDefault("matinee", now.matinee())),
                String.valueOf(environment.getOrDefault("java", now.java())),
                now,
                reasons);
        if (!provenance.features().isEmpty()
                && !provenance.features().equals(ratings.features().hash())
                && !provenance.features().equals(ratings.terms().hash())) {
            reasons.add("other side features: what is known of users and movies is not what it learned from");
        }
        Model then = models.load(saved, ratings);
        Model again = then.settings().train(TrainingSet.everything(ratings), run.seed(provenance.seed()));
        return new Verification(
                name,
                Kind.MODEL,
                saved.name(),
                Tensors.count(then.tensors()),
                Tensors.differences(then.tensors(), again.tensors()),
                reasons);
    }

    private Verification evaluation(EvaluationRecord then, Run run) {
        Interactions ratings = catalog.interactions(run);
        List<String> reasons = new ArrayList<>();
        if (!then.data().hash().equals(ratings.hash())) {
            reasons.add("other data: it was measured on " + then.data().name() + " with "
                    + then.data().ratings() + " ratings, which are not those now in the workspace");
            Difference hash = new Difference("hash of the ratings", then.data().hash(), ratings.hash(), Double.NaN);
            return new Verification(then.run(), Kind.EVALUATION, then.model(), 1, List.of(hash), reasons);
        }
        Environment now = Environment.of(Provenance.kernelsInUse(), run.threads());
        Environment was = then.environment();
        addReasons(was.kernels(), was.matinee(), was.java(), now, reasons);
        if (then.definitions().version() != Definitions.VERSION) {
            reasons.add("other definitions: the metrics were of version "
                    + then.definitions().version() + ", they now are of version " + Definitions.VERSION);
        }
        Settings<?> settings = settings(ModelFamilies.named(then.model()), then.settings());
        EvaluationRecord again =
                new Evaluator(then.data().name(), ratings, plan(then, run), evaluations).measureAgain(settings, run);
        return new Verification(
                then.run(),
                Kind.EVALUATION,
                then.model(),
                Metrics.count(then),
                Metrics.differences(then, again),
                reasons);
    }

    private EvaluationPlan plan(EvaluationRecord then, Run run) {
        String kind = then.split().kind();
        List<Predefined.TestPairs> predefined =
                kind.startsWith("predefined") ? catalog.predefinedSplits(run) : List.of();
        List<Integer> at = then.metrics().keySet().stream()
                .filter(metric -> metric.matches(".*@\\d+"))
                .map(metric -> Integer.valueOf(metric.substring(metric.indexOf('@') + 1)))
                .distinct()
                .sorted()
                .toList();
        return new EvaluationPlan(
                Splitters.parse(kind, predefined),
                then.split().seeds(),
                at.isEmpty() ? List.of(10) : at,
                OptionalDouble.of(then.definitions().relevant()),
                then.definitions().conventions());
    }

    private static void addReasons(String kernels, String matinee, String java, Environment now, List<String> reasons) {
        if (!kernels.equals(now.kernels())) {
            reasons.add("other kernels: " + kernels + " then, " + now.kernels() + " now");
        }
        if (!matinee.equals(now.matinee())) {
            reasons.add("another version of Matinee: " + matinee + " then, " + now.matinee() + " now");
        }
        if (!java.equals(now.java())) {
            reasons.add("another version of Java: " + java + " then, " + now.java() + " now");
        }
    }

    private static <M extends Model, S extends Settings<M>> S settings(
            ModelFamily<M, S> family, Map<String, Object> values) {
        return SettingsSchema.of(family.defaults()).with(family.defaults(), values);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
