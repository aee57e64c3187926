package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.rule.RuleKind;
import io.tidemark.engine.rule.RuleKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples in the language's document are read, so that it never shows what does not work. */
class LanguageDocumentTest {
    private final Problems problems = new Problems();

    @Test
    void shouldReadTheExamplesOfTheDocumentAsOneProgram() throws IOException {
        String document = document();
        List<String> blocks = all("(?s)```yaml\n(.*?)```", document);
        String ladder = blocks.stream()
                .filter(block -> block.startsWith("    ladder:"))
                .findFirst()
                .orElseThrow();
        StringBuilder rules = new StringBuilder("    rules:\n");
        List<String> written = all("`(\\{ \\w+: \\{.*? \\} \\})`", document);
        for (int k = 0; k < written.size(); k++) {
            rules.append("      ")
                    .append(k == 0 ? "base" : "r" + k)
                    .append(": ")
                    .append(written.get(k))
                    .append('\n');
        }
        StringBuilder text = new StringBuilder();
        blocks.stream().filter(block -> !block.startsWith(" ")).forEach(text::append);

        Program program = ProgramReader.read(
                "language.md",
                text.toString().replace("    rules: { … }\n", rules).replace("    ladder: { … }\n", ladder),
                problems);

        assertThat(problems.toString()).isEmpty();
        assertThat(program.tracks().get(0).ladder()).hasSize(3);
        assertThat(program.tracks().get(0).rules().stream()
                        .map(Rule::spec)
                        .map(spec -> spec.kind())
                        .distinct())
                .containsExactlyElementsOf(
                        RuleKinds.ALL.stream().map(RuleKind::name).toList());
    }

    @Test
    void shouldReadEachSettingOfTheDocument() throws IOException {
        List<String> settings = all("(?m)^\\| `([a-z]+: \\{.*?\\})` ", document());

        assertThat(settings).hasSize(11);
        for (String setting : settings) {
            ProgramReader.read(
                    setting,
                    "program: p\ntracks: { d: { kind: dealer, credit: dealer, rules: {} } }\n" + setting,
                    problems);
        }
        assertThat(problems.toString()).isEmpty();
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/language.md"));
    }

    private static List<String> all(String pattern, String text) {
        return new ArrayList<>(Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList());
    }
}
