package dev.matinee.lab.factors;

import dev.matinee.data.table.TableFile;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where users stand on the factors of both views. */
public final class UserCoordinates {
    private final FoundFactors found;
    private final Interactions ratings;
    private final Map<View, float[]> coordinates;

    UserCoordinates(FoundFactors found, Interactions ratings, Map<View, float[]> coordinates) {
        this.found = found;
        this.ratings = ratings;
        this.coordinates = coordinates;
    }

    /**
     * Where one user stands on one factor.
     *
     * @param view what the ratings counted
     * @param factor the factor
     * @param value the coordinate: the ratings of the user, weighted by the movies' loadings
     * @param aboveShare the share of all users whose coordinate is lower
     */
    public record Place(View view, Factor factor, double value, double aboveShare) {
        /** The place as JSON values. */
        public Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("view", view.json());
            json.put("factor", factor.factor());
            json.put("label", factor.label());
            json.put("value", value);
            json.put("aboveShare", aboveShare);
            return json;
        }
    }

    /**
     * The places of one user on all factors, view by view.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is no such user
     */
    public List<Place> of(String user) {
        int index = ratings.users()
                .indexOf(user)
                .orElseThrow(() -> MatineeException.notFound(
                        "there is no user " + user + " with a rating", "see who there is with: matinee explore"));
        List<Place> places = new ArrayList<>();
        for (View view : View.values()) {
            for (Factor factor : found.factors().factors(view)) {
                float own = value(view, index, factor.factor() - 1);
                places.add(new Place(view, factor, own, aboveShare(view, factor.factor() - 1, own)));
            }
        }
        return places;
    }

    private double aboveShare(View view, int component, float own) {
        Rows byUser = ratings.byUser();
        int lower = 0;
        int all = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            if (byUser.count(user) > 0) {
                all++;
                lower += value(view, user, component) < own ? 1 : 0;
            }
        }
        return (double) lower / all;
    }

    private float value(View view, int user, int component) {
        float[] all = Objects.requireNonNull(coordinates.get(view));
        return all[user * (all.length / ratings.users().size()) + component];
    }

    /** Writes users and their coordinates to a {@code .csv} or {@code .parquet} file, by user. */
    public void write(Path file) {
        Map<String, TableFile.Type> columns = new LinkedHashMap<>();
        Rows byUser = ratings.byUser();
        columns.put("user", ratings.users() instanceof Ids.Numbers ? TableFile.Type.WHOLE : TableFile.Type.TEXT);
        found.columns().forEach(column -> columns.put(column, TableFile.Type.NUMBER));
        try (TableFile table = TableFile.create(file, columns)) {
            List<String> cells = new ArrayList<>();
            for (int user = 0; user < byUser.rows(); user++) {
                if (byUser.count(user) == 0) {
                    continue;
                }
                cells.clear();
                cells.add(ratings.users().id(user));
                for (View view : View.values()) {
                    for (int c = 0; c < found.factors().factors(view).size(); c++) {
                        cells.add(Float.toString(value(view, user, c)));
                    }
                }
                table.add(cells);
            }
            table.publish();
        }
    }
}
