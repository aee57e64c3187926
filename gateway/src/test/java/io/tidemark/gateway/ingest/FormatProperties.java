package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** No byte makes a reader stumble, hang or lose a row, in any format; {@link FuzzTest} goes on with what it has found. */
class FormatProperties {
    private static final String JSON =
            "[{\"id\":\"a\",\"date\":\"2020-05-01\",\"quantity\":2,\"x\":{\"y\":1.5e1}},{\"id\":\"b\",\"date\":null}]";

    private static final Map<String, byte[]> FILES = new LinkedHashMap<>();

    private static final String CSV =
            "id;date;rep;quantity;attribute\na;2020-05-01;\"an;n\";2;\"x \"\"y\"\"\nz\"\nb;2020-05-02;ben;1;\n";
    private static final String LINES =
            "{\"id\":\"a\",\"date\":\"2020-05-01\"}\n{\"id\":\"b\",\"date\":\"2020-05-02\"}\n";

    static {
        FILES.put("csv", bytes(CSV));
        FILES.put("ndjson", bytes(LINES));
        FILES.put("x12 867", bytes(EdiIngestTest.RESALE));
        FILES.put("x12 852", bytes(EdiIngestTest.ACTIVITY));
        FILES.put("edifact", bytes(EdiIngestTest.SALES));
        FILES.put("json", bytes(JSON));
        FILES.put("xlsx", workbook());
        FILES.put("gzip", ArchiveTest.gzip(bytes("id,date\na,2020-05-01\n")));
        FILES.put("zip", ArchiveTest.zip(bytes("id,date\na,2020-05-01\n"), "a.csv"));
    }

    /** A sound file of each format. */
    static Map<String, byte[]> files() {
        return FILES;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] workbook() {
        return new Workbook()
                .format("14")
                .format("00000")
                .shared("a", "b")
                .sheet(
                        "S",
                        Workbook.row(1, "id", "date", "sku", "quantity")
                                + Workbook.row(2, "a", "1@43952", "2@42", "2")
                                + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" s=\"1\"><v>43953</v></c></row>")
                .bytes();
    }

    @Property(tries = 400)
    void noByteMakesItStumble(@ForAll long seed) {
        FILES.forEach((name, whole) -> mutated(name, whole, new Random(seed)));
        mutatedSheet(new Random(seed));
    }

    private static void mutated(String name, byte[] whole, Random random) {
        byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length) + 1) : whole.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "~*'+:?\"{}[],<>/&0 \n".charAt(random.nextInt(19));
        }
        readOrRefused(name, bytes);
    }

    /** Damage inside the packed parts of a workbook, which check sums would find first. */
    private static void mutatedSheet(Random random) {
        Workbook book = new Workbook()
                .format("14")
                .shared("a")
                .sheet("S", Workbook.row(1, "id", "date") + Workbook.row(2, "a", "1@43952"));
        book.bytes();
        List<String> parts = List.copyOf(book.parts.keySet());
        String part = parts.get(random.nextInt(parts.size()));
        StringBuilder text = new StringBuilder(book.parts.get(part));
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.setCharAt(random.nextInt(text.length()), "<>/=\"& a1Z9".charAt(random.nextInt(11)));
        }
        book.parts.put(part, text.toString());
        readOrRefused(part, book.bytes());
    }

    private static void readOrRefused(String name, byte[] bytes) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                Run run = Run.read(Profile.plain(), bytes);
                assertThat(run.report.conservation().differences()).as(name).isEmpty();
            } catch (IngestException refused) {
                assertThat(refused.problems()).as(name).isNotEmpty().allMatch(problem -> problem.contains(" — "));
            }
        });
    }

    @Test
    void shouldRefuseEveryBeginningOfATransmissionOrReadItWhole() {
        for (String text : List.of(EdiIngestTest.RESALE, EdiIngestTest.ACTIVITY, EdiIngestTest.SALES)) {
            List<String> whole = Run.of(Profile.plain(), text).table();
            for (int length = 4; length < text.length(); length++) {
                try {
                    Run run = Run.read(Profile.plain(), bytes(text.substring(0, length)));
                    assertThat(run.table()).isEqualTo(whole);
                    assertThat(text.substring(length)).isBlank();
                } catch (IngestException refused) {
                    assertThat(refused.getMessage()).contains(" — ");
                }
            }
        }
    }
}
