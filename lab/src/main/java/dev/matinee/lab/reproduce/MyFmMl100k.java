package dev.matinee.lab.reproduce;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.BayesianMf;
import dev.matinee.engine.split.Predefined;
import dev.matinee.engine.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Bayesian factorization machines on the splits that MovieLens 100K comes with, as the documentation of myFM has them. */
public final class MyFmMl100k implements PaperPack {
    private static final List<String> SPLITS = List.of("u1", "u2", "u3", "u4", "u5");
    private static final int FACTORS = 10;
    private static final double TOLERANCE = 0.005;

    /** myFM on u3: users and movies, one variance for each group of factors. */
    private static final double PLAIN_U3 = 0.8925;

    /** myFM on u1: the same with what user and movie were rated with, and the day. */
    private static final double DAYS_U1 = 0.889;

    @Override
    public String name() {
        return "myfm-ml100k";
    }

    @Override
    public String paper() {
        return "T. Ohtsuki, myFM: a tutorial with MovieLens, https://myfm.readthedocs.io/en/latest/movielens.html";
    }

    @Override
    public String data() {
        return "MovieLens 100K with its splits u1 to u5";
    }

    @Override
    public long ratings() {
        return 100_000;
    }

    @Override
    public List<PackFigure> figures(Catalog catalog, Run run) {
        List<Split> splits =
                Predefined.named(catalog.predefinedSplits(run), SPLITS).splits(catalog.interactions(run), run);
        List<PackFigure> figures = new ArrayList<>();
        BayesianMf plain = BayesianMf.defaults()
                .factors(FACTORS)
                .implicit(BayesianMf.Implicit.NONE)
                .dates(false)
                .attributes(false);
        boolean timed = catalog.interactions(run).byUser().hasTimes();
        BayesianMf days = plain.implicit(BayesianMf.Implicit.BOTH).dates(timed);
        add(figures, splits, plain, "bayesian-mf", "u3", PLAIN_U3, "myFM, grouped", run);
        add(
                figures,
                splits,
                days,
                "bayesian-mf, implicit feedback of both" + (timed ? " and days" : ""),
                "u1",
                DAYS_U1,
                "myFM, SVD++ features and days",
                run);
        return figures;
    }

    private static void add(
            List<PackFigure> figures,
            List<Split> splits,
            BayesianMf settings,
            String model,
            String publishedOn,
            double published,
            String theirs,
            Run run) {
        double sum = 0;
        double seconds = 0;
        for (int i = 0; i < SPLITS.size(); i++) {
            Timed timed = Timed.ratings(settings, splits.get(i), run);
            boolean compared = SPLITS.get(i).equals(publishedOn);
            figures.add(new PackFigure(
                    "rmse, " + SPLITS.get(i),
                    model,
                    compared ? theirs : "",
                    compared ? OptionalDouble.of(published) : OptionalDouble.empty(),
                    timed.mean("rmse"),
                    TOLERANCE,
                    false,
                    timed.seconds()));
            sum += timed.mean("rmse");
            seconds += timed.seconds();
        }
        figures.add(new PackFigure(
                "rmse, mean of u1 to u5",
                model,
                "",
                OptionalDouble.empty(),
                sum / SPLITS.size(),
                TOLERANCE,
                false,
                seconds));
    }
}
