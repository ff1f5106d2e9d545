package dev.matinee.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What keeps Spark from starting is said in a sentence, soon. */
class SessionsTest {
    @Test
    void aMasterThatNobodyListensForIsUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String master = "spark://127.0.0.1:" + port;
        long start = System.nanoTime();
        assertThatThrownBy(() -> Sessions.start(Optional.of(master), Map.of(), 2))
                .isInstanceOf(MatineeException.class)
                .hasMessage("cannot reach the Spark master " + master + ": Connection refused")
                .extracting(failure -> ((MatineeException) failure).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(System.nanoTime() - start).isLessThan(15_000_000_000L);
    }

    @Test
    void aHostThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Sessions.start(Optional.of("spark://no-such-host.invalid:7077"), Map.of(), 2))
                .hasMessageContaining("there is no host no-such-host.invalid");
    }

    @Test
    void aMasterThatIsNoneOfSparksKindsIsRefused() {
        assertThatThrownBy(() -> Sessions.start(Optional.of("http://127.0.0.1:7077"), Map.of(), 2))
                .hasMessageContaining(
                        "--master must be local[N], spark://HOST:PORT, yarn or k8s://URL, got http://127.0.0.1:7077")
                .extracting(failure -> ((MatineeException) failure).code())
                .isEqualTo(ErrorCode.USAGE);
        assertThatThrownBy(() -> Sessions.start(Optional.of("spark://nothing"), Map.of(), 2))
                .hasMessageContaining("no HOST:PORT in it");
    }

    @Test
    void settingsThatAreNotSparksAreRefused() {
        assertThatThrownBy(() -> Sessions.start(Optional.of("local[2]"), Map.of("executor.memory", "1g"), 2))
                .hasMessageContaining("--conf takes Spark's own settings");
    }

    @Test
    void aJavaThatSparkCannotRunOnIsRefused() {
        assertThatThrownBy(() -> new JavaFit(26, true).check())
                .hasMessage("Spark 4.2 runs on Java up to 25, and this is Java 26")
                .extracting(failure -> ((MatineeException) failure).code().exitCode())
                .isEqualTo(5);
        assertThatThrownBy(() -> new JavaFit(25, false).check())
                .hasMessageContaining("does not let Spark into java.nio and sun.nio.ch");
        assertThatCode(() -> JavaFit.ofThisProcess().check()).doesNotThrowAnyException();
    }
}
