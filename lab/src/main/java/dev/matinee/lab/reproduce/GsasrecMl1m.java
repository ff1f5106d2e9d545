package dev.matinee.lab.reproduce;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.NextFilm;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import java.util.List;
import java.util.OptionalDouble;

/** Petrov, Macdonald 2023: each user's last movie of MovieLens 1M among all, beside two transformers. */
public final class GsasrecMl1m implements PaperPack {
    private static final int LEAST = 5;
    private static final double TOLERANCE = 0.01;

    @Override
    public String name() {
        return "gsasrec-ml1m";
    }

    @Override
    public String paper() {
        return "A. Petrov, C. Macdonald 2023, gSASRec, RecSys '23, arXiv:2308.07192; figures of"
                + " https://github.com/asash/gSASRec-pytorch";
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
        Interactions all = catalog.interactions(run);
        Interactions kept =
                all.subset(position -> all.byItem().count(all.byUser().column(position)) >= LEAST, run);
        Split split = Holdout.lastOne().split(kept, run);
        Timed timed =
                Timed.lists(NextFilm.defaults(), TopNEvaluation.at(1, 10).relevant(all.lowestRating()), split, run);
        return List.of(
                figure("recall@1", "gSASRec", 0.0754, timed),
                figure("recall@10", "SASRec", 0.2392, timed),
                figure("ndcg@10", "SASRec", 0.1259, timed),
                figure("recall@10", "gSASRec", 0.3003, timed),
                figure("ndcg@10", "gSASRec", 0.1726, timed));
    }

    private static PackFigure figure(String metric, String theirs, double published, Timed timed) {
        return new PackFigure(
                metric,
                "next-film",
                theirs,
                OptionalDouble.of(published),
                timed.mean(metric),
                TOLERANCE,
                true,
                timed.seconds());
    }
}
