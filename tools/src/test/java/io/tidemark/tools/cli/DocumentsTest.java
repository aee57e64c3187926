package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what happens. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    private static List<String> blocks(String document) throws IOException {
        Matcher matcher = Pattern.compile("```(?:\\w*)\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve(document)));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static String block(List<String> blocks, String beginning) {
        return blocks.stream()
                .filter(block -> block.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the document has no block that begins with " + beginning));
    }

    /** What a block shows below a command: standard error and output as a terminal mixes them. */
    private static String shown(List<String> blocks, String command) {
        String after = block(blocks, "$ tools/tidemark check");
        int at = after.indexOf("$ tools/tidemark " + command);
        assertThat(at).as(command).isNotNegative();
        String rest = after.substring(after.indexOf('\n', at) + 1);
        int next = rest.indexOf("\n$ ");
        return (next < 0 ? rest : rest.substring(0, next)).strip();
    }

    @Test
    void shouldScoreYourOwnFileAsTheReadmeSays() throws IOException {
        List<String> blocks = blocks("README.md");
        Path sales = Files.writeString(folder.resolve("sales.csv"), block(blocks, "Invoice;"));
        Path profile = Files.writeString(folder.resolve("sales-profile.yaml"), block(blocks, "profile: my-sales"));
        Path program = Files.writeString(folder.resolve("program.yaml"), block(blocks, "program: first"));

        Cli.Result checked = Cli.run("check", program);
        Cli.Result scored = Cli.run("score", "--program", program, "--profile", profile, sales);
        Cli.Result asked = Cli.run(
                "score", "--program", program, "--profile", profile, "--participant", "ann", "--postings", sales);

        assertThat(plain(checked.out())).isEqualTo(shown(blocks, "check program.yaml"));
        assertThat(plain(scored.err() + scored.out()))
                .isEqualTo(shown(blocks, "score --program program.yaml --profile sales-profile.yaml sales.csv"));
        String asking =
                "score --program program.yaml --profile sales-profile.yaml --participant ann --postings sales.csv";
        assertThat(block(blocks, "$ tools/tidemark " + asking).strip())
                .isEqualTo("$ tools/tidemark " + asking + "\n" + plain(asked.out()));
    }

    private String plain(String text) {
        return text.replace(folder + "/", "")
                .replace(System.lineSeparator(), "\n")
                .strip();
    }

    @Test
    void shouldDescribeEveryOption() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/command-line.md"));

        for (String command : List.of("score", "check", "demo", "serve", "send", "watch", "simulate")) {
            Matcher options = Pattern.compile("--[a-z-]+")
                    .matcher(Cli.run(command, "--help").out());
            while (options.find()) {
                assertThat(document).contains(options.group());
            }
        }
    }

    @Test
    void shouldListEveryDependency() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/dependencies.md"));
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String managed = pom.substring(pom.indexOf("<dependencyManagement>"), pom.indexOf("</dependencyManagement>"));

        Matcher artefacts = Pattern.compile("<groupId>(?!io\\.tidemark)[^<]+</groupId><artifactId>([^<]+)</artifactId>")
                .matcher(managed);
        while (artefacts.find()) {
            String name = artefacts.group(1).replaceAll("-bom$", "").replaceAll("^eclipse-collections-api$", "-api");
            assertThat(document).as(name).contains(name);
        }
    }
}
