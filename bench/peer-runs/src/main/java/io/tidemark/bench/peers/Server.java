package io.tidemark.bench.peers;

import io.tidemark.bench.EndToEnd;
import io.tidemark.bench.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Somebody else's server as a process of its own in a folder of its own; stopped and removed whatever happens here. */
final class Server implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    interface Connection<T> {
        T to(int port) throws Exception;
    }

    private final Path folder;
    private final Path log;
    private final Process process;
    private final int port;
    private final Thread atExit;

    private Server(Path folder, Path log, Process process, int port) {
        this.folder = folder;
        this.log = log;
        this.process = process;
        this.port = port;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** @param command what to run, given the port to listen on */
    static Server start(Path folder, IntFunction<List<String>> command) throws IOException {
        Files.createDirectories(folder);
        int port = FreePorts.pair();
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Process process = new ProcessBuilder(command.apply(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new Server(folder, log, process, port);
    }

    /** Connects, again and again until the server listens. */
    <T> T connect(Connection<T> connection) throws Exception {
        long began = System.nanoTime();
        while (true) {
            try {
                return connection.to(port);
            } catch (Exception notYet) {
                if (!process.isAlive() || System.nanoTime() - began > PATIENCE_NS) {
                    close();
                    throw new IOException("the server does not answer: " + Files.readString(log), notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
        EndToEnd.delete(folder);
    }
}
