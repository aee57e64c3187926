package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in a process of their own, with a standard output that does not take what they say. */
class StandardOutputTest {
    @TempDir
    private Path folder;

    private record Ended(int status, String err) {}

    /** @param shell starts {@code "$@"}, the command */
    private Ended run(String shell, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "set -o pipefail; " + shell, "bash"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tidemark.tools.cli.Tidemark"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), err);
    }

    @Test
    void shouldEndWithoutAWordWhenTheReaderIsGone() throws Exception {
        Path program = Files.writeString(folder.resolve("p.yaml"), ExitStatusTest.PROGRAM);

        for (Object[] command : new Object[][] {{"score", "--help"}, {"check", program}, {"--version"}}) {
            // the reader is gone before the command has begun
            Ended ended = run("{ sleep 0.3; \"$@\"; } | true", command);
            assertThat(ended).isEqualTo(new Ended(141, ""));
        }
    }

    @Test
    void shouldEndWith3WhenTheDiskIsFull() throws Exception {
        Ended ended = run("\"$@\" >/dev/full", "score", "--help");

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).isEqualTo("the answer could not be written whole — is the disk full?\n");
    }
}
