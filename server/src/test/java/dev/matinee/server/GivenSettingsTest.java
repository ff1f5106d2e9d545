package dev.matinee.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings from the file, the environment and options. */
class GivenSettingsTest {
    private static GivenSettings given(Path folder, String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("matinee.yaml"), yaml);
        return GivenSettings.of(Workspace.open(folder), environment);
    }

    @Test
    void theEnvironmentCountsBeforeTheFileAndOptionsBeforeBoth(@TempDir Path folder) throws IOException {
        GivenSettings given = given(
                folder,
                "serve:\n  port: 1\n  memory: 2g\n  concurrency: 7\n  tlsCertificate: c.pem\n  tlsKey: k.pem\n",
                Map.of("MATINEE_SERVE_PORT", "2", "MATINEE_SERVE_REQUESTS_PER_SECOND", "2.5", "PATH", "/bin"));
        ServiceSettings settings = given.with(Map.of("concurrency", "9")).settings();
        assertThat(settings.port()).isEqualTo(2);
        assertThat(settings.memory()).isEqualTo(2L << 30);
        assertThat(settings.concurrency()).isEqualTo(9);
        assertThat(settings.requestsPerSecond()).isEqualTo(2.5);
        assertThat(settings.tls()).contains(new Tls(folder.resolve("c.pem"), folder.resolve("k.pem")));
        assertThat(settings.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void withoutAnythingItIsAsUsual(@TempDir Path folder) {
        assertThat(GivenSettings.of(Workspace.open(folder), Map.of()).settings())
                .isEqualTo(ServiceSettings.defaults());
    }

    @Test
    void theDatabaseHasItsUserFromWhereItIsKeptSecret(@TempDir Path folder) throws IOException {
        GivenSettings given = given(
                folder,
                "serve: {database: 'jdbc:postgresql://db/shop'}",
                Map.of("MATINEE_SERVE_DATABASE_USER", "matinee", "MATINEE_SERVE_DATABASE_PASSWORD", "secret"));
        assertThat(given.store()).hasValueSatisfying(store -> {
            assertThat(store.user()).contains("matinee");
            assertThat(store.password()).contains("secret");
            assertThat(store.toString()).doesNotContain("secret");
        });
        assertThat(given.settings().toString()).doesNotContain("secret");
    }

    @Test
    void whatIsNoSettingIsRefusedWithTheNearest(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> given(folder, "serve:\n  prot: 1\n", Map.of()))
                .hasMessageContaining("there is no setting prot (did you mean port?)");
        assertThatThrownBy(() -> given(folder, "server:\n  port: 1\n", Map.of()))
                .hasMessageContaining("no section server (did you mean serve?)");
        assertThatThrownBy(() -> given(folder, "", Map.of("MATINEE_SERVE_HOSTT", "x")))
                .hasMessageContaining("in the environment there is no setting HOSTT");
        assertThatThrownBy(() -> given(folder, "- a\n", Map.of())).hasMessageContaining("are not names with values");
        assertThatThrownBy(() -> given(folder, "serve: {", Map.of())).hasMessageContaining("are not YAML");
        assertThatThrownBy(() -> given(folder, "serve: {port: many}", Map.of()).settings())
                .hasMessage("port must be a whole number, got many");
        assertThatThrownBy(
                        () -> given(folder, "serve: {tlsKey: k.pem}", Map.of()).settings())
                .hasMessageContaining("must be given together");
    }
}
