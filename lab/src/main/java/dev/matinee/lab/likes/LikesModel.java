package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A trained classifier of likes with all that it needs to describe any user and any movie: the features of its training set, a
 * scorer, calibration and threshold. Immutable and thread-safe.
 */
public final class LikesModel implements Model {
    private static final String NAMES = "features";
    private static final String CALIBRATION = "calibration";
    private static final String THRESHOLD = "threshold";
    private static final String DIRECTIONS = "directions";
    private static final String SCORER = "scorer/";
    private static final String PREDICTOR = "predictor";

    private final LikesSettings settings;
    private final TrainingSet training;
    private final Provenance provenance;
    private final LikeFeatures features;
    private final Scorer scorer;
    private final Calibration calibration;
    private final double threshold;

    LikesModel(
            LikesSettings settings,
            TrainingSet training,
            Provenance provenance,
            LikeFeatures features,
            Scorer scorer,
            Calibration calibration,
            double threshold) {
        this.settings = settings;
        this.training = training;
        this.provenance = provenance;
        this.features = features;
        this.scorer = scorer;
        this.calibration = calibration;
        this.threshold = threshold;
    }

    static LikesModel load(
            LikesSettings settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        Run run = Run.seeded(provenance.seed());
        Tensor directions = tensors.get(DIRECTIONS);
        List<Settings<?>> predictors = Predictors.parse(settings.common().predictors());
        Tensor names = tensors.get(NAMES);
        if (names == null) {
            throw MatineeException.badData("the model file does not name its features", "train the model again");
        }
        List<String> learned = List.of(new String(names.bytes(), StandardCharsets.UTF_8).split("\n", -1));
        boolean predicted = learned.stream().anyMatch(name -> name.startsWith("predicted_"));
        List<RatingPredictor> models = new java.util.ArrayList<>();
        for (int i = 0; predicted && i < predictors.size(); i++) {
            models.add(predictor(predictors.get(i), training, provenance, part(tensors, PREDICTOR + i + "/")));
        }
        LikeFeatures features = LikeFeatures.load(
                training, settings.plan(), directions == null ? new float[0] : directions.floats(), models, run);
        FeatureTable.of(features.features(), 0).require(learned);
        Scorer scorer = settings.load(learned.size(), part(tensors, SCORER));
        Tensor calibration = tensors.get(CALIBRATION);
        if (calibration == null) {
            throw MatineeException.badData("the model file holds no calibration", "train the model again");
        }
        return new LikesModel(
                settings,
                training,
                provenance,
                features,
                scorer,
                Calibration.load(settings.common().calibration(), calibration),
                Tensor.floats(tensors, THRESHOLD, 1)[0]);
    }

    private static RatingPredictor predictor(
            Settings<?> settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        ModelFamily<?, ?> family = dev.matinee.engine.models.ModelFamilies.named(settings.model());
        if (family.load(dev.matinee.lab.tune.SearchSpace.values(settings), training, provenance, tensors)
                instanceof RatingPredictor predictor) {
            return predictor;
        }
        throw new IllegalStateException(settings.model());
    }

    private static Map<String, Tensor> part(Map<String, Tensor> tensors, String prefix) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }

    @Override
    public LikesSettings settings() {
        return settings;
    }

    @Override
    public TrainingSet training() {
        return training;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        byte[] names = features.features().stream()
                .map(Feature::name)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        tensors.put(NAMES, Tensor.of(names, names.length));
        tensors.put(CALIBRATION, calibration.tensor());
        tensors.put(THRESHOLD, Tensor.of(new float[] {(float) threshold}, 1));
        FoldFactors factors = features.factors();
        if (factors.factors() > 0) {
            tensors.put(
                    DIRECTIONS,
                    Tensor.of(factors.movies(), factors.movies().length / factors.factors(), factors.factors()));
        }
        scorer.tensors().forEach((name, tensor) -> tensors.put(SCORER + name, tensor));
        List<RatingPredictor> models = features.predictors();
        for (int i = 0; i < models.size(); i++) {
            String prefix = PREDICTOR + i + "/";
            models.get(i).tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        }
        return tensors;
    }

    /** What it knows of users and movies. */
    public LikeFeatures features() {
        return features;
    }

    /** What it learned. */
    public Scorer scorer() {
        return scorer;
    }

    /** How scores become probabilities. */
    public Calibration calibration() {
        return calibration;
    }

    /** The probability from which on it says like. */
    public double threshold() {
        return threshold;
    }

    /** The dictionary and the threshold, for the model card. */
    public Map<String, Object> card() {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("likeAt", settings.likeAt());
        card.put("threshold", threshold);
        card.put("features", features.features().stream().map(Feature::toJson).toList());
        return card;
    }

    /**
     * How likely a user likes a movie.
     *
     * @param probability the calibrated probability
     * @param like whether it reaches the threshold
     * @param basis {@link Basis#PERSONAL}; {@link Basis#POPULAR} where nothing is known of the user, {@link Basis#MEAN} where
     *     nobody has rated the movie
     * @param missing what is not known, as a clause; empty where nothing is missing
     * @param row what it was described by
     */
    public record Answer(float probability, boolean like, Basis basis, String missing, FeatureTable row) {}

    /**
     * Whether a user will like a movie, whoever and whatever they are.
     *
     * @param user the user's source id
     * @param item the movie's source id
     * @param time when, in seconds since 1970-01-01 UTC, or {@link dev.matinee.engine.matrix.Rows#NO_TIME}
     */
    public Answer predict(String user, String item, long time, Run run) {
        Interactions ratings = training.interactions();
        int userIndex = ratings.users().indexOf(user).orElse(-1);
        int itemIndex = ratings.items().indexOf(item).orElse(-1);
        boolean userKnown = userIndex >= 0 && ratings.byUser().count(userIndex) > 0;
        boolean itemKnown = itemIndex >= 0 && ratings.byItem().count(itemIndex) > 0;
        Basis basis = !itemKnown ? Basis.MEAN : userKnown ? Basis.PERSONAL : Basis.POPULAR;
        String missing = userKnown
                ? itemKnown ? "" : "nobody has rated " + item
                : itemKnown
                        ? "user " + user + " has rated nothing"
                        : "neither user " + user + " nor " + item + " has a rating";
        FeatureTable row = features.describe(userIndex, new int[] {itemIndex}, time);
        float probability = probabilities(row, run)[0];
        return new Answer(probability, probability >= threshold, basis, missing, row);
    }

    /** The calibrated probabilities of rows; {@code CONFLICT}, naming the columns, where they are not what was learned from. */
    public float[] probabilities(FeatureTable rows, Run run) {
        rows.require(features.features().stream().map(Feature::name).toList());
        return calibration.apply(scorer.probabilities(rows, run));
    }
}
