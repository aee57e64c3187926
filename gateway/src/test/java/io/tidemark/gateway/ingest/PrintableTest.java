package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    private static boolean isPrintable(String text) {
        return IntStream.range(0, text.length()).allMatch(place -> Printable.isAt(text, place));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A 1", "é", "\uD83D\uDE00", "a\uD83D\uDE00b", "\uFFFD", "\u00A0"})
    void shouldAllowWholeCharacters(String text) {
        assertThat(isPrintable(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "\n", "\u007F", "\uD83D", "\uD83Db", "\uDE00", "a\uDE00", "\uDE00\uD83D"})
    void shouldRefuseControlCharactersAndHalfOnes(String text) {
        assertThat(isPrintable(text)).isFalse();
    }
}
