package dev.matinee.lab.explore;

import dev.matinee.engine.MatineeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which movies the top lists are about.
 *
 * @param prior m of the weighted score: how many ratings at the mean of all each movie is given beforehand
 * @param places how long a list is
 * @param genre the only genre; empty for all
 * @param from the first day whose ratings count
 * @param to the last one
 */
public record TopListOptions(double prior, int places, String genre, Optional<LocalDate> from, Optional<LocalDate> to) {
    /** Refuses what makes no list. */
    public TopListOptions {
        if (!(prior >= 0) || prior > 1e9) {
            throw MatineeException.usage("the prior (m) must be from 0 to 1000000000, got " + prior);
        }
        if (places < 1 || places > 10_000) {
            throw MatineeException.usage("the number of places must be from 1 to 10000, got " + places);
        }
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw MatineeException.usage("the period ends on " + to.get() + ", before it begins on " + from.get());
        }
    }

    /** Ten movies of any genre and time. */
    public static TopListOptions defaults() {
        return new TopListOptions(20, 10, "", Optional.empty(), Optional.empty());
    }

    boolean isPeriod() {
        return from.isPresent() || to.isPresent();
    }

    String fromText() {
        return from.map(LocalDate::toString).orElse("");
    }

    /** The day after the last one. */
    String untilText() {
        return to.map(day -> day.plusDays(1).toString()).orElse("");
    }

    String period() {
        return isPeriod()
                ? " of ratings" + from.map(day -> " from " + day).orElse("")
                        + to.map(day -> " to " + day).orElse("")
                : "";
    }
}
