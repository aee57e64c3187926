package io.tidemark.bench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run took place on, for whoever reads its figures later. */
final class Environment {
    private Environment() {}

    static List<String> lines(Path folder) throws IOException {
        Path file = Files.createDirectories(folder);
        return List.of(
                "when: " + Instant.now(),
                "commit: " + said("git", "describe", "--always", "--dirty"),
                "processor: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " available, load "
                        + first(Path.of("/proc/loadavg")),
                "memory: " + first(Path.of("/proc/meminfo")).replaceAll("\\s+", " "),
                "kernel: " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "disk: " + Files.getFileStore(file).type() + " below " + folder,
                String.format(
                        Locale.ROOT,
                        "JVM: %s %s, heap %d MiB",
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.runtime.version"),
                        Runtime.getRuntime().maxMemory() >> 20),
                "Redis: " + said("redis-server", "--version"),
                "PostgreSQL: " + said(System.getProperty("peers.postgres", "") + "/postgres", "--version"),
                "Flink: "
                        + Optional.ofNullable(System.getProperty("peers.flink")).orElse("not there"));
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .orElse("unknown");
        }
    }

    private static String first(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        }
    }

    /** What a program says, or that it is not there. */
    static String said(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException absent) {
            return "not there";
        }
    }
}
