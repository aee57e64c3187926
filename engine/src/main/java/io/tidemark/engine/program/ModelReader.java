package io.tidemark.engine.program;

import io.tidemark.engine.program.RuleSpec.Argument;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link ModelWriter} wrote; damage ends in an {@link IOException} and costs no memory. */
final class ModelReader {
    /** Conditions lie within each other this deep at most. */
    static final int MAX_DEPTH = 50;

    private interface Read<T> {
        T from() throws IOException;
    }

    private final DataInputStream in;
    private final boolean full;
    private int depth;

    ModelReader(DataInputStream in, boolean full) {
        this.in = in;
        this.full = full;
    }

    Program program() throws IOException {
        return new Program(
                text(),
                text(),
                text(),
                text(),
                range(),
                new Program.Periods(
                        one(Program.Every.values()), in.readByte(), in.readInt(), in.readBoolean(), in.readBoolean()),
                new Program.Points(text(), in.readByte(), one(Program.Rounding.values()), number(), in.readLong()),
                in.readBoolean(),
                in.readBoolean(),
                new Program.Returns(in.readBoolean(), in.readInt()),
                list(() -> new Program.Group(text(), list(this::test))),
                list(() -> new Program.Kind(text(), in.readBoolean())),
                list(this::measure),
                list(this::track),
                list(this::board),
                text());
    }

    Program.Measure measure() throws IOException {
        return new Program.Measure(
                text(),
                one(Program.Aggregate.values()),
                text(),
                text(),
                text(),
                list(this::test),
                range(),
                full ? one(Program.Shift.values()) : Program.Shift.NONE);
    }

    Program.Track track() throws IOException {
        return new Program.Track(
                text(),
                text(),
                list(this::test),
                text(),
                list(this::rule),
                list(() -> new Program.Tier(text(), list(this::condition))),
                full
                        ? new Program.LadderTerms(window(), in.readUnsignedByte(), in.readBoolean())
                        : Program.LadderTerms.PLAIN,
                full ? cap() : null);
    }

    private Program.TrackCap cap() throws IOException {
        Long points = number();
        Program.Window window = window();
        return points == null ? null : new Program.TrackCap(points, window);
    }

    Program.Window window() throws IOException {
        int span = in.readByte();
        if (span >= Program.Span.values().length) {
            throw new IOException("a window of span " + span);
        }
        return span < 0 ? null : new Program.Window(Program.Span.values()[span], in.readUnsignedShort());
    }

    Program.Rule rule() throws IOException {
        String name = text();
        String kind = text();
        Map<String, Argument> arguments = new LinkedHashMap<>();
        int count = in.readUnsignedShort();
        for (int k = 0; k < count; k++) {
            arguments.put(text(), argument());
        }
        return new Program.Rule(
                name,
                new RuleSpec(kind, arguments),
                number(),
                list(this::condition),
                text(),
                full ? window() : Program.Window.PERIOD);
    }

    Argument argument() throws IOException {
        int type = in.readByte();
        return switch (type) {
            case 0 -> new Argument.Number(in.readLong());
            case 1 -> new Argument.MeasureName(text());
            case 2 -> new Argument.RuleNames(list(this::text));
            case 3 -> new Argument.Steps(list(() -> new RuleSpec.Step(in.readLong(), in.readBoolean(), in.readLong())));
            case 4 -> new Argument.Conditions(list(this::condition));
            case 5 -> new Argument.AttributeName(text());
            default -> throw new IOException("an argument of type " + type);
        };
    }

    Program.Condition condition() throws IOException {
        if (++depth > MAX_DEPTH) {
            throw new IOException("conditions lie within each other too deep");
        }
        Program.Condition condition = condition(full ? in.readByte() : 0);
        depth--;
        return condition;
    }

    private Program.Condition condition(int type) throws IOException {
        return switch (type) {
            case 0 ->
                new Program.Compared(text(), text(), text(), in.readBoolean(), in.readLong(), full ? window() : null);
            case 1 -> new Program.PointsOf(text(), text(), in.readLong(), window());
            case 2 -> new Program.Some(text(), in.readInt(), list(this::condition));
            case 3 -> new Program.Not(text(), condition());
            case 4 -> new Program.HasStatus(text(), text(), text(), text());
            case 5 -> new Program.HoldsTier(text(), text(), text());
            default -> throw new IOException("a condition of type " + type);
        };
    }

    Program.Board board() throws IOException {
        return new Program.Board(
                text(),
                text(),
                new Program.Rank(text(), text()),
                list(this::text),
                text(),
                text(),
                number(),
                full ? window() : Program.Window.PERIOD);
    }

    Program.FieldTest test() throws IOException {
        return new Program.FieldTest(text(), list(this::text), in.readBoolean(), number(), number());
    }

    Program.DateRange range() throws IOException {
        return new Program.DateRange(in.readInt(), in.readInt());
    }

    Long number() throws IOException {
        return in.readBoolean() ? in.readLong() : null;
    }

    <T> T one(T[] values) throws IOException {
        int ordinal = in.readUnsignedByte();
        if (ordinal >= values.length) {
            throw new IOException("choice " + ordinal + " of " + values.length);
        }
        return values[ordinal];
    }

    String text() throws IOException {
        int length = in.readInt();
        if (length > in.available()) {
            throw new EOFException();
        }
        return length < 0 ? null : new String(in.readNBytes(length), java.nio.charset.StandardCharsets.UTF_8);
    }

    <T> List<T> list(Read<T> read) throws IOException {
        int size = in.readInt();
        // an element takes at least a byte: a size that is damage ends here and not in memory
        if (size < 0 || size > in.available()) {
            throw new EOFException();
        }
        List<T> values = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            T value = read.from();
            if (value == null) {
                throw new IOException("a text of a list is absent");
            }
            values.add(value);
        }
        return List.copyOf(values);
    }
}
