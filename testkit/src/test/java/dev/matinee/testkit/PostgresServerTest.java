package dev.matinee.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    @Test
    void theServerAnswersUntilItIsClosed() throws IOException {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
        int port;
        try (PostgresServer server = PostgresServer.start()) {
            port = URI.create(server.url().substring("jdbc:".length())).getPort();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
        assertThat(answers(port)).isFalse();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
