package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {
    private final Problems problems = new Problems();

    @Test
    void shouldReadWhatItsKeysSay() {
        MappingReader reader = reader(
                "{ name: x, id: a-1, number: 1.5, whole: 7, flag: true, date: 2026-03-01, one: a, many: [a, b], in: {} }");

        assertThat(reader.text("name")).isEqualTo("x");
        assertThat(reader.id("id")).isEqualTo("a-1");
        assertThat(reader.number("number")).isEqualTo(15_000L);
        assertThat(reader.whole("whole", 0, 9)).isEqualTo(7);
        assertThat(reader.flag("flag")).isTrue();
        assertThat(reader.date("date")).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(reader.texts("one")).containsExactly("a");
        assertThat(reader.texts("many")).containsExactly("a", "b");
        assertThat(reader.mapping("in")).isNotNull();
        assertThat(reader.choice("one", Map.of("a", 5))).isEqualTo(5);
        reader.unknownKeys();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldAnswerNullForWhatIsAbsent() {
        MappingReader reader = reader("{ a: b }");

        assertThat(reader.text("x")).isNull();
        assertThat(reader.number("x")).isNull();
        assertThat(reader.flag("x")).isNull();
        assertThat(reader.date("x")).isNull();
        assertThat(reader.mapping("x")).isNull();
        assertThat(reader.list("x")).isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldSayNothingTwiceAboutWhatWasRefusedAlready() {
        MappingReader reader = reader("a:\nb: 1\n");

        assertThat(reader.text("a")).isNull();
        assertThat(reader.requiredText("a", "a: x")).isNull();
        assertThat(reader.mapping("a")).isNull();
        assertThat(reader.list("a")).isEmpty();
        assertThat(problems.errorCount()).isEqualTo(1);
    }

    @Test
    void shouldRefuseEveryUnknownKey() {
        MappingReader reader = reader("{ name: x, nmae: y, q: z }");
        reader.knows("name", "number");
        reader.unknownKeys();

        assertThat(problems.toString())
                .isEqualTo("p.yaml:1:12: it has no key nmae — did you mean name?\n"
                        + "p.yaml:1:21: it has no key q — known are name, number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pmups | pumps
                    Pumps | pumps
                    pump  | pumps
                    pupms | pumps
                    valve |
                    p     |
                    """)
    void shouldFindTheNearestName(String written, String nearest) {
        assertThat(Nearest.to(written, List.of("base", "pumps", "volume"))).isEqualTo(nearest);
    }

    @Test
    void shouldKeepAtMostAThousandProblems() {
        StringBuilder text = new StringBuilder("program: p\n");
        for (int k = 0; k < 5_000; k++) {
            text.append("unknown-").append(k).append(": x\n");
        }

        assertThat(ProgramReader.read("p.yaml", text.toString(), problems)).isNull();
        assertThat(problems.all()).hasSize(Problems.MOST);
        assertThat(problems.errorCount()).isEqualTo(5_001);
    }

    private MappingReader reader(String text) {
        return MappingReader.of("it", SourceReader.read("p.yaml", text, problems), problems);
    }
}
