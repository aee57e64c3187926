package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RowEncoderTest {
    private static final String PROFILE = """
            profile: mixed
            fields: { id: [order, item], line: line, date: day, sku: item, quantity: n, amount: sum, rep: seller, currency: money,
                      kind: what, original: of, territory: where }
            roles: { rep.second: helper, specifier: architect }
            attributes: { cost: cost, farbe: Farbe }
            defaults: { distributor: Müller & Söhne, territory: all }
            kinds: [ { kind: return, when: { n: negative }, negate: [n, cost] } ]
            """;
    private static final String HEADER =
            "order,line,day,item,n,sum,seller,money,what,of,where,helper,architect,cost,Farbe\n";

    @Test
    void shouldMakeTheFrameOfTheActivitiesThatTheRowsAre() throws Exception {
        assertSameFrames(HEADER
                + "1,,2020-05-01,P-1,2,10.5,ann,USD,,,,,,12,grün\n"
                + "2,a,2020-05-02,P-2,-1,,bén,,,1/P-1,west,dora,,3.50,\n"
                + "3,,2020-05-02,P-1,1,,ann,EUR,demo,,,,zoë-😀,x,blau\n"
                + "4,,2020-05-03,,,7,,,,,east,ann,ann,-0.5,12\n");
    }

    @Property(tries = 60)
    void shouldMakeTheSameFramesOfAnyRows(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(HEADER);
        int rows = 1 + random.nextInt(700);
        for (int k = 0; k < rows; k++) {
            text.append(k)
                    .append(',')
                    .append(random.nextInt(3) == 0 ? "" + random.nextInt(9) : "")
                    .append(",2020-05-")
                    .append(10 + random.nextInt(20))
                    .append(',');
            for (int column = 3; column < 15; column++) {
                text.append(cell(column, random)).append(column == 14 ? '\n' : ',');
            }
        }
        assertSameFrames(text.toString());
    }

    private static String cell(int column, Random random) {
        if (random.nextInt(3) == 0) {
            return column == 3 ? "P" : "";
        }
        return switch (column) {
            case 4 -> Integer.toString(random.nextInt(9) - 3);
            case 5 -> random.nextInt(900) + "." + random.nextInt(100);
            case 7 -> random.nextBoolean() ? "USD" : "EUR";
            case 8 -> random.nextBoolean() ? "sale" : "demo";
            default ->
                "été-" + "x".repeat(random.nextInt(60)) + random.nextInt(200) + (random.nextInt(5) == 0 ? "😀" : "");
        };
    }

    private static void assertSameFrames(String text) throws Exception {
        Path file = Files.createTempFile("rows", ".csv");
        try {
            Files.writeString(file, text);
            Frames both = new Frames();
            IngestReport report = new IngestReport("rows.csv");
            new FileIngest(Run.profile(PROFILE), "feed", Run.TODAY).read(file, report, both);
            both.flush();
            assertThat(report.conservation().handedOn().rows()).isPositive();
            assertThat(both.activities)
                    .hasSize((int) report.conservation().handedOn().rows());
        } finally {
            Files.delete(file);
        }
    }

    /** Takes every row both ways, and compares each frame. */
    private static final class Frames implements ActivitySink {
        private final RowEncoder encoder = new RowEncoder();
        private final ActivityFrameWriter writer = new ActivityFrameWriter();
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
        private final List<Activity> activities = new ArrayList<>();
        private final List<Activity> inFrame = new ArrayList<>();

        @Override
        public void row(long line, MappedRow row, long quantity, long amount) {
            Activity activity = row.activity();
            if (encoder.count() == EngineLimits.MAX_COMMANDS || !encoder.hasRoomFor(row)) {
                flush();
            }
            encoder.add(row);
            writer.add(activity);
            activities.add(activity);
            inFrame.add(activity);
        }

        void flush() {
            encoder.report(7);
            writer.report(7);
            byte[] frame = encoder.frame();
            int length = writer.encode(buffer, 0);
            assertThat(frame).isEqualTo(Arrays.copyOf(buffer.byteArray(), length));
            assertThat(FrameActivities.of(new UnsafeBuffer(frame), 0))
                    .usingRecursiveComparison()
                    .isEqualTo(inFrame.stream().toList());
            inFrame.clear();
        }

        @Override
        public void activity(long line, Activity activity, long quantity, long amount) {
            throw new AssertionError("a file has rows");
        }

        @Override
        public void refused(Refusal refusal) {
            // a sale of less than nothing, for one
        }
    }
}
