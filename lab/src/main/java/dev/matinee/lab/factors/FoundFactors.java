package dev.matinee.lab.factors;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.data.table.ResultTable;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.SingularVectors;
import dev.matinee.engine.decompose.TruncatedSvd;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Factors with the directions they were read from, to place movies and users on them. */
public final class FoundFactors {
    private final TasteFactors factors;
    private final Interactions ratings;
    private final Movies movies;
    private final Map<View, SingularVectors> vectors;

    FoundFactors(TasteFactors factors, Interactions ratings, Movies movies, Map<View, SingularVectors> vectors) {
        this.factors = factors;
        this.ratings = ratings;
        this.movies = movies;
        this.vectors = new EnumMap<>(vectors);
    }

    /** What the factors mean. */
    public TasteFactors factors() {
        return factors;
    }

    /** The columns of coordinates: {@code raw1}, {@code raw2}, …, {@code centred1}, …. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (View view : View.values()) {
            factors.factors(view).forEach(factor -> columns.add(view.json() + factor.factor()));
        }
        return columns;
    }

    /** The rated movies with their number of ratings, first genre, and loading on each factor of each view. */
    public ResultTable movies() {
        List<String> header = new ArrayList<>(List.of("movie", "title", "ratings", "genre"));
        header.addAll(columns());
        ResultTable table = new ResultTable(header.toArray(String[]::new));
        Rows byItem = ratings.byItem();
        for (int item = 0; item < byItem.rows(); item++) {
            if (byItem.count(item) == 0) {
                continue;
            }
            Movie movie = movies.get(ratings.items().id(item));
            List<String> cells = new ArrayList<>(List.of(
                    movie.id(),
                    movie.label(),
                    Integer.toString(byItem.count(item)),
                    movie.genres().isEmpty() ? "" : movie.genres().getFirst()));
            for (View view : View.values()) {
                SingularVectors found = Objects.requireNonNull(vectors.get(view));
                for (int c = 0; c < factors.factors(view).size(); c++) {
                    cells.add(Float.toString(found.itemVectors()[item * found.components() + c]));
                }
            }
            table.add(cells.toArray(String[]::new));
        }
        return table;
    }

    /** Where all users stand: {@link TruncatedSvd#transform} of both views. */
    public UserCoordinates users(Run run) {
        Map<View, float[]> coordinates = new EnumMap<>(View.class);
        vectors.forEach((view, found) -> coordinates.put(
                view, TruncatedSvd.of(found.components()).values(view.cells()).transform(found, ratings, run)));
        return new UserCoordinates(this, ratings, coordinates);
    }
}
