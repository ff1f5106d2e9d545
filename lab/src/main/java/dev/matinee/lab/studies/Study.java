package dev.matinee.lab.studies;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.Run;
import java.util.List;

/**
 * One of the five documents, done again from its first table to its last figure.
 *
 * <pre>{@code
 * StudyResult result = Studies.named("taste-clusters").run(new StudyData(workspace, catalog, Origin.SAMPLE), Run.seeded(42));
 * }</pre>
 */
public sealed interface Study permits ViewerInteractions, MovieLensReport, LikeDislike, TasteClusters, UserSegments {
    /** What it is called: {@code taste-clusters}. */
    String name();

    /** What the document is, in a line. */
    String title();

    /** What data the document is about, as {@code a MovieLens edition of 100,836 ratings}. */
    String documentsData();

    /** How many ratings the document's data have. */
    long documentsRatings();

    /** How many users gave them. */
    long documentsUsers();

    /** What data without any at hand are to look like; no larger than takes a few minutes. */
    DataShape shape();

    /** Everything that the document says, in its order, ours beside it. */
    List<Finding> findings(StudyData data, Run run);

    /** Whether these are the ratings that the document is about, as far as their numbers tell. */
    default boolean isDocuments(StudyData data) {
        return data.card().ratings() == documentsRatings() && data.card().users() == documentsUsers();
    }

    /** Why figures differ where nobody is wrong: other data, or else other ways of computing. */
    default String otherwise(StudyData data) {
        return isDocuments(data) ? "the figures were computed or drawn in another way" : "the data are others";
    }

    /** Does it all. */
    default StudyResult run(StudyData data, Run run) {
        long start = System.nanoTime();
        List<Finding> findings = findings(data, run);
        return new StudyResult(this, data.card(), data.sentence(this), findings, (System.nanoTime() - start) / 1e9);
    }
}
