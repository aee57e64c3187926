package io.tidemark.engine.measure;

import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules, the ladder and the boards of one track read, as one vector per standing: first the program's measures
 * over the standing's own period, each at its position; then whatever else was asked for while the track was compiled,
 * at most one place each. A program that asks for nothing else has the measures alone.
 */
public final class Inputs {
    /** What stands at a place behind the measures. */
    public enum Kind {
        /** A measure over a window, or of a shifted period. */
        SUM,
        /** A given number over a window. */
        GIVEN,
        /** The number in an attribute of the participant. */
        ATTRIBUTE,
        /** 1 (as a number) while a status is what is asked, otherwise 0. */
        STATUS,
        /** 1 while a tier is held, otherwise 0. */
        TIER,
        /** Counted values of a rule, or the total, over the periods of a window before this one. */
        EARLIER,
        /** The same, this period included: written while the rules are evaluated. */
        THROUGH,
        /** A rule's value over its window up to the period before; and up to this one, written. */
        BEFORE,
        REACHED,
        /** The counted value of a rule, written, for later periods to read. */
        COUNTED,
        /** The total before the track's cap, written; and the same over the cap's window before this period. */
        TOTAL,
        EARLIER_TOTAL,
        /** Points over a window, for boards. */
        POINTS,
        /** Activities over a window, for boards. */
        ACTIVE,
        /** The tier whose conditions hold, written. */
        QUALIFIED,
        /** The tier kept from earlier periods. */
        KEPT,
        /** How many values of a field have a positive net quantity over a window. */
        DISTINCT,
        /** What was reported last over a window. */
        LAST
    }

    /** Stands for the total where a rule's number could stand. */
    public static final int TOTAL = -1;

    /**
     * @param subject position of the measure, number of the rule, {@link #TOTAL}; for {@code ACTIVE} 1 where activities are
     *     counted by date
     * @param text name of what is given, of the attribute, the status or the tier
     * @param is the status asked for
     * @param whose kind of the ancestor who is asked, or null
     */
    public record Input(Kind kind, int subject, String text, String is, String whose, Program.Window window) {}

    private final List<Program.Measure> measures;
    private final boolean yearly;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Input> derived = new ArrayList<>();
    private final Map<Input, Integer> places = new HashMap<>();

    /** @param yearly whether a period is a year */
    public Inputs(List<Program.Measure> measures, boolean yearly) {
        this.measures = measures;
        this.yearly = yearly;
        for (int k = 0; k < measures.size(); k++) {
            positions.put(measures.get(k).name(), k);
        }
    }

    public static Inputs of(Program program) {
        return new Inputs(program.measures(), program.periods().every() == Program.Every.YEAR);
    }

    /** Measures of the program, which come first. */
    public int measures() {
        return measures.size();
    }

    /** Length of the vector. */
    public int count() {
        return measures.size() + derived.size();
    }

    /** Places behind the measures. */
    public int derived() {
        return derived.size();
    }

    /** What stands at the k-th place behind the measures. */
    public Input derived(int k) {
        return derived.get(k);
    }

    /** The window as it is for the program's periods. */
    public Program.Window window(Program.Window window) {
        boolean one = yearly && window.span() == Program.Span.YEAR
                || window.periods() == 1 && window.span() == Program.Span.LAST;
        return one ? Program.Window.PERIOD : window;
    }

    /** Place of a measure over a window. */
    public int measure(String name, Program.Window window) {
        int position = positions.get(name);
        Program.Measure measure = measures.get(position);
        Program.Window over = window(window);
        if (measure.isGiven()) {
            return place(new Input(Kind.GIVEN, position, measure.field(), null, null, over));
        }
        if (measure.isDistinct()) {
            return place(new Input(Kind.DISTINCT, position, null, null, null, over));
        }
        if (measure.isLast()) {
            return place(new Input(Kind.LAST, position, null, null, null, over));
        }
        boolean own = over.isPeriod() && measure.shift() == Program.Shift.NONE;
        return own ? position : place(new Input(Kind.SUM, position, null, null, null, over));
    }

    /** Place at which a measure's own value of the period is found, asked for or not. */
    public int shown(String name) {
        return measure(name, Program.Window.PERIOD);
    }

    /** Whether what stands at a place is made of facts, so that a rule may pay for it. */
    public boolean isOfFacts(int place) {
        if (place < measures.size()) {
            return true;
        }
        Kind kind = derived.get(place - measures.size()).kind();
        return kind == Kind.SUM || kind == Kind.THROUGH || kind == Kind.DISTINCT || kind == Kind.LAST;
    }

    public int attribute(String name) {
        return place(new Input(Kind.ATTRIBUTE, 0, name, null, null, Program.Window.PERIOD));
    }

    public int status(Program.HasStatus status) {
        return place(new Input(Kind.STATUS, 0, status.status(), status.is(), status.whose(), Program.Window.PERIOD));
    }

    public int tier(Program.HoldsTier tier) {
        return place(new Input(Kind.TIER, 0, tier.tier(), null, tier.whose(), Program.Window.PERIOD));
    }

    /** Place of something about the ladder. */
    public int ofLadder(Kind kind) {
        return of(kind, 0, Program.Window.PERIOD);
    }

    /** Place of something about a rule. */
    public int of(Kind kind, int rule, Program.Window window) {
        return place(new Input(kind, rule, null, null, null, window(window)));
    }

    /** The place where it stands already, or -1. */
    public int find(Kind kind, int rule, Program.Window window) {
        return places.getOrDefault(new Input(kind, rule, null, null, null, window(window)), -1);
    }

    private int place(Input input) {
        return places.computeIfAbsent(input, fresh -> {
            derived.add(fresh);
            return measures.size() + derived.size() - 1;
        });
    }

    /** Adds to a measure of the standing's own period, and to the windows that it is part of. */
    public void add(BigInteger[] inputs, int measure, BigInteger delta) {
        inputs[measure] = inputs[measure].add(delta);
        if (measures.get(measure).shift() != Program.Shift.NONE) {
            return;
        }
        for (int k = 0; k < derived.size(); k++) {
            Input input = derived.get(k);
            if (input.kind() == Kind.SUM && input.subject() == measure) {
                int place = measures.size() + k;
                inputs[place] = inputs[place].add(delta);
            }
        }
    }
}
