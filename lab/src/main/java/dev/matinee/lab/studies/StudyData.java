package dev.matinee.lab.studies;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.source.Rule;
import java.util.Locale;

/**
 * The ratings that a study is done on.
 *
 * @param workspace where they were taken in; what a study keeps goes there too
 * @param catalog the ratings
 * @param origin where they come from
 */
public record StudyData(Workspace workspace, Catalog catalog, Origin origin) {
    /** Where ratings come from. */
    public enum Origin {
        /** The person's own. */
        GIVEN,
        /** The embedded sample. */
        SAMPLE,
        /** Generated, with the shape of the document's. */
        GENERATED
    }

    /** The data in a dozen numbers. */
    DataCard card() {
        return catalog.dataCard();
    }

    /** Their name and number: {@code movielens-small (100,004 ratings by 671 users)}. */
    String counted() {
        return String.format(
                Locale.ROOT, "%s (%,d ratings by %,d users)", card().name(), card().ratings(), card().users());
    }

    /** What the study is done on, for its first line. */
    String sentence(Study study) {
        String whose = switch (origin) {
            case GIVEN -> "Done on your data";
            case SAMPLE -> "Done on the embedded sample";
            case GENERATED -> "Done on generated data with the shape of the document's";
        };
        return whose + ": " + counted()
                + (study.isDocuments(this)
                        ? ", the ratings that the document is about."
                        : "; the document is about " + study.documentsData() + ".");
    }

    /** How many rows broke a rule when the data were taken in. */
    long found(Rule rule) {
        return catalog.quality().stream()
                .filter(finding -> finding.rule() == rule)
                .mapToLong(finding -> finding.rows())
                .sum();
    }
}
