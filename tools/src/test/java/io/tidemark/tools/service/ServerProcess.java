package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.cli.ServerClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real server in a process of its own, on the same ports and data folder however often it is killed and started again. */
final class ServerProcess implements AutoCloseable {
    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final Map<String, String> SETTINGS =
            Map.of("TIDEMARK_MIN_FREE_BYTES", "0", "TIDEMARK_JOURNAL_BLOCK_BYTES", "1M");

    private final Path folder;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> settings;
    private final int port = freePort();
    private final int feedPort = freePort();
    private Process process;

    /**
     * @param folder for the data folder and the log
     * @param before words in front of the Java command, a shell's for example
     * @param settings by their names in the environment
     */
    ServerProcess(Path folder, String heap, List<String> before, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.settings = settings;
        command.addAll(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.add("-Xmx" + heap);
        command.addAll(SMALL);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tidemark.tools.cli.Tidemark"));
        command.addAll(List.of("serve", "--data", data().toString(), "--port", Integer.toString(port)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    int feedPort() {
        return feedPort;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    String token() throws Failure {
        return ServerClient.token(null, data());
    }

    ServerClient client() throws Failure {
        return new ServerClient(url(), token());
    }

    /** Starts and waits until what the journal holds is there again. */
    void start() throws IOException {
        Path log = folder.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(SETTINGS);
        builder.environment().put("TIDEMARK_FEED_PORT", Integer.toString(feedPort));
        builder.environment().putAll(settings);
        process = builder.start();
        assertThat(process.inputReader().readLine()).as(Files.readString(log)).startsWith("listening");
    }

    /** SIGKILL: nothing in the process gets a word in. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** A figure of the process in {@code /proc/PID/status}, bytes: {@code VmHWM} is the most memory it ever held. */
    long memory(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith(name + ":")) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("/proc does not tell " + name);
    }

    @Override
    public void close() {
        if (process != null) {
            process.toHandle().destroyForcibly();
            process.onExit().join();
        }
    }
}
