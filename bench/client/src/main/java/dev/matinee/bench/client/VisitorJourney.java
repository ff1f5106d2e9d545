package dev.matinee.bench.client;

import dev.matinee.bench.client.generated.ApiClient;
import dev.matinee.bench.client.generated.ApiException;
import dev.matinee.bench.client.generated.api.DefaultApi;
import dev.matinee.bench.client.generated.model.Event;
import dev.matinee.bench.client.generated.model.Feedback;
import dev.matinee.bench.client.generated.model.Movie;
import dev.matinee.bench.client.generated.model.Rated;
import dev.matinee.bench.client.generated.model.Recommendations;
import dev.matinee.bench.client.generated.model.Wish;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A visitor's journey through a service of the embedded sample, by a client that was generated from its description. */
public final class VisitorJourney {
    private final DefaultApi api;

    private VisitorJourney(DefaultApi api) {
        this.api = api;
    }

    /** The address of the service. */
    public static void main(String[] arguments) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        new VisitorJourney(new DefaultApi(client)).travel();
    }

    private void travel() throws ApiException {
        say("the service is", api.getHealthReady().getStatus().getValue());
        say("popular", api.getMoviesTop("Sci-Fi", null, null, 3).getItems().size() + " movies");
        String found = api.getMovies("star wars", 5).getItems().getFirst().getMovie();
        Movie movie = api.getMoviesId(found);
        say("found", movie.getTitle());
        say("similar to it", api.getMoviesIdSimilar(found, 3, null).getItems().size() + " movies");
        Recommendations asVisitor = api.postRecommendations(
                new Wish().history(List.of(new Rated().movie(found).rating(BigDecimal.valueOf(5)))).top(5));
        say("for a visitor", asVisitor.getBasis() + ", " + asVisitor.getItems().size() + " movies");

        String user = "visitor-" + UUID.randomUUID();
        check(asUser(user).getBasis() == Recommendations.BasisEnum.POPULAR, "a stranger gets what is popular");
        Feedback feedback = new Feedback()
                .events(List.of(
                        event(user, "a", found, Event.KindEnum.RATING).rating(BigDecimal.valueOf(5)),
                        event(user, "b", asVisitor.getItems().getFirst().getMovie(), Event.KindEnum.LIKE)));
        check(api.postFeedback(feedback).getStored() == 2, "both events are stored");
        check(api.postFeedback(feedback).getRepeated() == 2, "sent again they count once");
        Recommendations after = asUser(user);
        check(after.getBasis() == Recommendations.BasisEnum.FOLDED_IN, "the next list rests on them");
        check(
                after.getItems().stream().noneMatch(item -> item.getMovie().equals(found)),
                "what was rated is not recommended");
        check(api.getUsersId(user, 10).getHistory().size() == 2, "the history has both");
        say("predicted for user 42", api.getUsersIdPredictionsMovie("42", found, null).getRating().toString());
        check(api.deleteUsersId(user).getEvents() == 2, "the user is erased");
        check(asUser(user).getBasis() == Recommendations.BasisEnum.POPULAR, "and is a stranger again");
        try {
            api.getMoviesId("no-such-movie");
            throw new IllegalStateException("a movie that there is not was found");
        } catch (ApiException notFound) {
            check(notFound.getCode() == 404, "a movie that there is not is not found");
        }
        System.out.println("the journey is over");
    }

    private Recommendations asUser(String user) throws ApiException {
        return api.getUsersIdRecommendations(user, 5, null, null, null, null, null, null, null, null, null);
    }

    private static Event event(String user, String key, String movie, Event.KindEnum kind) {
        return new Event().user(user).idempotencyKey(key).movie(movie).kind(kind);
    }

    private static void say(String what, String answer) {
        System.out.println(what + ": " + answer);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("it does not hold that " + what);
        }
        System.out.println(what);
    }
}
