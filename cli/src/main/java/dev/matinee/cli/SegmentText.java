package dev.matinee.cli;

import dev.matinee.engine.models.ClusterMean;
import dev.matinee.lab.segments.CurvePoint;
import dev.matinee.lab.segments.GenreTaste;
import dev.matinee.lab.segments.Migration;
import dev.matinee.lab.segments.SegmentProfile;
import dev.matinee.lab.segments.Segments;
import dev.matinee.lab.segments.Stability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Segments for people. */
final class SegmentText {
    private SegmentText() {}

    static String of(Segments segments) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "%,d users in %d segments by %s (k by %s; the elbow says %d, the silhouette %d)%n%s",
                segments.users().size(),
                segments.k(),
                by(segments),
                segments.choice().json(),
                segments.suggested().get("elbow"),
                segments.suggested().get("silhouette"),
                quality(segments)));
        parts.add(table(segments));
        for (SegmentProfile profile : segments.profiles()) {
            String details = details(profile);
            if (!details.isEmpty()) {
                parts.add(profile.segment() + " " + profile.label() + details);
            }
        }
        parts.add(curve(segments));
        segments.migration().ifPresent(migration -> parts.add(migration(migration)));
        segments.notes().forEach(parts::add);
        return String.join("\n\n", parts);
    }

    private static String by(Segments segments) {
        return segments.matrix()
                .map(matrix -> String.format(
                        Locale.ROOT,
                        "taste in the %,d most rated movies, %,d ratings, missing ones %s",
                        matrix.movies(),
                        matrix.ratings(),
                        matrix.missing() == ClusterMean.Missing.ZERO ? "counted as 0" : "left out"))
                .orElseGet(() -> String.join(", ", segments.features()));
    }

    private static String quality(Segments segments) {
        String silhouette = String.format(
                Locale.ROOT,
                "silhouette %.3f%s",
                segments.silhouette().mean(),
                segments.silhouette().sampled()
                        ? String.format(
                                Locale.ROOT,
                                " (of %,d users drawn)",
                                segments.silhouette().points())
                        : "");
        return segments.stability()
                .map(stability -> silhouette + "; " + stability(stability))
                .orElse(silhouette);
    }

    private static String stability(Stability stability) {
        return String.format(
                Locale.ROOT,
                "found again with an adjusted Rand index of %.2f (%.2f to %.2f) when %,d users are drawn anew, %d times",
                stability.overall().mean(),
                stability.overall().low(),
                stability.overall().high(),
                stability.usersDrawn(),
                stability.resamples());
    }

    private static String table(Segments segments) {
        TextTable table = new TextTable(
                "segment",
                "name",
                "users",
                "share",
                "of ratings",
                "ratings each",
                "mean",
                "std",
                "stability",
                "what it is");
        for (SegmentProfile profile : segments.profiles()) {
            table.add(
                    profile.segment(),
                    profile.label(),
                    String.format(Locale.ROOT, "%,d", profile.users()),
                    percent(profile.share()),
                    percent(profile.shareOfRatings()),
                    number(profile, "ratings", "%.1f"),
                    number(profile, "mean", "%.2f"),
                    number(profile, "std", "%.2f"),
                    profile.stability()
                            .map(stability -> String.format(Locale.ROOT, "%.2f", stability.mean()))
                            .orElse("-"),
                    profile.interpretation());
        }
        return table.toString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(SegmentProfile profile, String feature, String format) {
        return String.format(Locale.ROOT, format, profile.means().getOrDefault(feature, Double.NaN));
    }

    private static String details(SegmentProfile profile) {
        StringBuilder text = new StringBuilder();
        if (!profile.topGenres().isEmpty()) {
            text.append("\n  watches more: ").append(genres(profile.topGenres(), true));
        }
        if (!profile.dislikedGenres().isEmpty()) {
            text.append("\n  likes less: ").append(genres(profile.dislikedGenres(), false));
        }
        if (!profile.typicalMovies().isEmpty()) {
            text.append("\n  typical: ")
                    .append(profile.typicalMovies().stream()
                            .map(typical -> String.format(
                                    Locale.ROOT, "%s (x %.1f)", typical.movie().label(), typical.lift()))
                            .collect(Collectors.joining("; ")));
        }
        profile.taste()
                .ifPresent(taste -> text.append("\n  predicted to rate best: ")
                        .append(taste.best().stream()
                                .map(best -> String.format(
                                        Locale.ROOT,
                                        "%s %.2f (mean %.2f of %d)",
                                        best.movie().label(),
                                        best.prediction(),
                                        best.mean(),
                                        best.support()))
                                .collect(Collectors.joining("; "))));
        return text.toString();
    }

    private static String genres(List<GenreTaste> genres, boolean lifts) {
        return genres.stream()
                .limit(5)
                .map(taste -> lifts
                        ? String.format(Locale.ROOT, "%s x %.2f", taste.genre(), taste.lift())
                        : String.format(Locale.ROOT, "%s %+.2f stars", taste.genre(), taste.stars()))
                .collect(Collectors.joining(", "));
    }

    private static String curve(Segments segments) {
        TextTable table = new TextTable("k", "inertia", "silhouette");
        for (CurvePoint point : segments.curve()) {
            table.add(
                    point.k(),
                    String.format(Locale.ROOT, "%.2f", point.inertia()),
                    String.format(Locale.ROOT, "%.3f", point.silhouette()));
        }
        return table.toString();
    }

    private static String migration(Migration migration) {
        List<String> header = new ArrayList<>(List.of("from, to"));
        for (int to = 1; to <= migration.labels().size(); to++) {
            header.add(Integer.toString(to));
        }
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (int from = 0; from < migration.flows().length; from++) {
            row(
                    table,
                    (from + 1) + " " + migration.labels().get(from),
                    migration.flows()[from]);
        }
        row(table, "new", migration.appeared());
        return String.format(
                Locale.ROOT,
                "from %s to %s, %,d of %,d users moved%n%s",
                migration.from(),
                migration.to().map(Object::toString).orElse("the end"),
                migration.moved(),
                migration.users(),
                table);
    }

    private static void row(TextTable table, String name, int[] counts) {
        List<Object> cells = new ArrayList<>(List.of(name));
        for (int count : counts) {
            cells.add(String.format(Locale.ROOT, "%,d", count));
        }
        table.add(cells.toArray());
    }
}
