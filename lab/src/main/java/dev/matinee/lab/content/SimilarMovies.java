package dev.matinee.lab.content;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.TopItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds movies that are alike: by what they are about, by who likes them, or by both. Immutable and thread-safe.
 *
 * <pre>{@code
 * MovieContent content = MovieContent.of(catalog, run);
 * SimilarMovies similar = SimilarMovies.of(content, Optional.of(model), Mix.defaults());
 * SimilarMovies.Answer answer = similar.to("1", SimilarBy.MIXED, 10);
 * }</pre>
 *
 * <p>Cost of a question: the similarities of one movie to all.
 */
public final class SimilarMovies {
    private static final int MOST_TERMS = 6;
    private static final int CANDIDATES = 200;

    private final MovieContent content;
    private final Optional<FindsSimilar> ratings;
    private final Mix mix;

    private SimilarMovies(MovieContent content, Optional<FindsSimilar> ratings, Mix mix) {
        this.content = content;
        this.ratings = ratings;
        this.mix = mix;
    }

    /**
     * Similar movies by content, and where there is a model that knows which movies the same people like, by ratings and both.
     *
     * @param ratings such a model; its items are movies of the same catalog
     */
    public static SimilarMovies of(MovieContent content, Optional<? extends FindsSimilar> ratings, Mix mix) {
        return new SimilarMovies(content, ratings.map(model -> model), mix);
    }

    /** How content and ratings are mixed. */
    public Mix mix() {
        return mix;
    }

    /**
     * An answer.
     *
     * @param movie the movie that was asked about
     * @param by what was asked for
     * @param basis what the answer rests on: where only one way knows the movie, a mixed answer rests on that
     * @param items the movies, most alike first
     */
    public record Answer(Movie movie, SimilarBy by, Basis basis, List<SimilarMovie> items) {
        /** Copies. */
        public Answer {
            items = List.copyOf(items);
        }
    }

    /**
     * The movies most alike one, itself left out; fewer than asked for where no more are known.
     *
     * @throws MatineeException {@code NOT_FOUND} when the movie is not known in the way that is asked for; {@code USAGE} for less than
     *     one movie, or where ratings are asked for and no model knows them
     */
    public Answer to(String movie, SimilarBy by, int top) {
        if (top < 1) {
            throw MatineeException.usage("top must be at least 1, got " + top);
        }
        Likeness likeness = new Likeness(content, ratings, movie, Math.max(CANDIDATES, 2 * top));
        Movie asked = content.movies().get(movie);
        if (by == SimilarBy.CONTENT && !likeness.hasContent()) {
            throw MatineeException.notFound(
                    "nothing is known of what " + asked.label() + " is about",
                    "take in texts with: matinee ingest --texts FILE");
        }
        if (by == SimilarBy.RATINGS && ratings.isEmpty()) {
            throw MatineeException.usage("no model knows which movies the same people like; train one, such as ease");
        }
        if (by == SimilarBy.RATINGS && !likeness.hasRatings()) {
            throw MatineeException.notFound(
                    "nobody has rated " + asked.label() + ", so that it is not known who likes it",
                    "ask for what is similar by content");
        }
        if (!likeness.hasContent() && !likeness.hasRatings()) {
            throw MatineeException.notFound(
                    "neither what " + asked.label() + " is about is known nor who likes it", "");
        }
        boolean byContent = by != SimilarBy.RATINGS && likeness.hasContent();
        boolean byRatings = by != SimilarBy.CONTENT && likeness.hasRatings();
        Basis basis = byContent && byRatings ? Basis.MIXED : byContent ? Basis.CONTENT : Basis.RATINGS;
        double share = mix.ofRatings(likeness.support());
        int[] candidates = likeness.candidates(byContent, byRatings);
        TopItems best = new TopItems(Math.min(top, candidates.length));
        for (int other : candidates) {
            double score = switch (basis) {
                case CONTENT -> likeness.byContent(other);
                case RATINGS -> likeness.byRatings(other);
                default -> likeness.mixed(other, share);
            };
            if (score > 0) {
                best.offer(other, (float) score);
            }
        }
        List<SimilarMovie> items = new ArrayList<>();
        for (int rank = 0; rank < best.size(); rank++) {
            items.add(similar(likeness, rank + 1, best.item(rank), best.score(rank)));
        }
        return new Answer(asked, by, basis, items);
    }

    private SimilarMovie similar(Likeness likeness, int rank, int other, double score) {
        return new SimilarMovie(
                rank,
                content.movie(other),
                score,
                likeness.byContent(other),
                likeness.byRatings(other),
                likeness.hasContent() ? content.shared(likeness.place(), other, MOST_TERMS) : List.of(),
                likeness.ratedBoth(other),
                likeness.support());
    }
}
