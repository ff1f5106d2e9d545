package dev.matinee.server.feedback;

import dev.matinee.data.catalog.Scale;
import dev.matinee.engine.recommend.Rated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the events of a user say of movies, the movie that was touched last at the end. Immutable.
 *
 * <p>The rules: of ratings, likes and dislikes of a movie the last counts, in the order in which they were acknowledged. A like
 * stands for a rating {@value #LIKED} of the way from the lowest to the highest, a dislike for one {@value #DISLIKED} of the way; a
 * movie that was only watched stands for the mean of all ratings. A movie that was disliked or dismissed is not recommended, until a later event says otherwise.
 *
 * <p>Memory: about 150 bytes a movie.
 */
public final class Opinions {
    /** Where a like stands between the lowest rating and the highest. */
    public static final double LIKED = 0.9;

    /** Where a dislike stands between the lowest rating and the highest. */
    public static final double DISLIKED = 0.1;

    /** Of a user without events. */
    public static final Opinions NONE = new Opinions(List.of());

    private final Map<String, Opinion> byMovie;

    /**
     * What is known of one movie.
     *
     * @param movie the movie
     * @param kind {@link FeedbackKind#RATING}, {@code LIKE}, {@code DISLIKE}, {@code WATCHED}; {@code DISMISSED} where nothing else
     *     is known
     * @param rating the rating, of a rating
     * @param hidden whether it is not to be recommended
     * @param when when that was said
     */
    public record Opinion(String movie, FeedbackKind kind, OptionalDouble rating, boolean hidden, Instant when) {
        private Opinion then(FeedbackEvent event) {
            return switch (event.kind()) {
                case RATING, LIKE, DISLIKE -> of(event);
                case WATCHED ->
                    kind == FeedbackKind.DISMISSED
                            ? of(event)
                            : new Opinion(movie, kind, rating, kind == FeedbackKind.DISLIKE, when);
                case DISMISSED -> new Opinion(movie, kind, rating, true, when);
                case IMPRESSION -> this;
            };
        }

        private static Opinion of(FeedbackEvent event) {
            boolean hidden = event.kind() == FeedbackKind.DISLIKE || event.kind() == FeedbackKind.DISMISSED;
            return new Opinion(event.movie(), event.kind(), event.rating(), hidden, event.happened());
        }

        /** The rating on a scale that it stands for, the nearest there is; empty where nothing is known but that it was dismissed. */
        public OptionalDouble value(Scale scale, double mean) {
            return switch (kind) {
                case RATING -> OptionalDouble.of(nearest(scale, rating.orElseThrow()));
                case LIKE -> OptionalDouble.of(at(scale, LIKED));
                case DISLIKE -> OptionalDouble.of(at(scale, DISLIKED));
                case WATCHED -> OptionalDouble.of(nearest(scale, mean));
                case DISMISSED, IMPRESSION -> OptionalDouble.empty();
            };
        }

        private static double at(Scale scale, double share) {
            return nearest(scale, scale.min() + share * (scale.max() - scale.min()));
        }

        private static double nearest(Scale scale, double value) {
            double within = Math.clamp(value, scale.min(), scale.max());
            return scale.step() == 0
                    ? within
                    : scale.min() + Math.rint((within - scale.min()) / scale.step()) * scale.step();
        }
    }

    private Opinions(List<FeedbackEvent> events) {
        Map<String, Opinion> known = new LinkedHashMap<>();
        for (FeedbackEvent event : events) {
            if (event.kind() != FeedbackKind.IMPRESSION) {
                Opinion before = known.remove(event.movie());
                known.put(event.movie(), before == null ? Opinion.of(event) : before.then(event));
            }
        }
        this.byMovie = Collections.unmodifiableMap(known);
    }

    /** What events of one user say, in the order in which they were acknowledged. */
    public static Opinions of(List<FeedbackEvent> events) {
        return events.isEmpty() ? NONE : new Opinions(events);
    }

    /** How many movies there are opinions of. */
    public int size() {
        return byMovie.size();
    }

    /** All of them, the movie that was touched last at the end. */
    public Collection<Opinion> all() {
        return byMovie.values();
    }

    /** What is known of a movie. */
    public Optional<Opinion> about(String movie) {
        return Optional.ofNullable(byMovie.get(movie));
    }

    /** The movies that are not to be recommended. */
    public Set<String> hidden() {
        Set<String> hidden = new TreeSet<>();
        byMovie.values().stream().filter(Opinion::hidden).forEach(opinion -> hidden.add(opinion.movie()));
        return hidden;
    }

    /** What they stand for as ratings. */
    public List<Rated> rated(Scale scale, double mean) {
        List<Rated> rated = new ArrayList<>();
        for (Opinion opinion : byMovie.values()) {
            opinion.value(scale, mean).ifPresent(value -> rated.add(new Rated(opinion.movie(), (float) value)));
        }
        return rated;
    }
}
