package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Lines without quotes are the rows that the parser of quotes makes of them, wherever the first quote stands. */
class PlainLinesProperties {
    /** With a quote in front the whole text is read by the parser that knows quotes. */
    private static final String QUOTED = "\"\"\n";

    @Property(tries = 500)
    void shouldSplitLikeTheParserOfQuotes(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int k = random.nextInt(400); k > 0; k--) {
            text.append(piece(random));
        }
        assertSame(text.toString());
    }

    @Property(tries = 20)
    void shouldSplitLikeTheParserOfQuotesAcrossBuffers(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < 200_000) {
            text.append("x".repeat(random.nextInt(60))).append(random.nextInt(3) == 0 ? "\r\n" : piece(random));
        }
        assertSame(text.toString());
    }

    private static String piece(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> "\n";
            case 1 -> "\r\n";
            case 2 -> random.nextInt(8) == 0 ? "\r" : ",";
            case 3, 4 -> ",";
            case 5 -> " é ";
            case 6 -> random.nextInt(60) == 0 ? "\"" : "b";
            default -> "a1";
        };
    }

    @Test
    void shouldLeaveALongLineToTheLimitsOfRows() throws IOException {
        assertSame("a,b\n" + "x".repeat(100_000) + ",b\nc,d\n");
        assertSame("a\n" + ",".repeat(2_000) + "\nb\n");
    }

    private static void assertSame(String text) throws IOException {
        List<String> careful = rows(QUOTED + text);
        assertThat(rows(text)).isEqualTo(careful.subList(1, careful.size()));
    }

    /** Line, fields and what was sent of every row; lines as if there were one more in front. */
    private static List<String> rows(String text) throws IOException {
        int before = text.startsWith(QUOTED) ? 0 : 1;
        List<String> all = new ArrayList<>();
        try (CsvRows rows = new CsvRows(new StringReader(text), ',')) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                all.add(row.line() + before + " " + row.texts() + " " + row.limit() + " " + row.isBlank() + " "
                        + rows.raw());
            }
        }
        return all;
    }
}
