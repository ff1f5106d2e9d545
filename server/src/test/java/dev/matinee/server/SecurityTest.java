package dev.matinee.server;

import static dev.matinee.server.SampleService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.server.security.ApiKeys;
import dev.matinee.server.security.Audit;
import dev.matinee.server.security.Scope;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Once there are keys nobody does anything without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTest {
    private static final String ASK = "/api/v1/users/42/recommendations?top=3";
    private static final String ACTIVATE = "/api/v1/models/implicit-als:activate";

    @SuppressWarnings("NullAway.Init")
    private Workspace workspace;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    void ingest(@TempDir Path folder) {
        this.folder = folder;
        workspace = SampleService.workspace(folder.resolve("workspace"));
    }

    private StoreAddress store(String name) {
        return StoreAddress.of("jdbc:sqlite:" + folder.resolve(name).toAbsolutePath());
    }

    private static String key(StoreAddress address, OptionalDouble perSecond, Set<Scope> scopes) {
        try (Store store = Store.open(address)) {
            return new ApiKeys(store, Clock.systemUTC())
                    .create("test", scopes, perSecond, Optional.empty())
                    .secret();
        }
    }

    private static HttpResponse<String> send(SampleService sample, String method, String path, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(sample.at(path));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}"));
        }
        return sample.send(request.build());
    }

    @Test
    void eachKeyOpensWhatItIsGoodFor() {
        StoreAddress address = store("scopes.db");
        String reader = key(address, OptionalDouble.empty(), EnumSet.of(Scope.READ));
        String admin = key(address, OptionalDouble.empty(), EnumSet.of(Scope.ADMIN));
        try (SampleService sample = SampleService.of(workspace, settings -> settings.store(address))) {
            HttpResponse<String> nobody = send(sample, "GET", ASK, "");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(send(sample, "GET", ASK, reader).statusCode()).isEqualTo(200);
            assertThat(send(sample, "GET", ASK, admin).statusCode()).isEqualTo(403);
            assertThat(send(sample, "GET", ASK, "matinee_0000000000_wrong").statusCode())
                    .isEqualTo(401);
            assertThat(send(sample, "POST", "/api/v1/feedback", reader).statusCode())
                    .isEqualTo(403);
            assertThat(send(sample, "POST", ACTIVATE, reader).statusCode()).isEqualTo(403);
            assertThat(send(sample, "POST", ACTIVATE, admin).statusCode()).isEqualTo(200);
            assertThat(send(sample, "GET", "/metrics", "").statusCode()).isEqualTo(401);
            for (String open : List.of("/health/live", "/health/ready", "/openapi.json", "/api", "/api/style.css")) {
                assertThat(send(sample, "GET", open, "").statusCode()).as(open).isEqualTo(200);
            }
        }
    }

    @Test
    void aKeyThatIsRevokedOpensNothingASecondLater() throws InterruptedException {
        StoreAddress address = store("revoked.db");
        String reader = key(address, OptionalDouble.empty(), EnumSet.of(Scope.READ));
        try (SampleService sample = SampleService.of(workspace, settings -> settings.store(address));
                Store store = Store.open(address)) {
            assertThat(send(sample, "GET", ASK, reader).statusCode()).isEqualTo(200);
            ApiKeys keys = new ApiKeys(store, Clock.systemUTC());
            keys.revoke(keys.list().getFirst().id());
            Thread.sleep(1500);
            assertThat(send(sample, "GET", ASK, reader).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aKeyThatAsksTooOftenIsToldWhenToComeBack() {
        StoreAddress address = store("limits.db");
        String slow = key(address, OptionalDouble.of(0.5), EnumSet.of(Scope.READ));
        String other = key(address, OptionalDouble.empty(), EnumSet.of(Scope.READ));
        try (SampleService sample = SampleService.of(workspace, settings -> settings.store(address))) {
            assertThat(send(sample, "GET", ASK, slow).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = send(sample, "GET", ASK, slow);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("2");
            assertThat(json(refused)).containsEntry("code", "tooMany");
            assertThat(send(sample, "GET", ASK, other).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatAdministratorsDoIsWrittenDown() {
        StoreAddress address = store("audit.db");
        String admin = key(address, OptionalDouble.empty(), EnumSet.of(Scope.ADMIN));
        try (SampleService sample = SampleService.of(workspace, settings -> settings.store(address));
                Store store = Store.open(address)) {
            HttpResponse<String> done = send(sample, "POST", ACTIVATE, admin);
            send(sample, "POST", "/api/v1/models/none:activate", admin);
            List<Audit.Line> lines = new Audit(store, Clock.systemUTC()).latest(10);
            assertThat(lines.reversed())
                    .extracting(line -> line.action() + " " + line.target() + " " + line.outcome())
                    .containsExactly(
                            "POST /api/v1/models/{name}:activate implicit-als begun",
                            "POST /api/v1/models/{name}:activate implicit-als done",
                            "POST /api/v1/models/{name}:activate none begun",
                            "POST /api/v1/models/{name}:activate none notFound");
            assertThat(lines).allSatisfy(line -> assertThat(admin).contains(line.actor()));
            assertThat(done.headers().firstValue("X-Request-Id"))
                    .contains(lines.getLast().requestId());
        }
    }

    @Test
    void otherMachinesMayReachItOnceThereIsAGoodKey() {
        StoreAddress address = store("open.db");
        ServiceSettings everywhere =
                ServiceSettings.defaults().host("0.0.0.0").port(0).store(address);
        assertThatThrownBy(() -> Service.start(workspace, everywhere, Run.seeded(1)))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("there is no API key that is good");
        String reader = key(address, OptionalDouble.empty(), EnumSet.of(Scope.READ));
        try (Service service = Service.start(workspace, everywhere, Run.seeded(1))) {
            assertThat(service.isGuarded()).isTrue();
            assertThat(service.isLocal()).isFalse();
        }
        try (Store store = Store.open(address)) {
            ApiKeys keys = new ApiKeys(store, Clock.systemUTC());
            keys.revoke(keys.list().getFirst().id());
        }
        assertThat(reader).isNotEmpty();
        assertThatThrownBy(() -> Service.start(workspace, everywhere, Run.seeded(1)))
                .hasMessageContaining("there is no API key that is good");
    }

    private static String pem(String name, byte[] bytes) {
        return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + name
                + "-----\n";
    }

    @Test
    void itEncryptsByPemFiles() throws IOException, InterruptedException, GeneralSecurityException {
        Path made = folder.resolve("made.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "service",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-keystore",
                        made.toString(),
                        "-storepass",
                        "changeit",
                        "-validity",
                        "30")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(made)) {
            keys.load(in, "changeit".toCharArray());
        }
        Certificate certificate = keys.getCertificate("service");
        Key key = keys.getKey("service", "changeit".toCharArray());
        Path chain = Files.writeString(folder.resolve("chain.pem"), pem("CERTIFICATE", certificate.getEncoded()));
        Path secret = Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, new char[0]);
        trusted.setCertificateEntry("service", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SampleService sample = SampleService.of(
                        workspace,
                        settings -> settings.tls(new Tls(chain, secret)).store(store("tls.db")));
                HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            assertThat(sample.service().address().getScheme()).isEqualTo("https");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(sample.at(ASK)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        Path noKey = Files.writeString(folder.resolve("no-key.pem"), "nothing");
        for (Tls wrong : List.of(new Tls(chain, noKey), new Tls(noKey, secret), new Tls(secret, chain))) {
            assertThatThrownBy(() -> Service.start(
                            workspace,
                            ServiceSettings.defaults().port(0).tls(wrong).store(store("tls.db")),
                            Run.seeded(1)))
                    .isInstanceOf(MatineeException.class)
                    .hasMessageContaining(".pem");
        }
    }
}
