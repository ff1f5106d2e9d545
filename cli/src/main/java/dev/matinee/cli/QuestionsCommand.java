package dev.matinee.cli;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.lab.content.Asked;
import dev.matinee.lab.content.ColdStart;
import dev.matinee.lab.content.Elicitation;
import dev.matinee.lab.content.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code questions}: which movies to ask a new visitor about. */
@Command(
        name = "questions",
        description =
                "Shows which movies to ask a new visitor about, so that a few answers say most: the answers are what"
                        + " recommend --history takes.")
final class QuestionsCommand extends MatineeCommand {
    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many questions (default: ${DEFAULT-VALUE})")
    private int top;

    @Option(
            names = "--except",
            paramLabel = "MOVIE,…",
            split = ",",
            description = "ids of movies that were asked about already")
    private Set<String> except = Set.of();

    @Option(
            names = "--worth",
            paramLabel = "MODEL",
            description = "measure what asking is worth to a model, with users who are kept from its training")
    private @Nullable String worth;

    @Override
    Answer answer(Run run) {
        try (DataOptions.Opened opened = data.open(this, run)) {
            Interactions ratings = opened.catalog().interactions(run);
            List<Question> questions =
                    Elicitation.of(ratings, opened.catalog().movies(), run).questions(top, except);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("items", questions.stream().map(Question::toJson).toList());
            TextTable table = new TextTable("rank", "id", "movie", "known to", "worth");
            questions.forEach(question -> table.add(
                    question.rank(),
                    question.movie().id(),
                    question.movie().label(),
                    String.format(Locale.ROOT, "%.1f %%", 100 * question.known()),
                    String.format(Locale.ROOT, "%.3f", question.worth())));
            String text = table.toString();
            if (worth != null) {
                List<Asked> asked = ColdStart.on(ratings, run)
                        .ask(options.settings(worth), opened.catalog().movies(), top);
                json.put("model", worth);
                json.put("worth", asked.stream().map(Asked::toJson).toList());
                TextTable ways = new TextTable("asked about", "answered", "NDCG@10");
                asked.forEach(way -> ways.add(
                        way.way(),
                        String.format(Locale.ROOT, "%.1f", way.answered()),
                        String.format(Locale.ROOT, "%.3f", way.ndcg())));
                text += "\n\nwhat " + top + " questions are worth to " + worth + "\n\n" + ways;
            }
            return new Answer(json, text);
        }
    }
}
