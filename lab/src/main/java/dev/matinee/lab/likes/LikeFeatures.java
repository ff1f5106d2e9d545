package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.HeldOut;
import dev.matinee.engine.split.TrainingSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is known of a user and a movie when the question is whether the one will like the other. Made of a {@link TrainingSet}
 * alone: what is held out can be described but never learned from.
 *
 * <p>Time: one pass over the ratings for movies, then for each user one look at his ratings a fold; models and directions of
 * taste as often as there are folds. Memory: a byte a training rating; 28 bytes a movie and fold; 4 bytes a training rating
 * and predictor; what {@link FoldFactors} says. The rows themselves can be taken {@linkplain #stream block by block}. Thread-safe.
 */
public final class LikeFeatures {
    private static final int USERS_AT_ONCE = 256;
    private static final long DAY = 86_400;
    private static final double DAYS_A_YEAR = 365.2425;

    private final TrainingSet training;
    private final FeaturePlan plan;
    private final RatingFolds folds;
    private final MovieStatistics movies;
    private final KnownFacts facts;
    private final FoldFactors factors;
    private final FoldPredictions predictions;
    private final FeatureColumns columns;
    private final long latest;

    private LikeFeatures(
            TrainingSet training,
            FeaturePlan plan,
            RatingFolds folds,
            MovieStatistics movies,
            KnownFacts facts,
            FoldFactors factors,
            FoldPredictions predictions,
            FeatureColumns columns,
            long latest) {
        this.training = training;
        this.plan = plan;
        this.folds = folds;
        this.movies = movies;
        this.facts = facts;
        this.factors = factors;
        this.predictions = predictions;
        this.columns = columns;
        this.latest = latest;
    }

    /** What a training set says, for rows drawn as the settings say. */
    public static LikeFeatures of(TrainingSet training, LikesSettings settings, Run run) {
        return of(training, settings.plan(), run);
    }

    static LikeFeatures of(TrainingSet training, FeaturePlan plan, Run run) {
        Interactions ratings = training.interactions();
        if (ratings.size() == 0) {
            throw MatineeException.badData("there are no ratings to make features of", "take in some ratings");
        }
        KnownFacts facts = KnownFacts.of(ratings.features(), ratings.items().size());
        List<Settings<?>> predictors = Predictors.parse(plan.predictors());
        FeatureColumns columns = FeatureColumns.of(plan, facts, Predictors.features(predictors));
        boolean withFolds = plan.drawing() != Drawing.AS_IN_DOCUMENT;
        RatingFolds folds = RatingFolds.of(ratings.byUser(), plan.folds(), run);
        int directions = columns.needsFactors() ? plan.factors() : 0;
        FoldFactors factors = FoldFactors.of(ratings, folds, directions, withFolds, run);
        FoldPredictions predictions = FoldPredictions.of(
                training, plan.folds(), columns.needsPredictions() ? predictors : List.of(), withFolds, run);
        return of(training, plan, folds, facts, factors, predictions, columns);
    }

    /** What a training set says, with directions and models that were saved; for rows that are not its own. */
    static LikeFeatures load(
            TrainingSet training, FeaturePlan plan, float[] directions, List<RatingPredictor> models, Run run) {
        Interactions ratings = training.interactions();
        KnownFacts facts = KnownFacts.of(ratings.features(), ratings.items().size());
        FeatureColumns columns =
                FeatureColumns.of(plan, facts, Predictors.features(Predictors.parse(plan.predictors())));
        RatingFolds folds = RatingFolds.of(ratings.byUser(), plan.folds(), run);
        FoldFactors factors = directions.length == 0
                ? FoldFactors.none()
                : FoldFactors.of(ratings, folds, plan.factors(), directions, run);
        return of(training, plan, folds, facts, factors, FoldPredictions.of(models), columns);
    }

    private static LikeFeatures of(
            TrainingSet training,
            FeaturePlan plan,
            RatingFolds folds,
            KnownFacts facts,
            FoldFactors factors,
            FoldPredictions predictions,
            FeatureColumns columns) {
        Rows rows = training.interactions().byUser();
        long latest = 0;
        for (long position = 0; position < rows.size(); position++) {
            latest = Math.max(latest, rows.time(position));
        }
        MovieStatistics movies =
                new MovieStatistics(training.interactions(), folds, plan.likeAt(), latest, plan.trendDays());
        return new LikeFeatures(training, plan, folds, movies, facts, factors, predictions, columns, latest);
    }

    /** The ratings it was made of. */
    public TrainingSet training() {
        return training;
    }

    /** The dictionary: every column, in order. */
    public List<Feature> features() {
        return columns.chosen();
    }

    FoldFactors factors() {
        return factors;
    }

    List<RatingPredictor> predictors() {
        return predictions.models();
    }

    /** The share of training ratings that are likes. */
    public double likeRate() {
        return movies.likeRate();
    }

    /**
     * The training ratings, each described without itself as the plan says.
     *
     * @param sample how many of them, drawn at random in the order of the ratings; all for 0
     */
    public FeatureTable training(int sample, Run run) {
        Rows rows = training.interactions().byUser();
        RowSample chosen = RowSample.of(rows.size(), sample, run);
        long[] starts = starts(rows, chosen);
        FeatureTable table = FeatureTable.of(columns.chosen(), starts[rows.rows()]);
        run.parallelRanges(rows.rows(), USERS_AT_ONCE, (from, to) -> {
            RowWriter writer = new RowWriter(table);
            for (int user = from; user < to; user++) {
                if (starts[user + 1] > starts[user]) {
                    writer.trainingRows(user, chosen, (int) starts[user]);
                }
            }
        });
        return table;
    }

    /** Ratings that were held out of the training set. */
    public FeatureTable heldOut(HeldOut heldOut, Run run) {
        return some(heldOut.interactions(), 0, run);
    }

    /** Ratings of the same users and movies, described by all training ratings; a sample of them, or all for 0. */
    FeatureTable some(Interactions ratings, int sample, Run run) {
        Rows rows = ratings.byUser();
        RowSample chosen = RowSample.of(rows.size(), sample, run);
        long[] starts = starts(rows, chosen);
        FeatureTable table = FeatureTable.of(columns.chosen(), starts[rows.rows()]);
        run.parallelRanges(rows.rows(), USERS_AT_ONCE, (from, to) -> {
            RowWriter writer = new RowWriter(table);
            for (int user = from; user < to; user++) {
                if (starts[user + 1] > starts[user]) {
                    writer.otherRows(user, rows, chosen, (int) starts[user]);
                }
            }
        });
        return table;
    }

    /** The row of a table at which each user's chosen ratings begin, and last the number of all. */
    private static long[] starts(Rows rows, RowSample chosen) {
        long[] starts = new long[rows.rows() + 1];
        for (int user = 0; user < rows.rows(); user++) {
            starts[user + 1] = starts[user] + chosen.count(rows.start(user), rows.end(user));
        }
        return starts;
    }

    /**
     * All training ratings in blocks of the same users, whatever the number of threads; only as many blocks as threads are in
     * memory at once.
     *
     * @param taker called from several threads
     */
    public void stream(Consumer<FeatureTable> taker, Run run) {
        Rows rows = training.interactions().byUser();
        RowSample all = RowSample.of(rows.size(), 0, run);
        run.parallelRanges(rows.rows(), USERS_AT_ONCE, (from, to) -> {
            long first = rows.start(from);
            FeatureTable table = FeatureTable.of(columns.chosen(), rows.start(to) - first);
            RowWriter writer = new RowWriter(table);
            for (int user = from; user < to; user++) {
                writer.trainingRows(user, all, (int) (rows.start(user) - first));
            }
            taker.accept(table);
        });
    }

    /**
     * Movies for a user, whether they have ratings or not.
     *
     * @param user his index; -1 for somebody unknown
     * @param items the indexes of the movies; -1 for one unknown
     * @param time when, in seconds since 1970-01-01 UTC; {@link Rows#NO_TIME} for the end of the training ratings
     */
    public FeatureTable describe(int user, int[] items, long time) {
        FeatureTable table = FeatureTable.of(columns.chosen(), items.length);
        RowWriter writer = new RowWriter(table);
        writer.load(user, MovieStatistics.NONE);
        for (int i = 0; i < items.length; i++) {
            writer.write(user, items[i], time == Rows.NO_TIME ? latest : time, Float.NaN, i);
        }
        return table;
    }

    /** Writes rows into a table; one for each thread. */
    private final class RowWriter {
        private final FeatureTable table;
        private final boolean leavesOneOut = plan.drawing() == Drawing.LEAVE_ONE_OUT;
        private final UserView view;
        private final float[] row = new float[columns.all()];
        private final int width = columns.chosen().size();
        private final Rows rows = training.interactions().byUser();

        RowWriter(FeatureTable table) {
            this.table = table;
            this.view = new UserView(movies, facts, plan.likeAt(), latest, plan.drawing() == Drawing.OUT_OF_FOLD);
        }

        /** Looks at a user without a part of his ratings. */
        void load(int user, int excluded) {
            view.load(rows, user, folds::of);
            view.look(excluded);
        }

        void trainingRows(int user, RowSample chosen, int firstRow) {
            long start = rows.start(user);
            switch (plan.drawing()) {
                case OUT_OF_FOLD -> {
                    view.load(rows, user, folds::of);
                    for (int fold = 0; fold < folds.folds(); fold++) {
                        trainingRows(user, chosen, firstRow, fold);
                    }
                }
                case LEAVE_ONE_OUT -> {
                    view.load(rows, user, position -> (int) (position - start));
                    int at = firstRow;
                    for (long position = start; position < rows.end(user); position++) {
                        if (chosen.has(position)) {
                            view.look((int) (position - start));
                            trainingRow(user, position, folds.of(position), at++);
                        }
                    }
                }
                case AS_IN_DOCUMENT -> {
                    load(user, MovieStatistics.NONE);
                    int at = firstRow;
                    for (long position = start; position < rows.end(user); position++) {
                        if (chosen.has(position)) {
                            trainingRow(user, position, MovieStatistics.NONE, at++);
                        }
                    }
                }
            }
        }

        /** The rows of one fold, if there are any. */
        private void trainingRows(int user, RowSample chosen, int firstRow, int fold) {
            int at = firstRow;
            boolean looked = false;
            for (long position = rows.start(user); position < rows.end(user); position++) {
                if (!chosen.has(position)) {
                    continue;
                }
                if (folds.of(position) == fold) {
                    if (!looked) {
                        view.look(fold);
                        looked = true;
                    }
                    trainingRow(user, position, fold, at);
                }
                at++;
            }
        }

        private void trainingRow(int user, long position, int fold, int at) {
            int movie = rows.column(position);
            float rating = rows.rating(position);
            if (leavesOneOut) {
                movies.writeWithout(movie, rating, rating >= plan.likeAt(), row, columns.movie());
            } else {
                movies.write(movie, fold, row, columns.movie());
            }
            factors.write(user, movie, fold, rows, row, columns.factors());
            if (fold == MovieStatistics.NONE) {
                predictions.write(
                        user, movie, rows.time(position), training.interactions(), row, columns.predictions());
            } else {
                predictions.writeOutOfFold(position, row, columns.predictions());
            }
            writeRest(user, movie, rows.time(position));
            finish(user, movie, rating, at);
        }

        void otherRows(int user, Rows others, RowSample chosen, int firstRow) {
            load(user, MovieStatistics.NONE);
            int at = firstRow;
            for (long position = others.start(user); position < others.end(user); position++) {
                if (chosen.has(position)) {
                    write(user, others.column(position), others.time(position), others.rating(position), at++);
                }
            }
        }

        /** A row that is not among the training ratings. */
        void write(int user, int movie, long time, float rating, int at) {
            movies.write(movie, MovieStatistics.NONE, row, columns.movie());
            factors.write(user, movie, MovieStatistics.NONE, rows, row, columns.factors());
            predictions.write(user, movie, time, training.interactions(), row, columns.predictions());
            writeRest(user, movie, time);
            finish(user, movie, rating, at);
        }

        /** What is left once movie, directions and predictions are written. */
        private void writeRest(int user, int movie, long time) {
            view.write(row, 0);
            float year = facts.year(movie);
            row[columns.release()] = year;
            long when = time == Rows.NO_TIME ? latest : time;
            double date = 1970 + (double) when / DAY / DAYS_A_YEAR;
            row[columns.release() + 1] = when <= 0 ? Float.NaN : (float) (date - year);
            writeGenres(facts.genresOf(movie));
            facts.writeAttributes(user, row, columns.attributes());
        }

        private void writeGenres(int[] own) {
            int genres = facts.genres().size();
            int at = columns.genres();
            float taste = 0;
            float share = 0;
            for (int genre = 0; genre < genres; genre++) {
                row[at + 2 + genre] = view.tastes()[genre];
                row[at + 2 + genres + genre] = view.shares()[genre];
                row[at + 2 + 2 * genres + genre] = 0;
            }
            for (int genre : own) {
                taste += view.tastes()[genre];
                share += view.shares()[genre];
                row[at + 2 + 2 * genres + genre] = 1;
            }
            row[at] = own.length == 0 ? Float.NaN : taste / own.length;
            row[at + 1] = own.length == 0 ? Float.NaN : share / own.length;
        }

        private void finish(int user, int movie, float rating, int at) {
            int[] places = columns.places();
            for (int column = 0; column < width; column++) {
                table.values()[at * width + column] = row[places[column]];
            }
            table.likes()[at] = (byte) (rating >= plan.likeAt() ? 1 : 0);
            table.users()[at] = user;
            table.items()[at] = movie;
        }
    }
}
