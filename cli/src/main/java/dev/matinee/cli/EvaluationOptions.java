package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Convention;
import dev.matinee.engine.evaluate.Conventions;
import dev.matinee.engine.split.Predefined;
import dev.matinee.engine.split.Splitters;
import dev.matinee.lab.leaderboard.EvaluationPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How models are compared. */
final class EvaluationOptions {
    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "random:0.2",
            description = "how ratings are divided: random:0.2, latest:0.2, time:0.2, users:0.1 (whole users,"
                    + " of whom 0.8 of the ratings are given when the model is asked; users:500 and users:0.1,0.5 say"
                    + " other numbers), last-one, kfold:5, predefined:u1,u2 (default: ${DEFAULT-VALUE})")
    private String split = "random:0.2";

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "repeat with this many seeds from --seed on, and average (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(
            names = "--at",
            paramLabel = "K,…",
            split = ",",
            defaultValue = "10,20",
            description = "how many places of a list are looked at (default: ${DEFAULT-VALUE})")
    private List<Integer> at = new ArrayList<>();

    @Option(
            names = "--relevant",
            paramLabel = "RATING",
            description =
                    "a held-out rating of this and above counts as relevant (default: four fifths of the highest)")
    private @Nullable Double relevant;

    @Option(
            names = "--convention",
            paramLabel = "WHAT=NAME,…",
            split = ",",
            description = "what holds where libraries define a metric differently: recall=relevant|min-k,"
                    + " ndcg=min-k|relevant, map=min-k|relevant, precision=k|listed, users=relevant|all (default:"
                    + " the first of each; leaderboard --explain says who follows which)")
    private List<String> conventions = new ArrayList<>();

    EvaluationPlan plan(Catalog catalog, long seed, Run run) {
        List<Predefined.TestPairs> predefined =
                split.startsWith("predefined") ? catalog.predefinedSplits(run) : List.of();
        EvaluationPlan plan = EvaluationPlan.defaults()
                .splitter(Splitters.parse(split, predefined))
                .seeds(seed, seeds)
                .at(at)
                .conventions(chosen());
        return relevant == null ? plan : plan.relevant(relevant);
    }

    private Conventions chosen() {
        Conventions chosen = Conventions.standard();
        for (String text : conventions) {
            chosen = chosen.with(Convention.parse(text));
        }
        return chosen;
    }
}
