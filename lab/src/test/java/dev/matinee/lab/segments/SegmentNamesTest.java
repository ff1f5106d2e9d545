package dev.matinee.lab.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Scale;
import dev.matinee.lab.segments.SegmentNames.Style;
import dev.matinee.lab.segments.SegmentNames.Traits;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentNamesTest {
    private static final Interpretation POSITIVE = new Interpretation(
            Interpretation.Activity.HIGH, Interpretation.Sentiment.POSITIVE, Interpretation.Consistency.VARIED);
    private static final Interpretation CRITICAL = new Interpretation(
            Interpretation.Activity.HIGH, Interpretation.Sentiment.CRITICAL, Interpretation.Consistency.VARIED);

    @Test
    void theMiddleUserSaysHowActiveASegmentIs() {
        assertThat(SegmentNames.of(
                        Style.HABITS,
                        List.of(POSITIVE, POSITIVE, POSITIVE, CRITICAL),
                        List.of(
                                traits(0.3, 0.5, 0.5),
                                traits(0.5, 0.5, 0.5),
                                traits(0.7, 0.5, 0.5),
                                traits(0.95, 0, 0))))
                .containsExactly(
                        "Positive casual users",
                        "Positive regular users",
                        "Positive active users",
                        "Critical power users");
    }

    @Test
    void whatDiffersMostTellsThoseOfTheSameNameApart() {
        assertThat(names(traits(0.5, 0.9, 0.3), traits(0.5, 0.1, 0.3)))
                .containsExactly("Positive regular users, generous", "Positive regular users, sparing");
        assertThat(names(traits(0.5, 0.45, 0.9), traits(0.5, 0.55, 0.1)))
                .containsExactly("Positive regular users of varied taste", "Positive regular users of even taste");
        assertThat(names(traits(0.5, 0.9, 0.8), traits(0.5, 0.9, 0.3), traits(0.5, 0.1, 0.3)))
                .containsExactly(
                        "Positive regular users, generous of varied taste",
                        "Positive regular users, generous of even taste",
                        "Positive regular users, sparing");
    }

    @Test
    void aGenreIsNamedOnlyWhereNobodyElseAlikeWatchesItMoreAndANumberComesLast() {
        assertThat(names(
                        traits(0.5, 0.5, 0.5, "War", "Drama"),
                        traits(0.5, 0.5, 0.5, "War"),
                        traits(0.5, 0.5, 0.5, "-War"),
                        traits(0.5, 0.5, 0.5)))
                .containsExactly(
                        "Positive regular users, fond of Drama",
                        "Positive regular users (2)",
                        "Positive regular users, cool on War",
                        "Positive regular users (4)");
    }

    @Test
    void clustersOfTasteAreNamedByWhatTheyWatchMore() {
        assertThat(SegmentNames.of(
                        Style.TASTE,
                        Collections.nCopies(3, POSITIVE),
                        List.of(
                                traits(0.2, 0.5, 0.5, "Horror", "Sci-Fi", "War"),
                                traits(0.95, 0.5, 0.5, "Drama"),
                                traits(0.5, 0.5, 0.5, "-Crime"))))
                .containsExactly(
                        "Casual fans of Horror and Sci-Fi",
                        "Power fans of Drama",
                        "Positive regular users, cool on Crime");
    }

    @Test
    void thePublishedWordsStay() {
        assertThat(Interpretation.of(101, 3.51, 1.01, 100, 1, new Scale(0.5, 5, 0.5)))
                .hasToString("High Activity, Positive, Varied Tastes");
        assertThat(Interpretation.of(100, 3.5, 1, 100, 1, new Scale(0.5, 5, 0.5)))
                .hasToString("Low Activity, Moderate, Consistent");
        assertThat(Interpretation.of(100, 2.99, 1, 100, 1, new Scale(0.5, 5, 0.5)))
                .hasToString("Low Activity, Critical, Consistent");
    }

    private static List<String> names(Traits... traits) {
        return SegmentNames.of(Style.HABITS, Collections.nCopies(traits.length, POSITIVE), Arrays.asList(traits));
    }

    /** Genres with a minus are those rated lower. */
    private static Traits traits(double activity, double generosity, double variety, String... favourites) {
        List<String> fond = Arrays.stream(favourites)
                .filter(genre -> !genre.startsWith("-"))
                .toList();
        List<String> cool = Arrays.stream(favourites)
                .filter(genre -> genre.startsWith("-"))
                .map(genre -> genre.substring(1))
                .toList();
        return new Traits(activity, generosity, variety, fond, cool);
    }
}
