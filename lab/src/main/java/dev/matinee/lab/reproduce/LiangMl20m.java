package dev.matinee.lab.reproduce;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.Ease;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.Splitters;
import dev.matinee.lab.tune.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Liang et al. 2018: held-out users of MovieLens 20M, four fifths of their likes given, the rest to be found. */
public final class LiangMl20m implements PaperPack {
    private static final double LIKE = 4;
    private static final int LEAST = 5;
    private static final int HELD_OUT = 10_000;
    private static final int MOST_ITEMS = 30_000;
    private static final List<String> METRICS = List.of("recallCapped@20", "recallCapped@50", "ndcg@100");
    private static final double[] EASE = {0.391, 0.521, 0.420};
    private static final double[] MULT_VAE = {0.395, 0.537, 0.426};

    @Override
    public String name() {
        return "liang2018-ml20m";
    }

    @Override
    public String paper() {
        return "D. Liang et al. 2018, Variational Autoencoders for Collaborative Filtering, WWW '18, arXiv:1802.05814; EASE:"
                + " H. Steck 2019, arXiv:1905.03375";
    }

    @Override
    public String data() {
        return "MovieLens 20M";
    }

    @Override
    public long ratings() {
        return 20_000_263;
    }

    @Override
    public List<PackFigure> figures(Catalog catalog, Run run) {
        Split split = split(catalog.interactions(run), run);
        TopNEvaluation how = TopNEvaluation.at(20, 50, 100).relevant(LIKE);
        Settings<?> ease = SearchSpace.changed(
                Ease.defaults(), Map.of("regularization", 500, "confidence", 0, "maximumItems", MOST_ITEMS));
        Settings<?> als = SearchSpace.changed(
                ImplicitAls.defaults(),
                Map.of(
                        "factors", 256,
                        "iterations", 16,
                        "regularization", 0.003,
                        "unobservedWeight", 0.1,
                        "frequencyScaling", 1,
                        "confidence", 0));
        List<PackFigure> figures = new ArrayList<>();
        add(figures, ease, "EASE", EASE, 0.005, how, split, run);
        add(figures, als, "Mult-VAE", MULT_VAE, 0.02, how, split, run);
        return figures;
    }

    private static void add(
            List<PackFigure> figures,
            Settings<?> settings,
            String theirs,
            double[] published,
            double tolerance,
            TopNEvaluation how,
            Split split,
            Run run) {
        Timed timed = Timed.lists(settings, how, split, run);
        for (int i = 0; i < METRICS.size(); i++) {
            figures.add(new PackFigure(
                    METRICS.get(i),
                    settings.model(),
                    theirs,
                    OptionalDouble.of(published[i]),
                    timed.mean(METRICS.get(i)),
                    tolerance,
                    true,
                    timed.seconds()));
        }
    }

    /** Likes of users with five or more; as many users again set aside for validation, as in the paper, and not looked at. */
    private static Split split(Interactions ratings, Run run) {
        Interactions likes = ratings.subset(position -> ratings.byUser().rating(position) >= LIKE, run);
        Interactions kept = usersOf(likes, run);
        int users = (int) IntStream.range(0, kept.byUser().rows())
                .filter(user -> kept.byUser().count(user) > 0)
                .count();
        int heldOut = Math.min(HELD_OUT, users / 10);
        if (heldOut == 0) {
            throw MatineeException.badData(
                    "only " + users + " users have " + LEAST + " ratings of " + LIKE
                            + " and more, too few to hold a tenth out",
                    "use more ratings");
        }
        Interactions learned =
                cut(kept, heldOut, run.seed(run.seed() + 1)).training().interactions();
        Rows known = cut(learned, heldOut, run).training().interactions().byItem();
        Interactions reachable =
                learned.subset(position -> known.count(learned.byUser().column(position)) > 0, run);
        return cut(reachable, heldOut, run);
    }

    private static Interactions usersOf(Interactions likes, Run run) {
        Rows byUser = likes.byUser();
        boolean[] keep = new boolean[Math.toIntExact(likes.size())];
        for (int user = 0; user < byUser.rows(); user++) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                keep[(int) position] = byUser.count(user) >= LEAST;
            }
        }
        return likes.subset(position -> keep[(int) position], run);
    }

    private static Split cut(Interactions ratings, int heldOut, Run run) {
        return Splitters.parse("users:" + heldOut).split(ratings, run);
    }
}
