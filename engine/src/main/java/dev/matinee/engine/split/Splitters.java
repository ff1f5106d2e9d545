package dev.matinee.engine.split;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleFunction;

/** Reads splitting rules as the command line spells them. */
public final class Splitters {
    private static final List<String> KINDS =
            List.of("random", "stratified", "latest", "time", "users", "last-one", "kfold", "predefined");

    private Splitters() {}

    /** The rule that a text such as {@code latest:0.2} names, for data without predefined splits. */
    public static Splitter parse(String text) {
        return parse(text, List.of());
    }

    /**
     * The rule that a text names: {@code random:0.2}, {@code stratified:0.2,4}, {@code latest:0.2}, {@code time:0.2},
     * {@code users:0.1},
     * {@code last-one}, {@code kfold:5} or {@code predefined:u1,u2}.
     *
     * @param predefined the splits that came with the data
     * @throws MatineeException {@code USAGE} for an unknown kind (naming the nearest known one), a share or number out
     *     of its range, or the name of a split that did not come with the data
     */
    public static Splitter parse(String text, Collection<Predefined.TestPairs> predefined) {
        int colon = text.indexOf(':');
        String kind = (colon < 0 ? text : text.substring(0, colon)).strip();
        String value = colon < 0 ? "" : text.substring(colon + 1).strip();
        return switch (kind) {
            case "random" -> share(text, kind, value, Holdout::randomPerUser);
            case "stratified" -> StratifiedHoldout.parse(value);
            case "latest" -> share(text, kind, value, Holdout::latestPerUser);
            case "time" -> share(text, kind, value, Holdout::timeCut);
            case "users" -> HeldOutUsers.parse(value);
            case "last-one" -> lastOne(text, colon);
            case "kfold" -> kfold(text, value);
            case "predefined" ->
                Predefined.named(
                        predefined,
                        Arrays.stream(value.split(",", -1)).map(String::strip).toList());
            default ->
                throw MatineeException.usage("there is no split " + kind + Nearest.hint(kind, KINDS)
                        + "; the splits are random:0.2, stratified:0.2,4, latest:0.2, time:0.2, users:0.1, last-one,"
                        + " kfold:5, predefined:u1,u2");
        };
    }

    private static Splitter share(String text, String kind, String value, DoubleFunction<Splitter> rule) {
        try {
            return rule.apply(Double.parseDouble(value));
        } catch (NumberFormatException notANumber) {
            throw MatineeException.usage(
                    kind + " needs a share above 0 and below 1, such as " + kind + ":0.2, got " + text);
        }
    }

    private static Splitter lastOne(String text, int colon) {
        if (colon >= 0) {
            throw MatineeException.usage("last-one takes no number, got " + text);
        }
        return Holdout.lastOne();
    }

    private static Splitter kfold(String text, String value) {
        try {
            return KFold.of(Integer.parseInt(value));
        } catch (NumberFormatException notANumber) {
            throw MatineeException.usage("kfold needs 2 to 100 folds, such as kfold:5, got " + text);
        }
    }
}
