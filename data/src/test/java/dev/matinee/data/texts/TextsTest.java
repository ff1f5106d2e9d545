package dev.matinee.data.texts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.CatalogSource;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.IngestReport;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.MovieText;
import dev.matinee.data.source.Rule;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts from files and from a server that plays themoviedb.org. */
class TextsTest {
    private static final Run RUN = Run.seeded(1).threads(2);

    @TempDir
    private Path folder;

    @BeforeEach
    void writeRatings() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(
                source.resolve("ratings.csv"),
                "userId,movieId,rating,timestamp\n1,10,4,1000000000\n2,11,3,1000000000\n");
        Files.writeString(
                source.resolve("movies.csv"),
                "movieId,title,genres\n10,Heat (1995),Action\n11,Heat (1995),Drama\n12,七人の侍 (1954),Drama\n13,None (2000),Drama\n");
        Files.writeString(
                source.resolve("links.csv"),
                "movieId,imdbId,tmdbId\n10,0113277,949\n11,0000011,950\n12,0047478,346\n13,,\n");
    }

    private IngestReport ingest(MovieTextSource... texts) {
        try (Source source = new WithTexts(
                Sources.open(folder.resolve("source").toString(), SourceOptions.none()), List.of(texts))) {
            return Ingest.of(source, IngestOptions.defaults()).into(Workspace.create(folder.resolve("workspace")), RUN);
        }
    }

    private FileTexts file(String name, String text) throws IOException {
        return FileTexts.of(Files.writeString(folder.resolve(name), text));
    }

    private MovieText text(String movie) {
        try (Catalog catalog = Catalog.open(folder.resolve("workspace"))) {
            return catalog.text(movie).orElseThrow();
        }
    }

    private static QualityFinding finding(IngestReport report, Rule rule) {
        return report.quality().stream()
                .filter(finding -> finding.rule() == rule)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFileMayNameMoviesByAnyOfTheirIds() throws IOException {
        IngestReport report = ingest(file(
                "texts.csv",
                "imdb_id,tmdbId,overview,keywords,director,cast,poster_path,runtime,release_date\n"
                        + "tt0113277,,\"Cops, and robbers.\",heist|cop,Michael Mann,Al Pacino|Robert De Niro,/heat.jpg,170,1995-12-15\n"
                        + ",346,侍の話,,黒澤明,,,,\n"
                        + ",999,Unknown,,,,,,\n"));

        MovieText heat = text("10");
        assertThat(heat.overview()).isEqualTo("Cops, and robbers.");
        assertThat(heat.keywords()).containsExactly("heist", "cop");
        assertThat(heat.directors()).containsExactly("Michael Mann");
        assertThat(heat.actors()).containsExactly("Al Pacino", "Robert De Niro");
        assertThat(heat.posterPath()).isEqualTo("/heat.jpg");
        assertThat(heat.runtime()).hasValue(170);
        assertThat(heat.released()).hasValueSatisfying(day -> assertThat(day).hasToString("1995-12-15"));
        assertThat(text("12").directors()).containsExactly("黒澤明");
        assertThat(finding(report, Rule.TEXT_UNMATCHED).rows()).isEqualTo(1);
        assertThat(finding(report, Rule.SAME_TITLE).rows()).isEqualTo(1);
    }

    @Test
    void whatIsWrongWithTextsIsAFindingAndNeverTheEnd() throws IOException {
        IngestReport report = ingest(file(
                "texts.json",
                "{\"movieId\":10,\"overview\":\"<p>A &amp; B<script>x()</script></p>\",\"keywords\":[{\"name\":\"heist\"}]}\n"
                        + "{\"movieId\":11,\"overview\":\"\"}\n"
                        + "{\"movieId\":11,\"overview\":\"again\"}\n"
                        + "{\"movieId\":12,\"overview\":\"fine\",\"runtime\":\"long\",\"releaseDate\":\"soon\"}\n"
                        + "no json\n[1,2]\n{\"overview\":\"whose?\"}\n"));

        assertThat(text("10").overview()).isEqualTo("A & B");
        assertThat(text("10").keywords()).containsExactly("heist");
        assertThat(text("12").overview()).isEqualTo("fine");
        assertThat(finding(report, Rule.TEXT_MARKUP).rows()).isEqualTo(1);
        assertThat(finding(report, Rule.TEXT_EMPTY).rows()).isEqualTo(1);
        assertThat(finding(report, Rule.TEXT_UNREADABLE).rows()).isEqualTo(2);
        assertThat(finding(report, Rule.DUPLICATE).rows()).isEqualTo(1);
        assertThat(finding(report, Rule.UNPARSABLE).rows()).isEqualTo(3);
    }

    @Test
    void textsStayWhenTheCatalogIsTakenInAgainAndNewOnesAreAdded() throws IOException {
        ingest(file("first.json", "[{\"movieId\":\"10\",\"overview\":\"one\",\"keywords\":[\"kept\"]}]"));
        Workspace workspace = Workspace.open(folder.resolve("workspace"));
        try (Catalog catalog = workspace.catalog()) {
            CatalogSource held = new CatalogSource(catalog, List.of());
            WithTexts more = new WithTexts(held, List.of(file("second.csv", "movieId,overview\n10,two\n11,three\n")));
            Ingest.of(more, held.options()).into(workspace, RUN);
        }
        assertThat(text("10").overview()).isEqualTo("two");
        assertThat(text("10").keywords()).containsExactly("kept");
        assertThat(text("11").overview()).isEqualTo("three");
    }

    /** A server that answers by movie, with statuses and bodies in turn; the last one stays. */
    private static final class Played implements AutoCloseable {
        private final HttpServer server;
        private final AtomicInteger requests = new AtomicInteger();
        private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

        /** An answer; a status of 0 is none at all. */
        private record Turn(int status, String body) {}

        Played(Map<String, List<Turn>> script) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/3/movie/", exchange -> {
                requests.incrementAndGet();
                String path = exchange.getRequestURI().getPath();
                String id = path.substring(path.lastIndexOf('/') + 1);
                List<Turn> own = script.getOrDefault(id, List.of(new Turn(404, "{}")));
                int turn = turns.computeIfAbsent(id, unknown -> new AtomicInteger())
                        .getAndIncrement();
                Turn answer = own.get(Math.min(turn, own.size() - 1));
                if (answer.status() == 0) {
                    return;
                }
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Retry-After", "0");
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        TmdbTexts texts(Path cache) {
            URI at = URI.create("http://localhost:" + server.getAddress().getPort());
            return TmdbTexts.of(TmdbSettings.of("a-token", cache)
                    .server(at)
                    .perSecond(1000)
                    .waiting(Duration.ofMillis(300), Duration.ofMillis(1)));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static final String HEAT =
            "{\"overview\":\"Heat.\",\"runtime\":170,\"poster_path\":\"/p.jpg\",\"release_date\":\"1995-12-15\","
                    + "\"keywords\":{\"keywords\":[{\"name\":\"heist\"}]},"
                    + "\"credits\":{\"cast\":[{\"name\":\"Al Pacino\"}],\"crew\":[{\"job\":\"Director\",\"name\":\"Michael Mann\"},"
                    + "{\"job\":\"Writer\",\"name\":\"Somebody\"}]}}";

    @Test
    void tmdbIsAskedAgainWhenItIsBusyBrokenOrSlowAndNeverTwiceForTheSame() throws IOException {
        Map<String, List<Played.Turn>> script = Map.of(
                "949",
                List.of(
                        new Played.Turn(429, ""),
                        new Played.Turn(500, ""),
                        new Played.Turn(200, "{broken"),
                        new Played.Turn(200, HEAT)),
                "950",
                List.of(new Played.Turn(0, ""), new Played.Turn(200, "{\"overview\":\"\"}")));
        try (Played server = new Played(script)) {
            IngestReport report = ingest(server.texts(folder.resolve("cache")));

            assertThat(text("10").directors()).containsExactly("Michael Mann");
            assertThat(text("10").keywords()).containsExactly("heist");
            assertThat(finding(report, Rule.TEXT_EMPTY).rows()).isEqualTo(1);
            assertThat(finding(report, Rule.TEXT_NOT_FETCHED).rows()).isEqualTo(1);
            assertThat(finding(report, Rule.TEXT_NOT_FETCHED).example()).contains("there is no movie 346");
            int before = server.requests.get();
            assertThat(before).isEqualTo(7);
            ingest(server.texts(folder.resolve("cache")));
            assertThat(server.requests.get()).isEqualTo(before);
        }
    }

    @Test
    void aTmdbThatIsAwayOrRefusesTheKeyIsAFinding() throws IOException {
        List<Played.Turn> refusing = List.of(new Played.Turn(401, "{}"));
        try (Played server = new Played(Map.of("949", refusing, "950", refusing, "346", refusing))) {
            IngestReport report = ingest(server.texts(folder.resolve("cache")));
            assertThat(server.requests.get()).isEqualTo(1);
            assertThat(finding(report, Rule.TEXT_NOT_FETCHED).rows()).isEqualTo(3);
            assertThat(finding(report, Rule.TEXT_NOT_FETCHED).example()).contains("key is not accepted");
        }
        TmdbTexts away = TmdbTexts.of(TmdbSettings.of("a-token", folder.resolve("cache"))
                .server(URI.create("http://localhost:1"))
                .perSecond(1000)
                .waiting(Duration.ofMillis(300), Duration.ofMillis(1)));
        assertThat(finding(ingest(away), Rule.TEXT_NOT_FETCHED).rows()).isEqualTo(3);
    }

    @Test
    void theKeyIsNotShown() {
        assertThat(TmdbSettings.of("secret", folder).toString()).doesNotContain("secret");
    }
}
