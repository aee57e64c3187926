package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;
import io.tidemark.gateway.language.SourceNode.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceReaderTest {
    private final Problems problems = new Problems();

    @Test
    void shouldKeepEveryScalarAsWritten() {
        Mapping root = yaml("a: 0123\nb: NO\nc: 1.10\nd: 2026-01-01\ne: \"null\"\n");

        assertThat(root.entries())
                .extracting(entry -> ((Scalar) entry.value()).text())
                .containsExactly("0123", "NO", "1.10", "2026-01-01", "null");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldKnowWhereKeysAndValuesStand() {
        Mapping root = yaml("name: x\ngroups:\n  pumps: { sku: [A, B] }\n");

        Mapping groups = (Mapping) root.value("groups");
        assertThat(groups.entry("pumps").keyPosition()).isEqualTo(new Position("p.yaml", 3, 3));
        Sequence skus = (Sequence) ((Mapping) groups.value("pumps")).value("sku");
        assertThat(skus.position()).isEqualTo(new Position("p.yaml", 3, 17));
        assertThat(skus.items().get(1).position()).isEqualTo(new Position("p.yaml", 3, 21));
    }

    @Test
    void shouldReadJsonNumbersFromTheirSourceText() {
        Mapping root = (Mapping) SourceReader.read("p.json", "{\"a\": 0.30, \"b\": 90000000000.0001}", problems);

        assertThat(((Scalar) root.value("a")).text()).isEqualTo("0.30");
        assertThat(((Scalar) root.value("b")).text()).isEqualTo("90000000000.0001");
        assertThat(root.value("b").position()).isEqualTo(new Position("p.json", 1, 18));
    }

    @Test
    void shouldReadJsonByItsBraceWhereTheNameDoesNotSay() {
        SourceReader.read("draft", " {\"a\": 1,}", problems);

        assertThat(problems.toString()).contains("the JSON cannot be read here");
    }

    @Test
    void shouldTolerateAByteOrderMark() {
        Mapping root = yaml("\uFEFFa: b\n");

        assertThat(root.entry("a").keyPosition().column()).isEqualTo(1);
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a: &x 1                 | p.yaml:1:4: an anchor (&x) stands before the value — write the value alone
                    a: *x                   | p.yaml:1:4: an alias (*x) repeats another place of the file — write the value out here
                    a: !!int 1              | p.yaml:1:4: a tag (tag:yaml.org,2002:int) stands before the value — write the value alone
                    <<: { b: c }            | p.yaml:1:1: a merge key (<<) stands here — write out the keys
                    a:                      | p.yaml:1:1: the key a has a colon and no value — write a value after the colon, {} for
                    a: ~                    | p.yaml:1:4: ~ without quotes means no value — leave the key out, or write "~" for the text
                    a: null                 | p.yaml:1:4: null without quotes means no value — leave the key out
                    a: { b:c }              | p.yaml:1:6: b:c is a key without a value — write a space after the colon: b: c
                    a: [b, , c]             | p.yaml:1:8: the YAML cannot be read here
                    a: 1\\na: 2             | p.yaml:2:1: the key a stands twice, first in line 1 — drop one of them
                    a: 1\\n---\\nb: 2       | p.yaml:2:1: a second document begins here — one file holds one document
                    [a]: 1                  | p.yaml:1:1: a key is a list — a key is a plain text before a colon
                    a: b: c                 | p.yaml:1:5: a second colon stands in this line
                    a:\\n\\tb: c            | p.yaml:2:1: the line is indented with a tab — indent with spaces
                    a: "b                   | p.yaml:1:6: a quote is opened and not closed before the end of the file — close it
                    a: [b                   | p.yaml:1:6: a list in brackets is not closed
                    a: {b: c                | p.yaml:1:9: a mapping in braces is not closed
                    a: @b                   | p.yaml:1:4: the value begins with a character that means something else
                    a: "\\\\q"              | p.yaml:1:6: a backslash in double quotes begins an escape that does not exist
                    a: 1\\n  b: 2           | p.yaml:2:4: a second colon stands in this line, or the line is indented further
                    '  a: 1\\n b: 2'        | p.yaml:2:2: this line is indented differently
                    a: AB #1                | p.yaml:1:4: warning: what follows # after AB is a comment and not part of the value — quote
                    a: AB  #1               | p.yaml:1:4: warning: what follows # after AB is a comment
                    # nothing               | p.yaml:1:1: the file holds only comments — write at least one key
                    """)
    void shouldSayWhatIsWrongInYaml(String text, String expected) {
        yaml(text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\"));

        assertThat(problems.toString()).startsWith(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a: AB  # a remark\n", "a: 5 # five\n", "a: { b: c }    # x\n", "a:  # x\n  b: c\n", "a: '#1'\n"
            })
    void shouldTakeACommentForAComment(String text) {
        yaml(text);

        assertThat(problems.isEmpty()).as(problems.toString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a": 1, "a": 2}        | p.json:1:10: the key a stands twice, first in line 1 — drop one of them
                    {"a": null}             | p.json:1:7: null stands for a value — leave the key out
                    {"a": 1} x              | p.json:1:10: the JSON cannot be read here
                    {"a": 1} {}             | p.json:1:10: something follows after the end — one file holds one object
                    {"a": 01}               | p.json:1:8: the JSON cannot be read here
                    {"a": [1, 2}            | p.json:1:12: the JSON cannot be read here
                    """)
    void shouldSayWhatIsWrongInJson(String text, String expected) {
        SourceReader.read("p.json", text, problems);

        assertThat(problems.toString()).startsWith(expected);
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertThat(SourceReader.read("p.yaml", " \n", problems)).isNull();
        assertThat(problems.toString())
                .isEqualTo("p.yaml:1:1: the file is empty — write at least one key and its value");
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge() {
        assertThat(SourceReader.read("p.yaml", "a".repeat(SourceReader.MAX_CHARACTERS + 1), problems))
                .isNull();
        assertThat(problems.toString()).startsWith("p.yaml:1:1: the file has 1048577 characters — at most 1048576");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.yaml", "p.json"})
    void shouldRefuseWhatNestsTooDeep(String file) {
        assertThat(SourceReader.read(file, "[".repeat(200_000), problems)).isNull();
        assertThat(problems.toString()).contains(":1:52: mappings and lists stand more than 50 deep");
    }

    @Test
    void shouldReadAsDeepAsTheLimit() {
        assertThat(SourceReader.read("p.yaml", "[".repeat(50) + "a" + "]".repeat(50), problems))
                .isNotNull();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldRefuseControlCharacters() {
        yaml("a: b\nc: d\u0007e\n");

        assertThat(problems.toString()).startsWith("p.yaml:2:5: the character U+0007 cannot stand in a text file");
    }

    private Mapping yaml(String text) {
        return SourceReader.read("p.yaml", text, problems) instanceof Mapping mapping ? mapping : null;
    }
}
