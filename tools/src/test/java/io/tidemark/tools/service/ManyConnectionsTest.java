package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More connections at once than the server takes: it says so to those it does not take, serves the others, and holds little. */
class ManyConnectionsTest {
    private static final int CONNECTIONS = Integer.getInteger("tidemark.connections", 1_500);
    private static final int USUAL = Settings.presets().count(Setting.MAX_CONNECTIONS);
    private static final int LIMIT = CONNECTIONS > 2 * USUAL ? USUAL : CONNECTIONS / 3;
    /** Files that a process has open beside connections. */
    private static final int OTHER_FILES = 500;
    /** A client that only just asked how the server is may still be connected. */
    private static final int OTHERS = 5;

    private static final long MOST_MEMORY = 512L << 20;
    private static final byte[] REQUEST =
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private final List<Socket> open = new ArrayList<>();

    @Test
    void shouldServeAsManyAsItTakesAndTurnTheOthersAwayInWords() throws Exception {
        assumeFiles(CONNECTIONS + OTHER_FILES);
        // a shell may have been given fewer files than it may ask for
        List<String> shell =
                List.of("bash", "-c", "ulimit -n " + (LIMIT + OTHER_FILES) + " 2>/dev/null; exec \"$@\"", "bash");
        Map<String, String> settings = Map.of("TIDEMARK_MAX_CONNECTIONS", Integer.toString(LIMIT));
        try (ServerProcess server = new ServerProcess(folder, "512m", shell, settings)) {
            server.start();
            for (int k = 0; k < CONNECTIONS; k++) {
                Socket socket = new Socket();
                socket.connect(server.address(), 30_000);
                socket.setSoTimeout(30_000);
                open.add(socket);
            }
            int served = 0;
            for (Socket socket : open) {
                served += ask(socket) ? 1 : 0;
            }
            assertThat(served).isBetween(LIMIT - OTHERS, LIMIT);
            long most = server.memory("VmHWM");
            System.out.printf(
                    Locale.ROOT,
                    "connections %,d, served %,d, most memory of the process %,d MiB%n",
                    CONNECTIONS,
                    served,
                    most >> 20);
            assertThat(most).isLessThan(MOST_MEMORY);
            close();
            assertThat(server.client().get("/health/ready").status()).isEqualTo(200);
            assertThat(server.client().get("/v1/programs").status()).isEqualTo(200);
        } finally {
            close();
        }
    }

    private static void assumeFiles(int wanted) {
        long most = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
        if (most < wanted) {
            System.out.println("Skipped: " + wanted + " open files are needed and " + most
                    + " are allowed here (ulimit -Hn); the limit of connections is NOT checked by this run.");
        }
        assumeTrue(most >= wanted, "too few open files are allowed: connections are NOT checked by this run");
    }

    /** Whether a connection is served; one that is not is told why. */
    private static boolean ask(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(REQUEST);
        } catch (IOException closed) {
            // turned away before it asked: the reason is there to be read
        }
        byte[] bytes = new byte[2_000];
        int length = socket.getInputStream().read(bytes);
        String answer = new String(bytes, 0, Math.max(0, length), StandardCharsets.UTF_8);
        if (answer.startsWith("HTTP/1.1 200 ")) {
            return true;
        }
        assertThat(answer)
                .startsWith("HTTP/1.1 503 ")
                .contains("application/problem+json", "too many connections", "max-connections");
        return false;
    }

    private void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }
}
