package dev.matinee.cli;

import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.engine.Run;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code describe}: the data card. */
@Command(
        name = "describe",
        description = "Shows the data card: counts, sparsity, scale, dates and what was found amiss.")
final class DescribeCommand extends MatineeCommand {
    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Answer answer(Run run) {
        try (DataOptions.Opened opened = data.open(this, run)) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("data", opened.catalog().dataCard().toJson());
            json.put(
                    "quality",
                    opened.catalog().quality().stream()
                            .map(QualityFinding::toJson)
                            .toList());
            return new Answer(
                    json,
                    data(opened.catalog().dataCard()) + "\n\n"
                            + IngestCommand.quality(opened.catalog().quality()));
        }
    }

    /** A data card for people. */
    static String data(DataCard card) {
        return String.format(
                Locale.ROOT,
                "%s (%s): %,d ratings by %,d users of %,d movies (%,d rated), %.2f %% of the pairs%nratings from %s%s",
                card.name(),
                card.format(),
                card.ratings(),
                card.users(),
                card.movies(),
                card.ratedMovies(),
                100 * (1 - card.sparsity()),
                card.scale(),
                dates(card.from(), card.to()));
    }

    private static String dates(Optional<Instant> from, Optional<Instant> to) {
        return from.isEmpty() || to.isEmpty()
                ? ", without times"
                : ", given " + from.get().toString().substring(0, 10) + " to "
                        + to.get().toString().substring(0, 10);
    }
}
