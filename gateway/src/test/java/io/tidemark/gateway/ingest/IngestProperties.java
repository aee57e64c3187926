package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nothing vanishes, whatever a file holds, and no file makes the reader stumble. */
class IngestProperties {
    private static final String HEADER = "id,date,rep,quantity,amount,note\n";

    /** A row with what is known about it: whether it is good, and the numbers that can be read from it. */
    record Line(String text, boolean good, BigDecimal quantity, BigDecimal amount) {}

    @Provide
    Arbitrary<List<Line>> files() {
        Arbitrary<Line> good = Arbitraries.integers().between(0, 99_999_999).map(seed -> good(new Random(seed)));
        Arbitrary<Line> bad = Arbitraries.of(
                bad("x,31-02-2020,7,1,10,wrong date", "1", "10"),
                bad(",2020-05-01,7,2,10,no id", "2", "10"),
                bad("x,2020-05-01,7,3,ten,text amount", "3", "0"),
                bad("x,2020-05-01,7,4,1.23456,decimals", "4", "0"),
                bad("x,2020-05-01,7,-5,10,negative", "-5", "10"),
                bad("x,2020-05-01,7,6", "0", "0"),
                bad("x,2020-05-01,7,7,10,a,b", "0", "0"),
                new Line("g,2020-05-01,7,8,10,\"a,b,\"c\"", true, BigDecimal.valueOf(8), BigDecimal.TEN),
                bad("", "0", "0"),
                bad(",,,,,", "0", "0"),
                bad("x,2030-01-01,7,3,4,\"ahead\"", "3", "4"));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(5, good), net.jqwik.api.Tuple.of(2, bad))
                .list()
                .ofMaxSize(60);
    }

    private static Line good(Random random) {
        BigDecimal quantity = BigDecimal.valueOf(random.nextInt(1_000));
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(100_000_000), random.nextInt(5));
        String note = List.of("plain", "\"quoted, with comma\"", "5\" pipe", "\"said \"\"no\"\"\"", "")
                .get(random.nextInt(5));
        String id = "g" + random.nextInt(1_000);
        String row = String.join(",", id, "2020-05-01", "7", quantity.toPlainString(), amount.toPlainString(), note);
        return new Line(row, true, quantity, amount);
    }

    private static Line bad(String text, String quantity, String amount) {
        return new Line(text, false, new BigDecimal(quantity), new BigDecimal(amount));
    }

    @Property(tries = 300)
    void nothingVanishes(@ForAll("files") List<Line> lines) {
        StringBuilder text = new StringBuilder(HEADER);
        lines.forEach(line -> text.append(line.text()).append('\n'));

        Run run = Run.of(Profile.plain(), text.toString());

        Conservation conservation = run.report.conservation();
        assertThat(conservation.differences()).isEmpty();
        assertThat(conservation.read().rows()).isEqualTo(lines.size());
        assertThat(run.activities)
                .hasSize((int) lines.stream().filter(Line::good).count());
        assertThat(new BigDecimal(conservation.read().quantity(), 4))
                .isEqualByComparingTo(lines.stream().map(Line::quantity).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(new BigDecimal(conservation.read().amount(), 4))
                .isEqualByComparingTo(lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(run.refusals.size() + conservation.skipped().rows())
                .isEqualTo(lines.stream().filter(line -> !line.good()).count());
    }

    @Property(tries = 300)
    void strayQuotesCostTheirOwnLinesAlone(@ForAll("files") List<Line> lines, @ForAll Random random) {
        StringBuilder text = new StringBuilder(HEADER);
        int good = 0;
        for (Line line : lines) {
            if (line.good()) {
                good++;
                text.append(line.text()).append('\n');
                if (random.nextInt(4) == 0) {
                    text.append("q,2020-05-01,\"7,1,2,a,b,c\n");
                }
            }
        }

        Run run = Run.of(Profile.plain(), text.toString());

        assertThat(run.ids().stream().filter(id -> id.startsWith("g")).count()).isEqualTo(good);
        assertThat(run.report.conservation().differences()).isEmpty();
    }

    @Property(tries = 1_000)
    void noByteMakesItStumble(@ForAll("files") List<Line> lines, @ForAll Random random) {
        StringBuilder text = new StringBuilder(HEADER);
        lines.forEach(line -> text.append(line.text()).append(random.nextInt(9) == 0 ? "\r\n" : "\n"));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "\",;\n\r\0'\t|-".charAt(random.nextInt(10));
        }
        try {
            Run run = Run.read(Profile.plain(), bytes);
            assertThat(run.report.conservation().differences()).isEmpty();
            // blank lines make a row each, a return before a line feed may make one more
            assertThat(run.report.conservation().read().rows()).isLessThanOrEqualTo(2L * lines.size() + 10);
        } catch (IngestException refused) {
            assertThat(refused.problems()).isNotEmpty().allMatch(problem -> problem.contains(" — "));
        }
    }

    @Property(tries = 200)
    void anyTextIsReadOrRefused(@ForAll byte[] bytes) {
        try {
            Run.read(Profile.plain(), bytes);
        } catch (IngestException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}
