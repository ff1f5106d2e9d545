package dev.matinee.lab.content;

import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.CellValues;
import dev.matinee.engine.decompose.SingularVectors;
import dev.matinee.engine.decompose.TruncatedSvd;
import dev.matinee.engine.matrix.Interactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which movies to ask a new visitor about, so that a few answers say most: movies that many know, and that divide the audience in ways
 * that the others do not. Immutable and thread-safe.
 *
 * <p>Every movie is a vector y, where it lies among the main directions in which what people watch differs. A visitor who knows the
 * movies asked about is told by A = I + sum p y y', where p is the share of users who know a movie; the next question is the one
 * with the highest {@code p ln(1 + y' A^-1 y)}: popularity times information (a greedy D-optimal design, Fedorov 1972).
 *
 * <p>Memory: {@value #DIRECTIONS} numbers of 4 bytes for each of at most {@value #MOST} movies. Cost of a question: one look at each of
 * them.
 */
public final class Elicitation {
    private static final int DIRECTIONS = 32;
    private static final int MOST = 1000;

    private final Movies movies;
    private final String[] ids;
    private final double[] known;
    private final double[][] vectors;

    private Elicitation(Movies movies, String[] ids, double[] known, double[][] vectors) {
        this.movies = movies;
        this.ids = ids;
        this.known = known;
        this.vectors = vectors;
    }

    /**
     * Questions about the movies of these ratings.
     *
     * @throws MatineeException {@code BAD_DATA} where there are no ratings
     */
    public static Elicitation of(Interactions ratings, Movies movies, Run run) {
        if (ratings.size() == 0) {
            throw MatineeException.badData("there are no ratings to choose questions from", "take in some ratings");
        }
        int directions = Math.min(DIRECTIONS, ratings.items().size());
        SingularVectors svd =
                TruncatedSvd.of(directions).values(CellValues.binary()).decompose(ratings, run);
        List<Integer> best = Popular.first(ratings, MOST);
        String[] ids = new String[best.size()];
        double[] known = new double[ids.length];
        double[][] vectors = new double[ids.length][directions];
        double scale = Math.sqrt(ratings.items().size());
        for (int place = 0; place < ids.length; place++) {
            int item = best.get(place);
            ids[place] = ratings.items().id(item);
            known[place] =
                    (double) ratings.byItem().count(item) / ratings.users().size();
            for (int d = 0; d < directions; d++) {
                vectors[place][d] = scale * svd.itemVectors()[item * directions + d];
            }
        }
        return new Elicitation(movies, ids, known, vectors);
    }

    /**
     * The movies to ask about, most telling first.
     *
     * @param top how many; fewer where there are no more
     * @param except movies that are not asked about, as they have been already
     * @throws MatineeException {@code USAGE} for less than one
     */
    public List<Question> questions(int top, Set<String> except) {
        if (top < 1) {
            throw MatineeException.usage("top must be at least 1, got " + top);
        }
        int width = vectors[0].length;
        double[][] inverse = new double[width][width];
        for (int d = 0; d < width; d++) {
            inverse[d][d] = 1;
        }
        boolean[] used = new boolean[ids.length];
        for (int place = 0; place < ids.length; place++) {
            if (except.contains(ids[place])) {
                used[place] = true;
                tell(inverse, place);
            }
        }
        List<Question> questions = new ArrayList<>();
        while (questions.size() < top) {
            int best = -1;
            double highest = Double.NEGATIVE_INFINITY;
            for (int place = 0; place < ids.length; place++) {
                double worth = used[place]
                        ? Double.NEGATIVE_INFINITY
                        : known[place] * Math.log1p(form(inverse, vectors[place]));
                if (worth > highest) {
                    highest = worth;
                    best = place;
                }
            }
            if (best < 0) {
                break;
            }
            used[best] = true;
            tell(inverse, best);
            questions.add(new Question(questions.size() + 1, movies.get(ids[best]), known[best], highest));
        }
        return List.copyOf(questions);
    }

    /** y' M y. */
    private static double form(double[][] matrix, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double row = 0;
            for (int j = 0; j < y.length; j++) {
                row += matrix[i][j] * y[j];
            }
            sum += y[i] * row;
        }
        return sum;
    }

    /** Takes in that a movie was asked about: the inverse of A + p y y' (Sherman, Morrison 1950). */
    private void tell(double[][] inverse, int place) {
        double[] y = vectors[place];
        double[] turned = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                turned[i] += inverse[i][j] * y[j];
            }
        }
        double divisor = 1;
        for (int i = 0; i < y.length; i++) {
            divisor += known[place] * y[i] * turned[i];
        }
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                inverse[i][j] -= known[place] * turned[i] * turned[j] / divisor;
            }
        }
    }
}
