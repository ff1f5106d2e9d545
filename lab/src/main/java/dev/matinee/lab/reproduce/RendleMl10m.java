package dev.matinee.lab.reproduce;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.BayesianMf;
import dev.matinee.engine.models.BiasedMf;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.KFold;
import dev.matinee.engine.split.Split;
import java.util.List;
import java.util.OptionalDouble;

/** Rendle, Zhang, Koren 2019: predicted ratings of MovieLens 10M, nine tenths learned from. */
public final class RendleMl10m implements PaperPack {
    private static final double TOLERANCE = 0.006;

    @Override
    public String name() {
        return "rendle2019-ml10m";
    }

    @Override
    public String paper() {
        return "S. Rendle, L. Zhang, Y. Koren 2019, On the Difficulty of Evaluating Baselines, arXiv:1905.01395";
    }

    @Override
    public String data() {
        return "MovieLens 10M";
    }

    @Override
    public long ratings() {
        return 10_000_054;
    }

    @Override
    public List<PackFigure> figures(Catalog catalog, Run run) {
        Split split = KFold.of(10).splits(catalog.interactions(run), run).getFirst();
        boolean timed = catalog.interactions(run).byUser().hasTimes();
        BayesianMf plain = BayesianMf.defaults()
                .implicit(BayesianMf.Implicit.NONE)
                .dates(false)
                .attributes(false);
        return List.of(
                figure(BiasedMf.defaults(), "biased-mf", "SGD MF", 0.7720, split, run),
                figure(plain, "bayesian-mf", "Bayesian MF", 0.7633, split, run),
                figure(
                        plain.implicit(BayesianMf.Implicit.BOTH).dates(timed),
                        "bayesian-mf, implicit feedback of both" + (timed ? " and days" : ""),
                        "Bayesian timeSVD++ flipped",
                        0.7485,
                        split,
                        run));
    }

    private static PackFigure figure(
            Settings<?> settings, String ours, String theirs, double published, Split split, Run run) {
        Timed timed = Timed.ratings(settings, split, run);
        return new PackFigure(
                "rmse",
                ours,
                theirs,
                OptionalDouble.of(published),
                timed.mean("rmse"),
                TOLERANCE,
                false,
                timed.seconds());
    }
}
