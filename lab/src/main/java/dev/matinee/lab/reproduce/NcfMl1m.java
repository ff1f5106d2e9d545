package dev.matinee.lab.reproduce;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.Ease;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.Popularity;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import dev.matinee.lab.tune.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** He et al. 2017: each user's last movie of MovieLens 1M among 99 sampled ones, beside their neural network. */
public final class NcfMl1m implements PaperPack {
    private static final int NEGATIVES = 99;
    private static final int PLACES = 10;
    private static final double TOLERANCE = 0.01;
    private static final String THEIRS = "NeuMF, pre-trained, 32 factors";
    private static final double HIT_RATE = 0.726;
    private static final double NDCG = 0.445;

    @Override
    public String name() {
        return "ncf-ml1m";
    }

    @Override
    public String paper() {
        return "X. He et al. 2017, Neural Collaborative Filtering, WWW '17, doi:10.1145/3038912.3052569";
    }

    @Override
    public String data() {
        return "MovieLens 1M";
    }

    @Override
    public long ratings() {
        return 1_000_209;
    }

    @Override
    public List<PackFigure> figures(Catalog catalog, Run run) {
        Split split = Holdout.lastOne().split(catalog.interactions(run), run);
        Settings<?> als = SearchSpace.changed(
                ImplicitAls.defaults(),
                Map.of(
                        "factors", 192,
                        "iterations", 12,
                        "regularization", 0.007,
                        "unobservedWeight", 0.3,
                        "frequencyScaling", 1,
                        "confidence", 0));
        Settings<?> ease = SearchSpace.changed(Ease.defaults(), Map.of("confidence", 0));
        List<PackFigure> figures = new ArrayList<>();
        figures.addAll(measured(Popularity.defaults(), false, split, run));
        figures.addAll(measured(als, true, split, run));
        figures.addAll(measured(ease, true, split, run));
        return figures;
    }

    private static List<PackFigure> measured(Settings<?> settings, boolean compared, Split split, Run run) {
        long start = System.nanoTime();
        SampledNegatives found =
                SampledNegatives.measure(Timed.recommender(settings, split, run), split, NEGATIVES, PLACES, run);
        double seconds = Timed.since(start);
        return List.of(
                figure("hit rate@10 of 100", settings, compared, HIT_RATE, found.hitRate(), seconds),
                figure("ndcg@10 of 100", settings, compared, NDCG, found.ndcg(), seconds));
    }

    private static PackFigure figure(
            String what, Settings<?> settings, boolean compared, double published, double ours, double seconds) {
        return new PackFigure(
                what,
                settings.model(),
                compared ? THEIRS : "",
                compared ? OptionalDouble.of(published) : OptionalDouble.empty(),
                ours,
                TOLERANCE,
                true,
                seconds);
    }
}
