package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.Silhouette;
import dev.matinee.engine.matrix.Interactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what is known of each segment of a division.
 *
 * @param catalog the ratings
 * @param correction how the many tests behind favourite genres are corrected
 * @param naming what names begin with
 */
record Profiles(Catalog catalog, Correction correction, SegmentNames.Style naming) {
    private static final int TYPICAL_MOVIES = 5;

    /**
     * The profiles, in the order of the segments.
     *
     * @param users the users; one may be there in several rows, which are in one segment
     * @param clustering the segment of each row, from 0 on
     */
    List<SegmentProfile> of(
            UserFeatures users, Clustering clustering, Silhouette silhouette, Optional<Stability> stability, Run run) {
        Interactions interactions = catalog.interactions(run);
        int[] segmentOfUser = new int[interactions.users().size()];
        Arrays.fill(segmentOfUser, -1);
        int[] sizes = new int[clustering.k()];
        int profiled = 0;
        for (int row = 0; row < users.size(); row++) {
            int user = interactions.users().indexOf(users.user(row)).orElseThrow();
            if (segmentOfUser[user] < 0) {
                segmentOfUser[user] = clustering.labels()[row];
                sizes[clustering.labels()[row]]++;
                profiled++;
            }
        }
        Movies movies = catalog.movies();
        List<String> genres = FeatureNames.genres(catalog);
        SegmentRatings ratings = SegmentRatings.of(interactions, movies, genres, segmentOfUser, clustering.k());
        List<List<GenreTaste>> tastes = ratings.tastes(correction);
        List<Map<String, Double>> means = means(users, clustering);
        List<Interpretation> interpretations =
                means.stream().map(mean -> interpretation(mean, users)).toList();
        List<List<GenreTaste>> favourites =
                tastes.stream().map(Profiles::favourites).toList();
        List<List<GenreTaste>> dislikes =
                tastes.stream().map(Profiles::dislikes).toList();
        List<String> names = SegmentNames.of(naming, interpretations, traits(users, clustering, favourites, dislikes));
        List<SegmentProfile> profiles = new ArrayList<>();
        for (int segment = 0; segment < clustering.k(); segment++) {
            int place = segment;
            profiles.add(new SegmentProfile(
                    segment + 1,
                    names.get(segment),
                    interpretations.get(segment),
                    sizes[segment],
                    (double) sizes[segment] / profiled,
                    ratings.ratings(segment),
                    (double) ratings.ratings(segment) / ratings.allRatings(),
                    means.get(segment),
                    deviations(users, means.get(segment)),
                    silhouette.byCluster()[segment],
                    lifts(tastes.get(segment)),
                    favourites.get(segment),
                    dislikes.get(segment),
                    ratings.typical(segment, TYPICAL_MOVIES, movies),
                    stability.map(measured -> measured.segments().get(place)),
                    Optional.empty()));
        }
        return profiles;
    }

    private Interpretation interpretation(Map<String, Double> mean, UserFeatures users) {
        return Interpretation.of(
                mean.getOrDefault(FeatureNames.RATINGS, Double.NaN),
                mean.getOrDefault(FeatureNames.MEAN, Double.NaN),
                mean.getOrDefault(FeatureNames.STD, Double.NaN),
                users.median(FeatureNames.RATINGS),
                users.median(FeatureNames.STD),
                catalog.dataCard().scale());
    }

    private static List<GenreTaste> favourites(List<GenreTaste> tastes) {
        return tastes.stream()
                .filter(GenreTaste::favourite)
                .sorted(Comparator.comparingDouble(GenreTaste::lift).reversed())
                .toList();
    }

    private static List<GenreTaste> dislikes(List<GenreTaste> tastes) {
        return tastes.stream()
                .filter(GenreTaste::disliked)
                .sorted(Comparator.comparingDouble(GenreTaste::stars))
                .toList();
    }

    private static List<SegmentNames.Traits> traits(
            UserFeatures users,
            Clustering clustering,
            List<List<GenreTaste>> favourites,
            List<List<GenreTaste>> dislikes) {
        List<SegmentNames.Traits> traits = new ArrayList<>();
        for (int segment = 0; segment < clustering.k(); segment++) {
            int own = segment;
            UserFeatures inside = users.rows(java.util.stream.IntStream.range(0, users.size())
                    .filter(row -> clustering.labels()[row] == own)
                    .toArray());
            traits.add(new SegmentNames.Traits(
                    users.rank(FeatureNames.RATINGS, inside.median(FeatureNames.RATINGS)),
                    users.rank(FeatureNames.MEAN, inside.median(FeatureNames.MEAN)),
                    users.rank(FeatureNames.STD, inside.median(FeatureNames.STD)),
                    favourites.get(segment).stream().map(GenreTaste::genre).toList(),
                    dislikes.get(segment).stream().map(GenreTaste::genre).toList()));
        }
        return traits;
    }

    private static Map<String, Double> lifts(List<GenreTaste> tastes) {
        Map<String, Double> lifts = new LinkedHashMap<>();
        tastes.forEach(taste -> lifts.put(taste.genre(), taste.lift()));
        return lifts;
    }

    private static List<Map<String, Double>> means(UserFeatures users, Clustering clustering) {
        List<Map<String, Double>> means = new ArrayList<>();
        for (int segment = 0; segment < clustering.k(); segment++) {
            Map<String, Double> own = new LinkedHashMap<>();
            for (String name : users.names()) {
                double sum = 0;
                for (int row = 0; row < users.size(); row++) {
                    sum += clustering.labels()[row] == segment ? users.value(row, name) : 0;
                }
                own.put(name, sum / clustering.sizes()[segment]);
            }
            means.add(own);
        }
        return means;
    }

    /** How many standard deviations of users the means are above those of everyone; without features that never vary. */
    private static Map<String, Double> deviations(UserFeatures users, Map<String, Double> means) {
        Scaling scaling = Scaling.standard(users);
        Map<String, Double> deviations = new LinkedHashMap<>();
        for (int i = 0; i < scaling.features().size(); i++) {
            String name = scaling.features().get(i);
            double mean = means.getOrDefault(name, Double.NaN);
            deviations.put(name, (mean - scaling.means()[i]) / scaling.deviations()[i]);
        }
        return deviations;
    }
}
