package io.tidemark.engine.program;

import io.tidemark.engine.program.RuleSpec.Argument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The canonical model as bytes, the same for equal models: the form in which a publish is journaled. Starts with a
 * format version; a newer one is refused by number.
 */
public final class ProgramCodec {
    /** The newest format. Models that say nothing which only a newer format holds are written in an older one. */
    private static final int FORMAT = 2;

    private static final int WITHOUT_CLOSING = 1;

    private ProgramCodec() {}

    public static byte[] encode(Program program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            int format = ClosingCodec.isPlain(program) ? WITHOUT_CLOSING : FORMAT;
            out.writeShort(format);
            new Writer(out).program(program);
            if (format > WITHOUT_CLOSING) {
                ClosingCodec.write(program, out);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException where the bytes are of another format or damaged */
    public static Program decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readUnsignedShort();
            if (format < WITHOUT_CLOSING || format > FORMAT) {
                throw new IllegalArgumentException(
                        "a program of format " + format + "; this version reads up to " + FORMAT);
            }
            Program program = new Reader(in).program();
            if (format > WITHOUT_CLOSING) {
                program = ClosingCodec.read(program, in);
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes are left behind its end");
            }
            return program;
        } catch (EOFException e) {
            throw new IllegalArgumentException("a damaged program: it ends too early", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("a damaged program: " + e.getMessage(), e);
        }
    }

    private interface Write<T> {
        void to(T value) throws IOException;
    }

    private interface Read<T> {
        T from() throws IOException;
    }

    private record Writer(DataOutputStream out) {
        void program(Program p) throws IOException {
            text(p.id());
            text(p.name());
            text(p.timezone());
            text(p.currency());
            range(p.runs());
            out.writeByte(p.periods().every().ordinal());
            out.writeByte(p.periods().fiscalStartMonth());
            out.writeInt(p.periods().graceDays());
            out.writeBoolean(p.periods().closesAutomatically());
            out.writeBoolean(p.periods().carriesLate());
            text(p.points().name());
            out.writeByte(p.points().decimals());
            out.writeByte(p.points().rounding().ordinal());
            number(p.points().worth());
            out.writeLong(p.points().minimumPayout());
            out.writeBoolean(p.unknownParticipantsWait());
            out.writeBoolean(p.unknownProductsWait());
            out.writeBoolean(p.returns().unmatchedWait());
            out.writeInt(p.returns().withinDays());
            list(p.groups(), group -> {
                text(group.name());
                list(group.tests(), this::test);
            });
            list(p.kinds(), kind -> {
                text(kind.name());
                out.writeBoolean(kind.signAny());
            });
            list(p.measures(), this::measure);
            list(p.tracks(), this::track);
            list(p.boards(), this::board);
            text(p.source());
        }

        void measure(Program.Measure m) throws IOException {
            text(m.name());
            out.writeByte(m.aggregate().ordinal());
            text(m.field());
            text(m.kind());
            text(m.group());
            list(m.where(), this::test);
            range(m.window());
        }

        void track(Program.Track t) throws IOException {
            text(t.name());
            text(t.kind());
            list(t.where(), this::test);
            text(t.creditRole());
            list(t.rules(), this::rule);
            list(t.ladder(), tier -> {
                text(tier.name());
                list(tier.when(), this::condition);
            });
        }

        void rule(Program.Rule r) throws IOException {
            text(r.name());
            text(r.spec().kind());
            Map<String, Argument> sorted = new TreeMap<>(r.spec().arguments());
            out.writeShort(sorted.size());
            for (Map.Entry<String, Argument> entry : sorted.entrySet()) {
                text(entry.getKey());
                argument(entry.getValue());
            }
            number(r.cap());
            list(r.needs(), this::condition);
            text(r.bestOf());
        }

        void argument(Argument argument) throws IOException {
            if (argument instanceof Argument.Number number) {
                out.writeByte(0);
                out.writeLong(number.value());
            } else if (argument instanceof Argument.MeasureName measure) {
                out.writeByte(1);
                text(measure.name());
            } else if (argument instanceof Argument.RuleNames rules) {
                out.writeByte(2);
                list(rules.names(), this::text);
            } else if (argument instanceof Argument.Steps steps) {
                out.writeByte(3);
                list(steps.steps(), step -> {
                    out.writeLong(step.at());
                    out.writeBoolean(step.times());
                    out.writeLong(step.value());
                });
            } else if (argument instanceof Argument.Conditions conditions) {
                out.writeByte(4);
                list(conditions.conditions(), this::condition);
            }
        }

        void condition(Program.Condition c) throws IOException {
            text(c.name());
            text(c.measure());
            text(c.over());
            out.writeBoolean(c.atLeast());
            out.writeLong(c.bound());
        }

        void board(Program.Board b) throws IOException {
            text(b.name());
            text(b.track());
            text(b.rank().measure());
            text(b.rank().over());
            list(b.ties(), this::text);
            text(b.level());
            text(b.per());
            number(b.min());
        }

        void test(Program.FieldTest t) throws IOException {
            text(t.field());
            list(t.values(), this::text);
            out.writeBoolean(t.negated());
            number(t.atLeast());
            number(t.atMost());
        }

        void range(Program.DateRange range) throws IOException {
            out.writeInt(range.from());
            out.writeInt(range.until());
        }

        void number(Long value) throws IOException {
            out.writeBoolean(value != null);
            if (value != null) {
                out.writeLong(value);
            }
        }

        void text(String value) throws IOException {
            byte[] bytes = value == null ? null : value.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            out.writeInt(bytes == null ? -1 : bytes.length);
            if (bytes != null) {
                out.write(bytes);
            }
        }

        <T> void list(List<T> values, Write<T> write) throws IOException {
            out.writeInt(values.size());
            for (T value : values) {
                write.to(value);
            }
        }
    }

    private record Reader(DataInputStream in) {
        Program program() throws IOException {
            return new Program(
                    text(),
                    text(),
                    text(),
                    text(),
                    range(),
                    new Program.Periods(
                            one(Program.Every.values()),
                            in.readByte(),
                            in.readInt(),
                            in.readBoolean(),
                            in.readBoolean()),
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
                    text(), one(Program.Aggregate.values()), text(), text(), text(), list(this::test), range());
        }

        Program.Track track() throws IOException {
            return new Program.Track(
                    text(),
                    text(),
                    list(this::test),
                    text(),
                    list(this::rule),
                    list(() -> new Program.Tier(text(), list(this::condition))));
        }

        Program.Rule rule() throws IOException {
            String name = text();
            String kind = text();
            Map<String, Argument> arguments = new LinkedHashMap<>();
            int count = in.readUnsignedShort();
            for (int k = 0; k < count; k++) {
                arguments.put(text(), argument());
            }
            return new Program.Rule(name, new RuleSpec(kind, arguments), number(), list(this::condition), text());
        }

        Argument argument() throws IOException {
            int type = in.readByte();
            return switch (type) {
                case 0 -> new Argument.Number(in.readLong());
                case 1 -> new Argument.MeasureName(text());
                case 2 -> new Argument.RuleNames(list(this::text));
                case 3 ->
                    new Argument.Steps(list(() -> new RuleSpec.Step(in.readLong(), in.readBoolean(), in.readLong())));
                case 4 -> new Argument.Conditions(list(this::condition));
                default -> throw new IOException("an argument of type " + type);
            };
        }

        Program.Condition condition() throws IOException {
            return new Program.Condition(text(), text(), text(), in.readBoolean(), in.readLong());
        }

        Program.Board board() throws IOException {
            return new Program.Board(
                    text(), text(), new Program.Rank(text(), text()), list(this::text), text(), text(), number());
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
}
