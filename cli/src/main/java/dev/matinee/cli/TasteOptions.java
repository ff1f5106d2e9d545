package dev.matinee.cli;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.models.ClusterMean;
import dev.matinee.lab.segments.TasteSegmentation;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How users are divided by taste, if they are. */
final class TasteOptions {
    @Option(
            names = "--tastes",
            description = "divide by ratings of the most rated movies, as the model cluster-mean does, instead of by"
                    + " features")
    private boolean tastes;

    @Option(
            names = "--movies",
            paramLabel = "N",
            description = "with --tastes: how many of the most rated movies count (default: 1000)")
    private @Nullable Integer movies;

    @Option(
            names = "--missing",
            paramLabel = "observed|zero",
            description = "with --tastes: movies without a rating are left out, ratings counting above the user's own"
                    + " mean, or count as rated 0, as in a published analysis (default: observed)")
    private @Nullable String missing;

    @Option(
            names = "--shrinkage",
            paramLabel = "N",
            description = "with --tastes: how many ratings of the baseline are added to each segment's of a movie"
                    + " (default: 10)")
    private @Nullable Double shrinkage;

    @Option(
            names = "--minimum-support",
            paramLabel = "N",
            description = "with --tastes: how many users of a segment must have rated a movie for its list of the best"
                    + " (default: 5)")
    private @Nullable Integer minimumSupport;

    /** Whether users are divided by taste; refuses options that have no meaning otherwise. */
    boolean isGiven() {
        if (!tastes) {
            refuse("--movies", movies);
            refuse("--missing", missing);
            refuse("--shrinkage", shrinkage);
            refuse("--minimum-support", minimumSupport);
        }
        return tastes;
    }

    private static void refuse(String option, @Nullable Object value) {
        if (value != null) {
            throw MatineeException.usage(option + " needs --tastes");
        }
    }

    TasteSegmentation settings(int restarts) {
        TasteSegmentation settings = TasteSegmentation.defaults();
        ClusterMean model = settings.model().restarts(restarts);
        model = movies == null ? model : model.items(movies);
        model = missing == null ? model : model.missing(missing(missing));
        model = shrinkage == null ? model : model.shrinkage(shrinkage);
        return settings.model(minimumSupport == null ? model : model.minimumSupport(minimumSupport));
    }

    private static ClusterMean.Missing missing(String name) {
        return Arrays.stream(ClusterMean.Missing.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("--missing must be observed or zero, got " + name));
    }
}
