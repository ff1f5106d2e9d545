package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers of likes from the command line, on the embedded sample. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LikesTest {
    private static final String[] SMALL = {
        "--set",
        "predictors=none",
        "--set",
        "factors=0",
        "--set",
        "folds=3",
        "--set",
        "likes-xgboost.trees=20",
        "--set",
        "sample=8000"
    };

    private String workspace = "";

    @BeforeAll
    void ingest(@TempDir Path temporary) {
        workspace = SampleWorkspace.partIn(temporary.resolve("workspace"));
    }

    private Outcome run(String[] settings, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of(settings));
        all.addAll(List.of("-w", workspace));
        return Outcome.of(all.toArray(String[]::new));
    }

    @Test
    @SuppressWarnings("unchecked")
    void classifiersAreMeasuredShownDrawnAndReported() {
        Outcome outcome = run(SMALL, "evaluate", "likes-logistic", "likes-xgboost", "--json", "--charts");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        List<Map<String, Object>> protocols =
                (List<Map<String, Object>>) outcome.json().getOrDefault("protocols", List.of());
        assertThat(protocols).extracting(part -> part.get("protocol")).containsExactly("known", "new", "time");
        List<Map<String, Object>> results =
                (List<Map<String, Object>>) protocols.getFirst().getOrDefault("results", List.of());
        Map<String, Object> best = results.getFirst();
        assertThat(best).containsKeys("validation", "test", "confusion", "classes", "roc", "importances", "settings");
        assertThat(outcome.json()).containsEntry("likeAt", 4.0).containsKey("charts");

        Outcome people = run(SMALL, "evaluate", "likes-xgboost", "--protocol", "known", "--as-in-document");
        assertThat(people.out())
                .contains("rocAuc val", "likes-xgboost LEAKS", "its figures are too good", "by class", "weighted avg");

        assertThat(run(new String[0], "report").exitCode()).isZero();
        assertThat(Path.of(workspace, "reports", "report.html"))
                .content()
                .contains("Likes and dislikes", "Too good to be true: likes-xgboost");
    }

    @Test
    void aTrainedClassifierPredictsAndExplains() {
        Outcome trained = run(SMALL, "train", "likes-xgboost", "--like-at", "3.5");
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("likes at 3.5 and above", "from a probability of");

        Outcome predicted = run(new String[0], "predict", "15", "318", "--like", "--json");
        assertThat(predicted.exitCode()).as(predicted.err()).isZero();
        assertThat(predicted.json())
                .containsEntry("basis", "personal")
                .containsEntry("likeAt", 3.5)
                .containsKeys("likeProbability", "like", "threshold");
        assertThat(run(new String[0], "predict", "nobody", "318", "--like").out())
                .contains("user nobody has rated nothing, so it rests on what everybody gives the movie");

        Outcome explained = run(new String[0], "explain", "15", "318");
        assertThat(explained.exitCode()).as(explained.err()).isZero();
        assertThat(explained.out()).contains("because", "you rate ", "to begin with", "log-odds");
        Outcome worth = run(SMALL, "explain", "--rows", "50", "--set", "features=user_mean+movie_*");
        assertThat(worth.out()).contains("AUC lost", "movie_score");
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatAnotherModelNamesIsPutInTheOrderOfProbability() {
        assertThat(run(SMALL, "train", "likes-xgboost").exitCode()).isZero();
        assertThat(run(new String[0], "train", "popularity").exitCode()).isZero();

        Map<String, Object> list = run(
                        new String[0], "recommend", "15", "--model", "likes-xgboost", "--candidates", "50", "--json")
                .json();
        List<Map<String, Object>> items = (List<Map<String, Object>>) list.getOrDefault("items", List.of());
        assertThat(list)
                .containsEntry("model", "likes-xgboost")
                .containsEntry("version", "of the 50 best of popularity 0001");
        assertThat(items).hasSize(10);
        List<Double> probabilities = items.stream()
                .map(item -> ((Number) item.getOrDefault("score", -1)).doubleValue())
                .toList();
        assertThat(probabilities)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder())
                .allMatch(one -> one > 0 && one < 1);
        String first = String.valueOf(items.getFirst().get("movie"));
        assertThat(((Number) run(new String[0], "predict", "15", first, "--like", "--json")
                                .json()
                                .getOrDefault("likeProbability", -1))
                        .doubleValue())
                .isEqualTo(probabilities.getFirst());

        assertError(
                2, "at least as many candidates", "recommend", "15", "--model", "likes-xgboost", "--candidates", "5");
        assertError(2, "--history means nothing", "recommend", "--model", "likes-xgboost", "--history", "318:5");
        assertError(2, "are for --model likes-", "recommend", "15", "--candidates", "50");
    }

    @Test
    void whatTuningFoundIsMeasuredBesideTheDefaults() {
        String[] cheap = {"--set", "predictors=none", "--set", "factors=0", "--set", "folds=3", "--set", "sample=5000"};
        Outcome tuned = run(cheap, "tune", "likes-logistic", "--random", "3", "--validation", "kfold:2", "--json");
        assertThat(tuned.exitCode()).as(tuned.out()).isZero();
        assertThat((List<?>) tuned.json().getOrDefault("trials", List.of())).hasSize(3);
        Outcome again = run(cheap, "tune", "likes-logistic", "--random", "3", "--validation", "kfold:2", "--json");
        assertThat(again.json()).isEqualTo(tuned.json());

        Outcome measured = run(cheap, "evaluate", "likes-logistic", "--tuned", "--protocol", "known", "--json");
        assertThat(measured.exitCode()).as(measured.out()).isZero();
        assertThat(measured.out()).contains("\"tuning\": \"baseline\"", "\"tuning\": \"random\"");
    }

    @Test
    void leakageIsMeasuredFeatureByFeature() {
        Outcome outcome = run(SMALL, "leakage", "--set", "features=user_mean+movie_mean+movie_score+movie_year");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(
                        "with honest features", "alone brings", "time cut", "movie_mean LEAKS", "leave-one-out LEAKS");
    }

    @Test
    void whatMakesNoSenseIsSaidInOneSentence() {
        assertError(2, "one kind at a time", "evaluate", "likes-xgboost", "ease");
        assertError(
                2, "--split means nothing to classifiers of likes", "evaluate", "likes-xgboost", "--split", "time:0.2");
        assertError(2, "--like-at and --as-in-document are for classifiers", "evaluate", "ease", "--like-at", "4");
        assertError(2, "there is no model likes-xgbost (did you mean likes-xgboost?)", "train", "likes-xgbost");
        assertError(2, "there is no setting tree", "train", "likes-forest", "--set", "tree=3");
        assertError(3, "nothing to tell apart", "train", "likes-logistic", "--like-at", "6");
        assertError(4, "there is no trained model likes-forest", "predict", "15", "318", "--like", "likes-forest");
        assertError(2, "a protocol must be one of", "evaluate", "likes-xgboost", "--protocol", "all");
    }

    private void assertError(int exitCode, String message, String... arguments) {
        Outcome outcome = run(new String[0], arguments);
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }
}
