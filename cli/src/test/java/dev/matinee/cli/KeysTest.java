package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private String workspace;

    @BeforeEach
    void create() {
        workspace = folder.resolve("workspace").toString();
        Workspace.create(Path.of(workspace));
    }

    @Test
    void aKeyIsShownOnceAndNeverKept() throws IOException {
        Map<String, Object> made = keys("create", "shop", "--scopes", "read,feedback", "--expires", "90d")
                .json();
        String secret = String.valueOf(made.get("key"));
        String id = String.valueOf(made.get("id"));

        assertThat(secret).startsWith("matinee_").hasSizeGreaterThan(30);
        Outcome list = keys("list");
        assertThat(list.out()).contains(id, "shop").doesNotContain(secret);
        assertThat(new String(Files.readAllBytes(Path.of(workspace, "service.db")), StandardCharsets.ISO_8859_1))
                .doesNotContain(secret.substring("matinee_".length()));
        assertThat(all())
                .singleElement()
                .satisfies(key -> assertThat(key)
                        .containsEntry("state", "good")
                        .containsEntry("scopes", List.of("read", "feedback")));
    }

    @Test
    void aKeyThatFollowsAnotherLeavesThatGoodForAWhileAndARevokedOneIsNot() {
        Object first = keys("create", "shop").json().get("id");
        Object second =
                keys("rotate", String.valueOf(first), "--overlap", "1h").json().get("id");

        assertThat(second).isNotEqualTo(first);
        assertThat(all()).hasSize(2).allSatisfy(key -> assertThat(key).containsEntry("state", "good"));

        assertThat(keys("revoke", String.valueOf(first)).exitCode()).isZero();
        assertThat(all())
                .anySatisfy(key -> assertThat(key).containsEntry("id", first).containsEntry("state", "revoked"));
    }

    @Test
    void mistakesAreNamed() {
        assertThat(keys("revoke", "0000000000")).satisfies(missing -> {
            assertThat(missing.exitCode()).isEqualTo(ErrorCode.NOT_FOUND.exitCode());
            assertThat(missing.out()).contains("0000000000");
        });
        assertThat(keys("create", "shop", "--scopes", "raed").out()).contains("raed", "read");
        assertThat(keys("create", "shop", "--expires", "soon").out()).contains("--expires", "90d", "soon");
        assertThat(keys("create", "shop", "--requests-per-second", "0").exitCode())
                .isEqualTo(ErrorCode.USAGE.exitCode());
    }

    @Test
    void theDoctorLooksAtTheServicesSettingsAndDatabase() throws IOException {
        assertThat(Outcome.of("doctor", "-w", workspace).out()).contains("remembers nothing yet");
        keys("create", "shop");
        assertThat(Outcome.of("doctor", "-w", workspace).out()).contains("0 events and 1 API keys");

        Files.writeString(Path.of(workspace, "matinee.yaml"), "serve:\n  prot: 8080\n");
        Outcome outcome = Outcome.of("doctor", "-w", workspace);
        assertThat(outcome.exitCode()).isEqualTo(ErrorCode.CONFLICT.exitCode());
        assertThat(outcome.out()).contains("prot", "port");
    }

    private Outcome keys(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("keys", command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-w", workspace));
        if (!command.equals("list")) {
            all.add("--json");
        }
        return Outcome.of(all.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> all() {
        return (List<Map<String, Object>>) Objects.requireNonNull(
                Outcome.of("keys", "list", "-w", workspace, "--json").json().get("keys"));
    }
}
