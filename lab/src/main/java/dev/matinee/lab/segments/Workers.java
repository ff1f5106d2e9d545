package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Row;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import dev.matinee.engine.cluster.KMeans;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who does the work of a {@link Segmentation} that grows with ratings and users. */
public interface Workers {
    /**
     * Hands over what each user's ratings look like, one row a user in the order of ids: {@code user}, the features of
     * {@link FeatureNames#BASIC} by name, and for the genre at place {@code g} the number {@code n<g>} and the sum
     * {@code s<g>} of the user's ratings of its movies, missing where there are none.
     *
     * @param before where given, only ratings of earlier days count, and only users who have one are there
     */
    void features(List<String> genres, Optional<LocalDate> before, Consumer<Row> taker);

    /** Divides points into clusters by k-means with these settings. */
    Clustering cluster(KMeans settings, DensePoints points, Run run);

    /** The catalog's own database, and the k-means of this process. */
    static Workers of(Catalog catalog) {
        return new Workers() {
            @Override
            public void features(List<String> genres, Optional<LocalDate> before, Consumer<Row> taker) {
                catalog.forEach(FeatureQuery.sql(genres, before), taker);
            }

            @Override
            public Clustering cluster(KMeans settings, DensePoints points, Run run) {
                return settings.cluster(points, run);
            }
        };
    }
}
