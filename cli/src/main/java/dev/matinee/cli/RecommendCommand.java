package dev.matinee.cli;

import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.recommend.Strangers;
import dev.matinee.engine.recommend.TopLists;
import dev.matinee.lab.answers.MovieFilter;
import dev.matinee.lab.answers.MovieLists;
import dev.matinee.lab.answers.RatedMovies;
import dev.matinee.lab.answers.SegmentTastes;
import dev.matinee.lab.content.SharedTerms;
import dev.matinee.lab.engines.JobEngine;
import dev.matinee.lab.explain.Reasons;
import dev.matinee.lab.likes.LikelyMovies;
import dev.matinee.lab.likes.LikesFamilies;
import dev.matinee.lab.likes.LikesModel;
import dev.matinee.lab.likes.LikesStore;
import dev.matinee.lab.segments.SegmentStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recommend USER}: what to watch next. */
@Command(
        name = "recommend",
        description = "Recommends movies to a user, or to a visitor with a history: recommend --history 1:5,260:4.5")
final class RecommendCommand extends MatineeCommand {
    @Parameters(paramLabel = "USER", arity = "0..1", description = "the user's id; leave it out with --history")
    private @Nullable String user;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private TrainedModel trained = new TrainedModel();

    @Mixin
    private MovieFilterOptions filterOptions = new MovieFilterOptions();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many movies (default: ${DEFAULT-VALUE})")
    private int top;

    @Option(names = "--history", paramLabel = "MOVIE:RATING,…", description = "what a visitor has rated, by movie id")
    private @Nullable String history;

    @Option(names = "--exclude", paramLabel = "MOVIE,…", split = ",", description = "ids of movies to leave out")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--diversity",
            paramLabel = "0..1",
            defaultValue = "0",
            description =
                    "how much a list of different genres counts against the highest scores (default: ${DEFAULT-VALUE})")
    private double diversity;

    @Option(
            names = "--calibration",
            paramLabel = "0..1",
            defaultValue = "0",
            description =
                    "how much keeping to the user's shares of genres counts against the highest scores (default: ${DEFAULT-VALUE})")
    private double calibration;

    @Option(
            names = "--half-life",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "ratings back in time after which a rating weighs half; 0 for all alike (default: ${DEFAULT-VALUE})")
    private int halfLife;

    @Option(
            names = "--all",
            paramLabel = "FILE",
            description =
                    "write the lists of all users to this CSV file (user,rank,movie,score), with --engine spark to this"
                            + " folder of Parquet files; no USER then")
    private @Nullable Path all;

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Option(
            names = "--explain",
            description =
                    "say which movies that were rated speak for each that is recommended, what it has in common with"
                            + " them, and whether the user's segment watches it more than others; not with --model likes-…")
    private boolean explain;

    @Option(names = "--show-seen", description = "do not leave out what the user has rated")
    private boolean showSeen;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "200",
            description = "with --model likes-…: how many movies another model names for it to put in order (default:"
                    + " ${DEFAULT-VALUE})")
    private int candidates;

    @Option(
            names = "--candidates-by",
            paramLabel = "MODEL",
            description = "with --model likes-…: the model that names them (default: the one trained last)")
    private @Nullable String candidatesBy;

    @Option(
            names = "--strangers",
            paramLabel = "fail|popular|empty",
            description = "what an unknown user gets (default: fail; popular for a visitor)")
    private @Nullable Strangers strangers;

    @Override
    Answer answer(Run run) {
        if (Stream.of(user, history, all).filter(Objects::nonNull).count() != 1) {
            throw MatineeException.usage(
                    "name one of a user, a visitor's ratings with --history, or a file for all users with --all");
        }
        if (diversity != 0 && calibration != 0) {
            throw MatineeException.usage("use --diversity or --calibration, not both");
        }
        if (all == null) {
            engines.refuse("recommending without --all");
        }
        try (EngineOptions.Started started = engines.start(run);
                DataOptions.Opened opened = data.open(this, started, run)) {
            Optional<String> likes = trained.name().filter(LikesFamilies::means);
            if (likes.isPresent()) {
                return likely(opened, likes.get(), run);
            }
            if (isGiven("--candidates") || candidatesBy != null) {
                throw MatineeException.usage("--candidates and --candidates-by are for --model likes-…");
            }
            TrainedModel.Asked asked = trained.find(opened, run);
            Recommender model = asked.as(Recommender.class, "recommend");
            RatedMovies movies = RatedMovies.of(opened.catalog().movies(), model.items());
            MovieFilter filter = filterOptions.filter();
            if (all != null) {
                return all(opened, started, model, movies, filter, asked, all, run);
            }
            Recommendations answer =
                    MovieLists.recommend(model, request(movies, filter), movies, diversity, calibration);
            return answer(answer, movies, model, reasons(opened, model, movies, run), asked.name(), asked.version());
        }
    }

    /** The movies of another model in the order of a classifier of likes. */
    private Answer likely(DataOptions.Opened opened, String name, Run run) {
        LikesOptions.refuse(
                this, List.of("--history", "--all", "--diversity", "--calibration", "--explain", "--set", "--source"));
        LikesModel likes =
                new LikesStore(opened.workspace()).load(name, opened.catalog().interactions(run));
        TrainedModel.Asked asked = TrainedModel.saved(opened, Optional.ofNullable(candidatesBy), run);
        Recommender fast = asked.as(Recommender.class, "recommend");
        RatedMovies movies = RatedMovies.of(opened.catalog().movies(), fast.items());
        Request request = request(movies, filterOptions.filter());
        return answer(
                LikelyMovies.recommend(likes, fast, request, candidates, run),
                movies,
                fast,
                Optional.empty(),
                name,
                "of the " + candidates + " best of " + asked.name() + " " + asked.version());
    }

    /** What explains the answers, where that is wanted. */
    private Optional<Reasons> reasons(DataOptions.Opened opened, Recommender model, RatedMovies movies, Run run) {
        if (!explain) {
            return Optional.empty();
        }
        Reasons reasons = new Reasons(model, movies, rated(model, movies))
                .terms(SharedTerms.of(opened.catalog(), model.items(), run));
        if (user != null) {
            reasons.segment(
                    new SegmentTastes(
                            model.training().interactions(), new SegmentStore(opened.workspace()).usualLabels()),
                    user);
        }
        return Optional.of(reasons);
    }

    private Answer answer(
            Recommendations answer,
            RatedMovies movies,
            Recommender model,
            Optional<Reasons> reasons,
            String name,
            String version) {
        String nothing = answer.items().isEmpty() ? filterOptions.filter().whyNothing(movies, model) : "";
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("user", user);
        json.put("basis", answer.basis().json());
        json.put("model", name);
        json.put("version", version);
        List<Map<String, @Nullable Object>> items = MovieLists.json(answer, movies.movies());
        StringBuilder why = new StringBuilder();
        reasons.ifPresent(all -> items.forEach(item -> {
            all.addTo(item);
            why.append("\n").append(item.get("title")).append(": ").append(item.get("because"));
        }));
        json.put("items", items);
        if (!nothing.isEmpty()) {
            json.put("why", nothing);
        }
        String who = user == null ? "a visitor" : "user " + user;
        return new Answer(
                json,
                "for " + who + " by " + name + " " + version + ", basis: "
                        + answer.basis().json()
                        + "\n\n" + MovieList.text(answer, movies.movies())
                        + (nothing.isEmpty() ? "" : "\n" + nothing)
                        + (why.isEmpty() ? "" : "\n" + why));
    }

    /** What the user or visitor has rated. */
    private List<Rated> rated(Recommender model, RatedMovies movies) {
        OptionalInt row = user == null ? OptionalInt.empty() : model.users().indexOf(user);
        if (row.isEmpty()) {
            return user == null ? history(movies.movies()) : List.of();
        }
        Rows byUser = model.training().interactions().byUser();
        List<Rated> rated = new ArrayList<>();
        for (long position = byUser.start(row.getAsInt()); position < byUser.end(row.getAsInt()); position++) {
            rated.add(new Rated(model.items().id(byUser.column(position)), byUser.rating(position)));
        }
        return rated;
    }

    private Answer all(
            DataOptions.Opened opened,
            EngineOptions.Started started,
            Recommender model,
            RatedMovies movies,
            MovieFilter filter,
            TrainedModel.Asked asked,
            Path file,
            Run run) {
        if (diversity != 0 || calibration != 0 || halfLife != 0 || showSeen || explain || strangers != null) {
            throw MatineeException.usage(
                    "--all takes the filters, and neither --diversity, --calibration, --half-life, "
                            + "--explain, --show-seen nor --strangers");
        }
        Ids ids = model.items();
        Rows byItem = model.training().interactions().byItem();
        IntPredicate passes = filter.allowed(movies);
        BitSet barred = new BitSet(ids.size());
        exclude.forEach(id -> ids.indexOf(id).ifPresent(barred::set));
        for (int item = 0; item < ids.size(); item++) {
            if (!passes.test(item) || byItem.count(item) < filter.minimumRatings()) {
                barred.set(item);
            }
        }
        long lines = started.engine().isPresent()
                ? onEngine(started.engine().get(), opened, asked, barred, file, run)
                : RecommendationsFile.write(file, model, TopLists.of(model, top, item -> !barred.get(item)), run);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("model", asked.name());
        json.put("version", asked.version());
        json.put("users", model.users().size());
        json.put("lines", lines);
        List<String> text = new ArrayList<>();
        text.add(lines + " recommendations to " + model.users().size() + " users by " + asked.name() + " "
                + asked.version() + " in " + file);
        started.describe(json, text);
        return new Answer(json, String.join(", ", text));
    }

    /** The lists as Parquet, which the engine makes from the files of the model and of the ratings. */
    private long onEngine(
            JobEngine engine,
            DataOptions.Opened opened,
            TrainedModel.Asked asked,
            BitSet barred,
            Path target,
            Run run) {
        if (opened.temporary().isPresent()) {
            throw MatineeException.usage(
                    "the engine spark recommends by a model that was saved: ingest --source, train, and leave it out here");
        }
        if (target.toString().endsWith(".csv")) {
            throw MatineeException.usage(
                    "the engine spark writes Parquet; name a folder such as lists.parquet instead of " + target);
        }
        Path model = opened.workspace().modelsFolder().resolve(asked.name()).resolve(asked.version());
        return engine.recommend(
                new JobEngine.Lists(model, opened.catalog().matrixFile(run), top, barred, target),
                opened.catalog().interactions(run),
                run);
    }

    private Request request(RatedMovies movies, MovieFilter filter) {
        Request request = user != null ? Request.forUser(user) : Request.forHistory(history(movies.movies()));
        request = request.top(top)
                .hideSeen(!showSeen)
                .exclude(exclude)
                .minimumRatings(filter.minimumRatings())
                .halfLife(halfLife)
                .allowing(filter.allowed(movies));
        return strangers == null ? request : request.strangers(strangers);
    }

    private List<Rated> history(Movies movies) {
        List<Rated> rated = new ArrayList<>();
        for (String part : String.valueOf(history).split(",", -1)) {
            int colon = part.lastIndexOf(':');
            try {
                String movie = part.substring(0, colon).strip();
                if (movies.find(movie).isEmpty()) {
                    throw MatineeException.notFound("there is no movie with the id " + movie, "");
                }
                rated.add(new Rated(movie, Float.parseFloat(part.substring(colon + 1))));
            } catch (NumberFormatException | StringIndexOutOfBoundsException notARating) {
                throw MatineeException.usage(
                        "--history must read MOVIE:RATING,MOVIE:RATING, such as 1:5,260:4.5, got \"" + part + "\"");
            }
        }
        return rated;
    }
}
