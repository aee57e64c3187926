package io.tidemark.engine.program;

import io.tidemark.engine.program.RuleSpec.Argument;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a model.
 *
 * @param full whether everything has a place; otherwise what the first format had no words for is left out
 */
record ModelWriter(DataOutputStream out, boolean full) {
    private interface Write<T> {
        void to(T value) throws IOException;
    }

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
        out.writeByte(full || m.isSummed() ? m.aggregate().ordinal() : 0);
        text(m.field());
        text(m.kind());
        text(m.group());
        list(m.where(), this::test);
        range(m.window());
        if (full) {
            out.writeByte(m.shift().ordinal());
        }
    }

    void track(Program.Track t) throws IOException {
        text(t.name());
        text(t.kind());
        list(t.where(), this::test);
        text(t.credit().get(0).role());
        list(t.rules(), this::rule);
        list(t.ladder(), tier -> {
            text(tier.name());
            list(tier.when(), this::condition);
        });
        if (full) {
            window(t.terms().window());
            out.writeByte(t.terms().keep());
            out.writeBoolean(t.terms().oneStep());
            number(t.cap() == null ? null : t.cap().points());
            window(t.cap() == null ? null : t.cap().window());
        }
    }

    void window(Program.Window window) throws IOException {
        out.writeByte(window == null ? -1 : window.span().ordinal());
        if (window != null) {
            out.writeShort(window.periods());
        }
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
        if (full) {
            window(r.window());
        }
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
        } else if (full && argument instanceof Argument.AttributeName attribute) {
            out.writeByte(5);
            text(attribute.name());
        } else {
            out.writeByte(0);
            out.writeLong(0);
        }
    }

    void condition(Program.Condition condition) throws IOException {
        if (full) {
            anyCondition(condition);
        } else if (condition instanceof Program.Compared compared) {
            compared(compared);
        } else {
            // what the plain format has no words for is noticed when it is read back
            compared(new Program.Compared("", "", null, false, 0));
        }
    }

    void compared(Program.Compared c) throws IOException {
        text(c.name());
        text(c.measure());
        text(c.over());
        out.writeBoolean(c.atLeast());
        out.writeLong(c.bound());
    }

    void anyCondition(Program.Condition condition) throws IOException {
        if (condition instanceof Program.Compared c) {
            out.writeByte(0);
            compared(c);
            window(c.window());
        } else if (condition instanceof Program.PointsOf c) {
            out.writeByte(1);
            text(c.name());
            text(c.rule());
            out.writeLong(c.bound());
            window(c.window());
        } else if (condition instanceof Program.Some c) {
            out.writeByte(2);
            text(c.name());
            out.writeInt(c.least());
            list(c.of(), this::condition);
        } else if (condition instanceof Program.Not c) {
            out.writeByte(3);
            text(c.name());
            condition(c.of());
        } else if (condition instanceof Program.HasStatus c) {
            out.writeByte(4);
            text(c.name());
            text(c.status());
            text(c.is());
            text(c.whose());
        } else if (condition instanceof Program.HoldsTier c) {
            out.writeByte(5);
            text(c.name());
            text(c.tier());
            text(c.whose());
        }
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
        if (full) {
            window(b.window());
        }
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
