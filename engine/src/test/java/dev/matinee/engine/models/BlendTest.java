package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.matrix.SideFeatures;
import dev.matinee.engine.models.EmbeddingDot.StopOn;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlendTest {
    private static final Run RUN = Run.seeded(42).threads(2);

    @Test
    void theStackFindsTheWeightsThatMadeTheRatings() {
        RandomStream random = new RandomStream(1);
        RidgeStack stack = new RidgeStack(3);
        for (int i = 0; i < 5000; i++) {
            double[] predictions = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            predictions[2] += predictions[0];
            double rating = 0.7 * predictions[0] + 0.2 * predictions[1] - 0.1 * predictions[2] + 3;
            stack.add(predictions, rating);
        }
        assertThat(stack.weights(0.01)).containsExactly(new float[] {0.7f, 0.2f, -0.1f, 3}, within(1e-3f));
        assertThat(stack.weights(1e9)).containsExactly(new float[] {1 / 3f, 1 / 3f, 1 / 3f, 3}, within(0.05f));
        assertThat(new RidgeStack(2).weights(10)).containsExactly(0.5f, 0.5f, 0);
    }

    @Test
    void partsThatSayTheSameShareTheWeight() {
        RandomStream random = new RandomStream(2);
        RidgeStack stack = new RidgeStack(2);
        RidgeStack constant = new RidgeStack(2);
        for (int i = 0; i < 1000; i++) {
            double prediction = random.nextGaussian();
            stack.add(new double[] {prediction, prediction}, 2 * prediction);
            constant.add(new double[] {3, 3}, 3);
        }
        assertThat(stack.weights(0.01)).containsExactly(new float[] {1, 1, 0}, within(1e-3f));
        assertThat(constant.weights(10)).containsExactly(new float[] {0.5f, 0.5f, 0}, within(1e-6f));
    }

    @Test
    void fewRatingsGiveTheMeanOfTheParts() {
        BlendModel model = Blend.defaults().train(TrainingSet.everything(RandomRatings.of(1, 5, 8, 0)), RUN);

        for (int item = 0; item < 8; item++) {
            float mean = 0;
            for (RatingPredictor part : model.parts()) {
                mean += part.predict(2, item) / 4;
            }
            assertThat(model.predict(2, item)).isCloseTo(mean, within(1e-5f));
        }
    }

    @Test
    void partsAreWrittenInOneWay() {
        Blend blend = new Blend(
                10, 5, " biases + slope-one( maximumItems = 20000, minimumCommon=3 )+embedding-dot(learningRate=1e-3)");

        assertThat(blend.parts()).isEqualTo("biases+slope-one(minimumCommon=3)+embedding-dot");
        assertThat(blend.models())
                .containsExactly(Biases.defaults(), SlopeOne.defaults().minimumCommon(3), EmbeddingDot.defaults());
        assertThat(Blend.of(blend.models())).isEqualTo(blend);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "biases | two parts at least",
                "biases+biases | all different",
                "biases+ | there is no model",
                "biases+slope-two | did you mean slope-one",
                "biases+blend | there is no model blend",
                "biases+pure-svd | pure-svd predicts no ratings",
                "biases+slope-one(minimumCommon=0) | minimumCommon must be at least 1, got 0",
                "biases+slope-one(minimumCommon=2 | a ) is missing",
                "biases+slope-one(2) | a setting must read name=value",
                "slope-one(minimumCommon=2)biases | a + is missing after )",
                "biases+embedding-dot(stopOn=test-set) | leaks"
            })
    void partsThatCannotBeAreRefusedInOneSentence(String parts, String why) {
        assertThatThrownBy(() -> new Blend(10, 5, parts))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageStartingWith("parts must be models that predict ratings")
                .hasMessageContaining("got " + parts)
                .hasMessageContaining(why);
    }

    @Test
    void timesAndSideFeaturesReachThePartsThatUseThem() {
        Interactions known = RandomRatings.of(3, 60, 40, 0);
        SideFeatures features = new SideFeatures(
                List.of(SideFeatures.Field.of("side", Collections.nCopies(60, List.of("left")))), List.of());
        BayesianMf dated = BayesianMf.defaults()
                .factors(2)
                .samples(5)
                .burnIn(2)
                .dates(true)
                .attributes(true);
        Interactions ratings = known.features(() -> features);
        BlendModel model = Blend.of(List.of(Biases.defaults(), dated)).train(TrainingSet.everything(ratings), RUN);

        Rows rows = ratings.byUser();
        int item = rows.column(rows.start(4));
        long first = 1_000_000_000L;
        float at = weighted(model, part -> part.predict(4, item, first));
        float later = weighted(model, part -> part.predict(4, item, first + 100_000_000L));
        assertThat(model.predict(4, item, first)).isEqualTo(at);
        assertThat(model.predict(4, item, first + 100_000_000L))
                .isEqualTo(later)
                .isNotEqualTo(at);
        assertThat(model.provenance().features()).isEqualTo(features.hash());
    }

    private static float weighted(BlendModel model, Function<RatingPredictor, Float> prediction) {
        float sum = model.added();
        for (int part = 0; part < model.parts().size(); part++) {
            sum += model.weight(part) * prediction.apply(model.parts().get(part));
        }
        return sum;
    }

    @Test
    void everyModelThatPredictsRatingsCanBeAPart() {
        List<String> names = new ArrayList<>();
        for (ModelFamily<?, ?> family : ModelFamilies.all()) {
            if (family.defaults().trains(RatingPredictor.class)
                    && !family.name().equals("blend")) {
                names.add(family.name());
            }
        }

        assertThat(names).contains("biases", "item-neighbors", "user-neighbors", "slope-one", "embedding-dot");
        assertThat(new Blend(10, 5, String.join("+", names)).models()).hasSameSizeAs(names);
        assertThat(Blend.defaults().leak()).isEmpty();
        assertThat(EmbeddingDot.defaults().stopOn(StopOn.TEST_SET).leak()).isPresent();
    }
}
