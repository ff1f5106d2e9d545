package dev.matinee.engine.recommend;

import dev.matinee.engine.MatineeException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Who asks for how many recommendations, and which items do not come into question.
 *
 * @param user the known user's source id, or empty for a visitor who is described by {@code history}
 * @param history what the visitor rated; ignored for a known user
 * @param top how many items at most
 * @param hideSeen whether items in the user's training ratings (or the visitor's history) are left out
 * @param exclude source ids of further items to leave out; unknown ones are harmless
 * @param minimumRatings items with fewer training ratings are left out
 * @param allowed which item indexes come into question at all
 * @param halfLife after how many ratings back a rating weighs half in a model that {@link FoldsIn}; 0 for all alike. The
 *     history of a visitor counts as given oldest first
 * @param strangers what an unknown user, or a visitor without a usable history, gets
 */
public record Request(
        Optional<String> user,
        List<Rated> history,
        int top,
        boolean hideSeen,
        Set<String> exclude,
        int minimumRatings,
        IntPredicate allowed,
        int halfLife,
        Strangers strangers) {
    /** Checks and copies. */
    public Request {
        if (top < 1) {
            throw MatineeException.usage("top must be at least 1, got " + top);
        }
        if (minimumRatings < 0) {
            throw MatineeException.usage("minimumRatings must be at least 0, got " + minimumRatings);
        }
        if (halfLife < 0) {
            throw MatineeException.usage("halfLife must be at least 0, got " + halfLife);
        }
        history = List.copyOf(history);
        exclude = Set.copyOf(exclude);
    }

    /** Ten unseen items for a known user; strangers are an error. */
    public static Request forUser(String user) {
        return new Request(Optional.of(user), List.of(), 10, true, Set.of(), 0, item -> true, 0, Strangers.FAIL);
    }

    /** Ten items for a visitor who has rated these; without a usable history, popular items. */
    public static Request forHistory(List<Rated> history) {
        return new Request(Optional.empty(), history, 10, true, Set.of(), 0, item -> true, 0, Strangers.POPULAR);
    }

    /** The same for this many items. */
    public Request top(int top) {
        return new Request(user, history, top, hideSeen, exclude, minimumRatings, allowed, halfLife, strangers);
    }

    /** The same, with or without items the user has rated. */
    public Request hideSeen(boolean hideSeen) {
        return new Request(user, history, top, hideSeen, exclude, minimumRatings, allowed, halfLife, strangers);
    }

    /** The same without these items. */
    public Request exclude(Collection<String> items) {
        return new Request(
                user, history, top, hideSeen, Set.copyOf(items), minimumRatings, allowed, halfLife, strangers);
    }

    /** The same with only items that have at least this many training ratings. */
    public Request minimumRatings(int minimumRatings) {
        return new Request(user, history, top, hideSeen, exclude, minimumRatings, allowed, halfLife, strangers);
    }

    /** The same with only items whose index passes. */
    public Request allowing(IntPredicate allowed) {
        return new Request(user, history, top, hideSeen, exclude, minimumRatings, allowed, halfLife, strangers);
    }

    /** The same where a rating weighs half as much every so many ratings back in time; 0 for all alike. */
    public Request halfLife(int halfLife) {
        return new Request(user, history, top, hideSeen, exclude, minimumRatings, allowed, halfLife, strangers);
    }

    /** The same with another answer for strangers. */
    public Request strangers(Strangers strangers) {
        return new Request(user, history, top, hideSeen, exclude, minimumRatings, allowed, halfLife, strangers);
    }
}
