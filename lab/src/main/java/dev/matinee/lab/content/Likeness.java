package dev.matinee.lab.content;

import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.TopItems;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** How alike one movie others are, by content and by ratings, as far as each is known. Movies go by their place in the content. */
final class Likeness {
    private final MovieContent content;
    private final Optional<FindsSimilar> ratings;
    private final OptionalInt place;
    private final OptionalInt item;
    private final float[] byRatings;
    private final TopItems near;
    private final TopItems liked;
    private final double unitOfContent;
    private final double unitOfRatings;

    /**
     * What is alike a movie.
     *
     * @param candidates how many movies are looked for in each way
     */
    Likeness(MovieContent content, Optional<FindsSimilar> ratings, String movie, int candidates) {
        this.content = content;
        this.ratings = ratings;
        this.place = content.ids().indexOf(movie);
        this.item = ratings.isPresent() ? ratings.get().items().indexOf(movie) : OptionalInt.empty();
        this.near = hasContent() ? content.nearest(place.getAsInt(), candidates) : new TopItems(0);
        this.byRatings =
                new float[item.isPresent() ? ratings.orElseThrow().items().size() : 0];
        this.liked = new TopItems(Math.min(candidates, byRatings.length));
        if (item.isPresent()) {
            ratings.orElseThrow().similarities(item.getAsInt(), byRatings);
            for (int other = 0; other < byRatings.length; other++) {
                if (other != item.getAsInt() && byRatings[other] > 0) {
                    liked.offer(other, byRatings[other]);
                }
            }
        }
        this.unitOfContent = Mix.unit(near);
        this.unitOfRatings = Mix.unit(liked);
    }

    /** Whether it is known what the movie is about. */
    boolean hasContent() {
        return place.isPresent() && content.embedding().isKnown(place.getAsInt());
    }

    /** Whether it is known who likes the movie. */
    boolean hasRatings() {
        return liked.size() > 0;
    }

    /** The movie's place; only where {@link #hasContent}. */
    int place() {
        return place.orElseThrow();
    }

    /** How many have rated the movie. */
    int support() {
        return item.isEmpty()
                ? 0
                : ratings.orElseThrow().training().interactions().byItem().count(item.getAsInt());
    }

    /** The places of the movies that are most alike in a way that counts, ascending. */
    int[] candidates(boolean byContent, boolean byRatings) {
        NavigableSet<Integer> places = new TreeSet<>();
        for (int rank = 0; rank < near.size() && byContent; rank++) {
            places.add(near.item(rank));
        }
        for (int rank = 0; rank < liked.size() && byRatings; rank++) {
            Ids items = ratings.orElseThrow().items();
            content.ids().indexOf(items.id(liked.item(rank))).ifPresent(places::add);
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** How alike by content a movie is, -1 to 1; 0 where it is not known. */
    double byContent(int other) {
        return hasContent() ? content.embedding().similarity(place(), other) : 0;
    }

    /** How alike by ratings a movie is; 0 where it is not known. */
    double byRatings(int other) {
        OptionalInt at = item.isEmpty() ? OptionalInt.empty() : item(other);
        return at.isEmpty() ? 0 : byRatings[at.getAsInt()];
    }

    /** Both, in units in which they can be added. */
    double mixed(int other, double shareOfRatings) {
        return (1 - shareOfRatings) * part(byContent(other), unitOfContent)
                + shareOfRatings * part(byRatings(other), unitOfRatings);
    }

    private static double part(double similarity, double unit) {
        return unit > 0 ? Math.max(0, similarity) / unit : 0;
    }

    /** The item of a movie for the model of ratings. */
    private OptionalInt item(int other) {
        return ratings.isEmpty()
                ? OptionalInt.empty()
                : ratings.get().items().indexOf(content.ids().id(other));
    }

    /** How many have rated both the movie and another. */
    int ratedBoth(int other) {
        OptionalInt at = item(other);
        if (item.isEmpty() || at.isEmpty()) {
            return 0;
        }
        var byItem = ratings.orElseThrow().training().interactions().byItem();
        int[] left = byItem.columns(item.getAsInt());
        int[] right = byItem.columns(at.getAsInt());
        int both = 0;
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            int difference = Integer.compare(left[i], right[j]);
            both += difference == 0 ? 1 : 0;
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        return both;
    }
}
