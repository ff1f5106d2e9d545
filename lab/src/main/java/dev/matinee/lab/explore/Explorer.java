package dev.matinee.lab.explore;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.DataCard;
import dev.matinee.engine.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * Explores a catalog: every number comes from one question in SQL, each in a file of its own beside this class. Charts that
 * the data cannot fill (of times, of genres) are left out, and the exploration says so.
 */
public final class Explorer {
    private final Questions questions;
    private final DataCard data;
    private final TopListOptions options;
    private final List<Topic> topics = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private Explorer(DataCard data, Answers answers, TopListOptions options) {
        this.questions = new Questions(data, answers);
        this.data = data;
        this.options = options;
    }

    /** Asks all questions. */
    public static Exploration explore(Catalog catalog, TopListOptions options, Run run) {
        return explore(catalog, Answers.of(catalog), options, run);
    }

    /** The same where somebody else answers. */
    public static Exploration explore(Catalog catalog, Answers answers, TopListOptions options, Run run) {
        return new Explorer(catalog.dataCard(), answers, options).all(run);
    }

    private Exploration all(Run run) {
        boolean timed = data.from().isPresent();
        boolean genres = !questions.ask("genre_names", row -> row.text("genre")).isEmpty();
        TopLists lists = new TopLists(questions, options);
        lists.check(genres, timed);
        RatingTopics ratings = new RatingTopics(questions, data);
        topics.addAll(ratings.all());
        run.checkCancelled();
        topics.addAll(new ActivityTopics(questions).all());
        run.checkCancelled();
        if (timed) {
            topics.addAll(new TimeTopics(questions).all(leftOut));
        } else {
            leftOut.add("The data have no times: ratings by month, year, hour and weekday and the span of activity are"
                    + " left out.");
        }
        run.checkCancelled();
        topics.addAll(new MovieTopics(questions).all(genres, leftOut));
        run.checkCancelled();
        topics.addAll(lists.all(genres));
        return new Exploration(data, topics, leftOut);
    }
}
