package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.engine.ActivityFrameCheck;
import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;

/** What the quick reader makes of a line is what the thorough one makes of it, byte for byte in the frame. */
class PlainLineProperties {
    private static final int TODAY = 20_543;
    private static final JsonFactory JSON = new JsonFactory();

    private final PlainLine plain = new PlainLine();
    private final ActivityJson thorough = new ActivityJson();
    private final ActivityEncoder encoder = new ActivityEncoder();

    /** A field with what it may be: mostly right, now and then not. */
    private static Arbitrary<String> field(String name, String... values) {
        Arbitrary<String> quoted = Arbitraries.of(values).map(value -> '"' + value + '"');
        Arbitrary<String> odd = Arbitraries.of(
                "\"\"",
                "null",
                "true",
                "7",
                "007",
                "1.5",
                "-3",
                "1e3",
                ".5",
                "\" x\"",
                "\"x \"",
                "\"a\\nb\"",
                "\"\u00e4\"",
                "{}",
                "\"\u007f\"",
                "[1]",
                "\"12.34567\"",
                "\"1234567890123\"",
                "\"" + "x".repeat(86) + "\"",
                "1.",
                "\"+1\"",
                "\"1,5\"",
                "\"a\"b");
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(30, quoted), net.jqwik.api.Tuple.of(1, odd))
                .map(value -> '"' + name + "\":" + value);
    }

    private static Arbitrary<String> fields() {
        return Arbitraries.oneOf(
                field("source", "pos", "other"),
                field("line", "1", "2"),
                field("revision", "0", "17", "999999999", "1234567890"),
                field("function", "original", "void"),
                field("kind", "sale", "return", "demo-2", "No"),
                field("sku", "PUMP-1", "V", "SKU-100000"),
                field("quantity", "1", "2.5", "0", "0012.5000", "999999999999"),
                field("amount", "100.5", "0.0001", "12", "1000000000000"),
                field("currency", "USD", "EUR", "usd"),
                field("original", "S1", "pos:S1/2"),
                field("territory", "north", "12", "12.50"),
                field("postal-code", "01234", "1234"),
                field("invoice", "I-1"),
                field("serial", "-5", "S"),
                field("distributor", "D1", "D2"),
                field("location", "L1"),
                field("rep", "ann", "ben", "rep-100000"),
                field("end-customer", "C1"),
                field("installer", "I1"),
                field("roles", "x"),
                field("ammount", "1"));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return line().list().ofMinSize(1).ofMaxSize(20);
    }

    private static Arbitrary<String> line() {
        Arbitrary<String> id = field("id", "1", "T10000001", "A/1");
        Arbitrary<String> date = field("date", "2026-01-05", "2026-03-31", "2026-02-30", "2099-01-01", "26-01-01");
        Arbitrary<String> blank = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, Arbitraries.just("")),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(" ", "\t ")));
        return Combinators.combine(id, date, fields().list().ofMaxSize(8), blank)
                .as((first, second, more, space) -> {
                    List<String> all = new ArrayList<>(List.of(first, second));
                    all.addAll(more);
                    return space + "{" + space
                            + String.join(space + "," + space, all).replace("\":", "\"" + space + ":" + space) + space
                            + "}";
                })
                .map(String::strip);
    }

    private boolean isPlain(byte[] line, int size, String feed) {
        return plain.read(line, PlainLine.AROUND, size, !feed.isEmpty(), TODAY);
    }

    /** The line within bytes that could be of the next and the one before. */
    private static byte[] around(byte[] line) {
        byte[] bytes = new byte[line.length + 2 * PlainLine.AROUND];
        Arrays.fill(bytes, (byte) '}');
        System.arraycopy(line, 0, bytes, PlainLine.AROUND, line.length);
        return bytes;
    }

    /** What the thorough reader makes of a line, null where there is something wrong with it. */
    private Activity thorough(byte[] line, String feed) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Activity activity = thorough.read(json, feed, TODAY);
            return json.nextToken() == null ? activity : null;
        } catch (IOException malformed) {
            return null;
        }
    }

    private static byte[] written(List<Activity> activities) {
        ActivityFrameWriter writer = new ActivityFrameWriter();
        activities.forEach(writer::add);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
        return Arrays.copyOf(buffer.byteArray(), writer.encode(buffer, 0));
    }

    @Property(tries = 1_000)
    void shouldMakeTheFrameThatTheThoroughReaderMakes(@ForAll("lines") List<String> lines) {
        check(lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList());
    }

    /** Damaged anywhere: whatever is still taken is what the thorough reader takes. */
    @Property(tries = 1_000)
    void shouldTakeNothingElseWhereBytesAreOthers(@ForAll("lines") List<String> lines, @ForAll Random random) {
        List<byte[]> damaged = new ArrayList<>();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at + 1);
                default -> bytes[at] = (byte) "\"{}:,\\ 01.-".charAt(random.nextInt(11));
            }
            damaged.add(bytes);
        }
        check(damaged);
    }

    private void check(List<byte[]> lines) {
        for (String feed : List.of("", "feed")) {
            List<Activity> expected = new ArrayList<>();
            byte[] led = ActivityEncoder.led(feed);
            encoder.clear();
            for (byte[] line : lines) {
                Activity activity = thorough(line, feed);
                if (isPlain(around(line), line.length, feed)) {
                    assertThat(activity)
                            .as(new String(line, StandardCharsets.UTF_8))
                            .isNotNull();
                    assertThat(encoder.hasRoomFor(plain, led)).isTrue();
                    encoder.add(plain, led);
                    expected.add(activity);
                } else if (activity != null) {
                    assertThat(encoder.hasRoomFor(activity)).isTrue();
                    encoder.add(activity);
                    expected.add(activity);
                }
            }
            assertThat(encoder.count()).isEqualTo(expected.size());
            if (!expected.isEmpty()) {
                assertThat(encoder.frame()).isEqualTo(written(expected));
            }
        }
    }

    @Property(tries = 50)
    void shouldMakeFramesThatAreRightWhenTheyAreFull(@ForAll Random random) {
        ActivityFrameCheck check = new ActivityFrameCheck();
        byte[] feed = ActivityEncoder.led("feed");
        int frames = 0;
        for (int k = 0; k < 2_000; k++) {
            String line = "{\"id\":\"" + text(random, k) + "\",\"date\":\"2026-01-05\",\"rep\":\"" + text(random, k)
                    + "\",\"distributor\":\"" + text(random, k) + "\",\"sku\":\"" + text(random, k)
                    + "\",\"invoice\":\""
                    + text(random, k) + "\"}";
            assertThat(isPlain(around(line.getBytes(StandardCharsets.US_ASCII)), line.length(), "feed"))
                    .isTrue();
            if (!encoder.hasRoomFor(plain, feed)) {
                byte[] frame = encoder.frame();
                assertThat(check.problem(new UnsafeBuffer(frame), 0, frame.length))
                        .isNull();
                frames++;
            }
            assertThat(encoder.hasRoomFor(plain, feed)).isTrue();
            encoder.add(plain, feed);
        }
        encoder.clear();
        assertThat(frames).isGreaterThan(7);
    }

    private static String text(Random random, int k) {
        return "x".repeat(random.nextInt(75)) + k;
    }

    @Example
    void shouldTakeLinesAsMostAre() {
        for (String line : List.of(
                "{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"quantity\":2,\"amount\":\"100.50\"}",
                "{ \"id\": \"T1/2\", \"line\": 3, \"kind\": \"return\", \"date\": \"2026-01-05\", \"original\": \"T1\" }",
                "{\"source\":\"pos\",\"id\":17,\"date\":\"2026-02-28\",\"currency\":\"USD\",\"territory\":\"\",\"revision\":\"2\"}")) {
            byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
            assertThat(isPlain(around(bytes), bytes.length, "feed")).as(line).isTrue();
        }
    }
}
