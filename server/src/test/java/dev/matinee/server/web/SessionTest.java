package dev.matinee.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.server.SampleService;
import dev.matinee.server.security.ApiKeys;
import dev.matinee.server.security.Audit;
import dev.matinee.server.security.Scope;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who may see and do what with pages, once there are keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final Map<String, String> ACTIVATE = Map.of("model", "biases", "version", "0001");

    @SuppressWarnings("NullAway.Init")
    private SampleService sample;

    @SuppressWarnings("NullAway.Init")
    private StoreAddress address;

    @SuppressWarnings("NullAway.Init")
    private String reader;

    @SuppressWarnings("NullAway.Init")
    private String admin;

    @BeforeAll
    void serve(@TempDir Path folder) {
        Workspace workspace = SampleService.workspace(folder.resolve("workspace"));
        address = StoreAddress.in(workspace);
        reader = key("reader", EnumSet.of(Scope.READ));
        admin = key("admin", EnumSet.allOf(Scope.class));
        sample = SampleService.of(workspace);
    }

    @AfterAll
    void stop() {
        sample.close();
    }

    private String key(String name, Set<Scope> scopes) {
        try (Store store = Store.open(address)) {
            return new ApiKeys(store, Clock.systemUTC())
                    .create(name, scopes, OptionalDouble.empty(), Optional.empty())
                    .secret();
        }
    }

    private HttpResponse<String> get(String path, String session) {
        return sample.get(path, "Accept", "text/html", "Cookie", PageManner.COOKIE + "=" + session);
    }

    private HttpResponse<String> post(String path, String session, Map<String, String> form, String... headers) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(sample.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", PageManner.COOKIE + "=" + session)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return sample.send(request.build());
    }

    private static String token(HttpResponse<String> page) {
        Matcher found = TOKEN.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private String signIn(String key) {
        HttpResponse<String> done =
                post("/sign-in", "", Map.of("token", token(get("/sign-in", "")), "key", key, "next", "/models"));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location")).contains("/models");
        String cookie = done.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    @Test
    void pagesNeedASessionAndSayWhereToBeginOne() {
        for (String page : List.of("/", "/models", "/recommendations?user=42", "/jobs/1", "/models/train")) {
            HttpResponse<String> refused = get(page, "");
            assertThat(refused.statusCode()).as(page).isEqualTo(401);
            assertThat(refused.body()).contains("name=\"key\"").doesNotContain("movielens-small,");
        }
        assertThat(get("/models", signIn(reader)).statusCode()).isEqualTo(200);
        assertThat(get("/models", "made-up").statusCode()).isEqualTo(401);
    }

    @Test
    void aWrongKeyBeginsNoSession() {
        HttpResponse<String> refused =
                post("/sign-in", "", Map.of("token", token(get("/sign-in", "")), "key", "matinee_0000000000_wrong"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(refused.body()).contains("That key was not taken");
    }

    @Test
    void whatIsToBeDoneNeedsTheScopeTheTokenAndThisSite() {
        String reading = signIn(reader);
        String administering = signIn(admin);
        String token = token(get("/models", administering));
        Map<String, String> form = with(ACTIVATE, token);
        assertThat(post("/models/activate", reading, with(ACTIVATE, token(get("/models", reading))))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/models/activate", administering, ACTIVATE).statusCode())
                .isEqualTo(403);
        assertThat(post("/models/activate", administering, with(ACTIVATE, "made-up"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/models/activate", administering, with(ACTIVATE, token(get("/models", reading))))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/models/activate", administering, form, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/models/activate", administering, form, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
        try (Store store = Store.open(address)) {
            assertThat(new Audit(store, Clock.systemUTC()).latest(2))
                    .extracting(line -> line.action() + " " + line.outcome())
                    .containsExactly("POST /models/activate done", "POST /models/activate begun");
        }
    }

    private static Map<String, String> with(Map<String, String> form, String token) {
        Map<String, String> all = new java.util.HashMap<>(form);
        all.put("token", token);
        return all;
    }

    @Test
    void aSessionEndsWhenSomebodySignsOut() {
        String session = signIn(reader);
        assertThat(post("/sign-out", session, Map.of("token", token(get("/models", session))))
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/models", session).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionEndsWithItsKey() throws InterruptedException {
        String session = signIn(key("short", EnumSet.of(Scope.READ), true));
        assertThat(get("/models", session).statusCode()).isEqualTo(200);
        try (Store store = Store.open(address)) {
            ApiKeys keys = new ApiKeys(store, Clock.systemUTC());
            keys.list().stream().filter(key -> key.name().equals("short")).forEach(key -> keys.revoke(key.id()));
        }
        Thread.sleep(1500);
        assertThat(get("/models", session).statusCode()).isEqualTo(401);
    }

    /** A key that the service knows of, which looks every second. */
    private String key(String name, Set<Scope> scopes, boolean known) throws InterruptedException {
        String made = key(name, scopes);
        if (known) {
            Thread.sleep(1500);
        }
        return made;
    }

    @Test
    void nobodyIsSentToAnotherSite() {
        for (String elsewhere : List.of("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example")) {
            HttpResponse<String> done =
                    post("/sign-in", "", Map.of("token", token(get("/sign-in", "")), "key", reader, "next", elsewhere));
            assertThat(done.headers().firstValue("Location")).as(elsewhere).contains("/");
        }
    }

    @Test
    void policiesAllowNothingInline() {
        String session = signIn(reader);
        String policy = get("/models", session)
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(sample.get("/api/v1/models", "Authorization", "Bearer " + reader)
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .doesNotContain("script-src");
    }
}
