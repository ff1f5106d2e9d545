package dev.matinee.lab.likes;

import dev.matinee.engine.Run;
import java.util.Arrays;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Learns a logistic regression with Tribuo's stochastic gradient descent, on one thread. What comes of it are weights alone:
 * nothing else needs Tribuo.
 *
 * @param epochs how often all rows are gone through
 * @param learningRate the step of the descent
 */
record LogisticLearner(int epochs, double learningRate) implements Classifier {
    private static final String LIKE = "like";
    private static final String OTHER = "other";
    private static final double EPSILON = 1e-6;
    private static final int BATCH = 16;

    @Override
    public LinearScorer learn(FeatureTable rows, Run run) {
        Standardiser standardiser = Standardiser.fit(rows);
        int width = standardiser.width();
        String[] names = new String[width];
        Arrays.setAll(names, column -> "f%06d".formatted(column));
        LabelFactory factory = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance("likes", factory), factory);
        Label like = new Label(LIKE);
        Label other = new Label(OTHER);
        double[] standard = new double[width];
        for (int row = 0; row < rows.rows(); row++) {
            standardiser.write(rows, row, standard);
            data.add(new ArrayExample<>(rows.like(row) == 1 ? like : other, names, standard.clone()));
        }
        run.checkCancelled();
        long seed = run.random("likes logistic", 0).nextLong();
        LinearSGDTrainer trainer = new LinearSGDTrainer(
                new LogMulticlass(), new AdaGrad(learningRate, EPSILON), epochs, -1, BATCH, seed);
        return new LinearScorer(standardiser, weights(trainer.train(data), names));
    }

    /** The weights of the log-odds of a like: those of its score less those of the other's. */
    private static float[] weights(LinearSGDModel model, String[] names) {
        DenseMatrix matrix = model.getWeightsCopy();
        int like = model.getOutputIDInfo().getID(new Label(LIKE));
        int other = model.getOutputIDInfo().getID(new Label(OTHER));
        float[] weights = new float[names.length + 1];
        for (int column = 0; column < names.length; column++) {
            int id = model.getFeatureIDMap().getID(names[column]);
            weights[column] = (float) (matrix.get(like, id) - matrix.get(other, id));
        }
        int added = matrix.getDimension2Size() - 1;
        weights[names.length] = (float) (matrix.get(like, added) - matrix.get(other, added));
        return weights;
    }
}
