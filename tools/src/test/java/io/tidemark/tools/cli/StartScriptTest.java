package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script in a copy of the project's folders, with a JDK and a Maven that only write down what they are told. */
class StartScriptTest {
    private static final String MAVEN_THAT_BUILDS = """
            #!/bin/sh
            echo begin >>"$MAVEN_LOG"
            sleep 0.3
            mkdir -p tools/target/lib
            : >tools/target/tools-1.jar
            echo end >>"$MAVEN_LOG"
            """;
    private static final String JAVA_THAT_TELLS = "#!/bin/sh\nfor word; do echo \"$word\"; done\n";

    @TempDir
    Path folder;

    private Path project;
    private Path script;
    private Path jdk;
    private Path commands;

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        for (String room : List.of("engine", "gateway", "tools")) {
            Files.createDirectories(project.resolve(room).resolve("src/main"));
            Files.writeString(project.resolve(room).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        script = executable(project.resolve("tools/tidemark"), Files.readString(Path.of("tidemark")));
        jdk = jdk("17.0.15", true);
        commands = Files.createDirectories(folder.resolve("bin"));
        executable(commands.resolve("mvn"), MAVEN_THAT_BUILDS);
    }

    private Path jdk(String version, boolean compiler) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk-" + version + compiler));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), JAVA_THAT_TELLS);
        if (compiler) {
            executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        }
        return home;
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private record Run(int status, List<String> out, String err) {}

    private Process start(Path started, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(started.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("PATH", commands + ":" + System.getenv("PATH"));
        builder.environment().put("MAVEN_LOG", folder.resolve("maven.log").toString());
        builder.environment().remove("TIDEMARK_JAVA_OPTS");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Run end(Process process) throws IOException, InterruptedException {
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), out.lines().toList(), err);
    }

    private Run run(Path home, String... arguments) throws IOException, InterruptedException {
        return end(start(script, home, Map.of(), arguments));
    }

    private List<String> builds() throws IOException {
        Path log = folder.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Test
    void shouldBuildOnceAndStartWithTheFlagsOfTheJdk() throws Exception {
        Run first = run(jdk, "score", "a file.csv");
        Run second = run(jdk("25.0.3", true), "--version");

        assertThat(first.status()).isZero();
        assertThat(first.err())
                .isEqualTo(
                        "tidemark: building; this takes about half a minute, some more where Maven fetches the libraries first\n");
        assertThat(first.out())
                .contains("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED")
                .doesNotContain("--sun-misc-unsafe-memory-access=allow")
                .endsWith("io.tidemark.tools.cli.Tidemark", "score", "a file.csv");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains("--sun-misc-unsafe-memory-access=allow")
                .endsWith("--version");
        assertThat(builds()).containsExactly("begin", "end");
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewer() throws Exception {
        run(jdk);
        Path source = Files.writeString(project.resolve("engine/src/main/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 5_000));

        run(jdk);

        assertThat(builds()).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void shouldBuildOnceWhenStartedTwiceAtOnce() throws Exception {
        Process first = start(script, jdk, Map.of());
        Process second = start(script, jdk, Map.of());

        assertThat(end(first).status()).isZero();
        assertThat(end(second).status()).isZero();
        assertThat(builds()).containsExactly("begin", "end");
    }

    @Test
    void shouldStartThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), script);
        Path linkToLink = Files.createSymbolicLink(commands.resolve("tm"), Path.of("../link"));

        Run run = end(start(linkToLink, jdk, Map.of(), "--help"));

        assertThat(run.err()).contains("building");
        assertThat(run.out()).endsWith("--help");
        assertThat(link).exists();
    }

    @Test
    void shouldLetTheUserOverrideTheFlags() throws Exception {
        Run run = end(start(script, jdk, Map.of("TIDEMARK_JAVA_OPTS", "-Xmx2g -XX:+UseSerialGC")));

        assertThat(run.out()).contains("-Xmx2g", "-XX:+UseSerialGC").doesNotContain("-XX:+UseParallelGC");
    }

    @Test
    void shouldCollectWithoutPausesWhereSomebodyWaits() throws Exception {
        Run serve = end(start(script, jdk, Map.of(), "serve"));
        Run score = end(start(script, jdk, Map.of(), "score"));

        assertThat(serve.out()).contains("-XX:+UseZGC").doesNotContain("-XX:+UseParallelGC");
        assertThat(score.out()).contains("-XX:+UseParallelGC").doesNotContain("-XX:+UseZGC");
    }

    @Test
    void shouldSayInASentenceWhatIsMissing() throws Exception {
        assertRefused(run(folder), "JAVA_HOME is " + folder + ", where no bin/java is.");
        assertRefused(run(jdk("11.0.2", true)), "Java 11.0.2 at ");
        assertRefused(run(jdk("1.8.0_402", true)), "is too old. Install a JDK 17 or later");
        assertRefused(run(jdk("21.0.1", false)), "has no compiler (javac)");
    }

    @Test
    void shouldNameTheLogWhenTheBuildFails() throws Exception {
        executable(commands.resolve("mvn"), "#!/bin/sh\necho '[ERROR] it does not compile'\nexit 1\n");

        Run run = run(jdk);

        assertRefused(run, "the build failed; ");
        assertThat(project.resolve("tools/target/tidemark-build.log")).hasContent("[ERROR] it does not compile");
        assertThat(run(jdk).err()).contains("the build failed");
    }

    private static void assertRefused(Run run, String sentence) {
        assertThat(run.status()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("tidemark: ").contains(sentence);
        assertThat(run.out()).isEmpty();
    }
}
