package dev.matinee.bench;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.data.texts.FileTexts;
import dev.matinee.data.texts.WithTexts;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.content.MovieContent;
import dev.matinee.lab.content.TitleSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes points of movies, searches titles and takes in visitors, and prints what each took. */
final class ContentRun {
    static final List<String> MODELS = List.of("implicit-als", "content", "hybrid");

    private static final int TYPED_TITLES = 400;
    private static final int KNOWN = 5;
    private static final int DEPTH = 10;

    private final Run run;
    private final Map<String, Object> answer = new LinkedHashMap<>();

    private ContentRun(Run run) {
        this.run = run;
    }

    /** The folders of movies with texts and of ratings, and the number of threads. */
    public static void main(String[] arguments) throws Exception {
        ContentRun all = new ContentRun(Run.seeded(42).threads(Integer.parseInt(arguments[2])));
        Path folder = Files.createTempDirectory("matinee-content-");
        try {
            Path texts = Path.of(arguments[0]);
            try (Catalog catalog = all.ingest(texts, Files.exists(texts.resolve("texts.csv")), folder.resolve("a"))) {
                all.points(catalog);
                all.search(catalog);
            }
            try (Catalog catalog = all.ingest(Path.of(arguments[1]), false, folder.resolve("b"))) {
                all.visitors(catalog.interactions(all.run));
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.out.println(Json.write(all.answer));
    }

    private Catalog ingest(Path folder, boolean withTexts, Path into) {
        Workspace workspace = Workspace.create(into);
        Source ratings = Sources.open(folder.toString(), SourceOptions.none());
        try (Source source =
                withTexts ? new WithTexts(ratings, List.of(FileTexts.of(folder.resolve("texts.csv")))) : ratings) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, run);
        }
        return workspace.catalog();
    }

    private void points(Catalog catalog) {
        double cpu = Fork.processorSeconds();
        long start = System.nanoTime();
        MovieContent content = MovieContent.of(catalog, run);
        answer.put("seconds", (System.nanoTime() - start) / 1e9);
        answer.put("cpu", Fork.processorSeconds() - cpu);
        long known = IntStream.range(0, content.ids().size())
                .filter(content.embedding()::isKnown)
                .count();
        if (known < content.ids().size()) {
            throw new IllegalStateException(known + " of " + content.ids().size() + " movies have points");
        }
    }

    /** Types some titles letter by letter; the whole title must find its movie. */
    private void search(Catalog catalog) {
        List<Movie> movies = catalog.movies().all();
        TitleSearch search = TitleSearch.of(catalog.movies(), movie -> 0);
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            nanos.clear();
            for (int i = 0; i < TYPED_TITLES; i++) {
                Movie movie = movies.get((int) ((long) i * movies.size() / TYPED_TITLES));
                String title = i % 4 == 3 ? withTypo(movie.title()) : movie.title();
                for (int length = 1; length <= title.length(); length++) {
                    long start = System.nanoTime();
                    search.search(title.substring(0, length), DEPTH);
                    nanos.add(System.nanoTime() - start);
                }
                if (!search.search(movie.label(), DEPTH).movies().contains(movie)) {
                    throw new IllegalStateException(movie.label() + " is not found");
                }
            }
        }
        nanos.sort(Comparator.naturalOrder());
        answer.put("searches", nanos.size());
        answer.put("searchMicros", nanos.get(nanos.size() * 99 / 100) / 1e3);
    }

    private static String withTypo(String title) {
        int at = title.length() / 2;
        return title.substring(0, at) + title.substring(Math.min(title.length(), at + 1));
    }

    /** A user of whom a few ratings are known, and what else was liked. */
    private record Visitor(int user, int[] items, float[] ratings, BitSet liked) {}

    private void visitors(Interactions ratings) {
        Rows byUser = ratings.byUser();
        List<Visitor> visitors = new ArrayList<>();
        BitSet hidden = new BitSet();
        BitSet kept = new BitSet();
        for (int user = 0; user < byUser.rows(); user += 10) {
            int count = byUser.count(user);
            if (count >= 4 * KNOWN) {
                visitors.add(visitor(byUser, user, kept));
                hidden.set(Math.toIntExact(byUser.start(user)), Math.toIntExact(byUser.end(user)));
            }
        }
        Interactions without = ratings.subset(position -> !hidden.get((int) position), run);
        Interactions with = ratings.subset(position -> !hidden.get((int) position) || kept.get((int) position), run);
        for (String name : MODELS) {
            Settings<?> settings = ModelFamilies.all().stream()
                    .filter(family -> family.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .defaults();
            FoldsIn model = (FoldsIn) settings.train(TrainingSet.everything(without), run);
            Recommender again = (Recommender) settings.train(TrainingSet.everything(with), run);
            double folded = 0;
            double trained = 0;
            long[] nanos = new long[visitors.size()];
            float[] scores = new float[ratings.items().size()];
            for (int round = 0; round < 2; round++) {
                folded = 0;
                for (int i = 0; i < nanos.length; i++) {
                    Visitor visitor = visitors.get(i);
                    long start = System.nanoTime();
                    model.scores(visitor.items(), visitor.ratings(), scores);
                    TopItems best = best(scores, visitor);
                    nanos[i] = System.nanoTime() - start;
                    folded += ndcg(best, visitor);
                }
            }
            for (Visitor visitor : visitors) {
                again.scores(visitor.user(), scores);
                trained += ndcg(best(scores, visitor), visitor);
            }
            Arrays.sort(nanos);
            answer.put(name + " micros", nanos[nanos.length * 99 / 100] / 1e3);
            answer.put(name + " share", folded / trained);
        }
        answer.put("visitors", visitors.size());
    }

    /** Every fifth part of a user's ratings has one that is known; the others are asked for. */
    private static Visitor visitor(Rows byUser, int user, BitSet kept) {
        int count = byUser.count(user);
        int[] items = new int[KNOWN];
        float[] ratings = new float[KNOWN];
        BitSet liked = new BitSet();
        for (int i = 0; i < count; i++) {
            if (byUser.rating(byUser.start(user) + i) >= 4) {
                liked.set(byUser.column(byUser.start(user) + i));
            }
        }
        for (int i = 0; i < KNOWN; i++) {
            long position = byUser.start(user) + (long) i * count / KNOWN;
            kept.set(Math.toIntExact(position));
            items[i] = byUser.column(position);
            ratings[i] = byUser.rating(position);
            liked.clear(items[i]);
        }
        return new Visitor(user, items, ratings, liked);
    }

    private static TopItems best(float[] scores, Visitor visitor) {
        for (int item : visitor.items()) {
            scores[item] = Float.NEGATIVE_INFINITY;
        }
        TopItems best = new TopItems(DEPTH);
        best.offerAll(scores, 0, scores.length);
        return best;
    }

    private static double ndcg(TopItems best, Visitor visitor) {
        double gain = 0;
        double ideal = 0;
        for (int rank = 0; rank < DEPTH; rank++) {
            double discount = 1 / Math.log(rank + 2);
            gain += visitor.liked().get(best.item(rank)) ? discount : 0;
            ideal += rank < visitor.liked().cardinality() ? discount : 0;
        }
        return ideal == 0 ? 0 : gain / ideal;
    }
}
