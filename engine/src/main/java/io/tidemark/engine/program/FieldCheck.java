package io.tidemark.engine.program;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.directory.Names;

/** A {@link Program.FieldTest} with its texts as numbers of the server's text table. */
public final class FieldCheck {
    /** Stands for a field that is absent. */
    public static final int ABSENT = -1;

    private final Names names;
    private final int field;
    private final int[] values;
    /** Each value as a number, where its text is that number's plain notation; else {@link Fixed#NONE}. */
    private final long[] plain;

    private final boolean negated;
    private final long atLeast;
    private final long atMost;
    private final boolean bounded;

    public FieldCheck(Program.FieldTest test, Names names) {
        this.names = names;
        this.field = names.names.intern(test.field());
        this.values = test.values().stream().mapToInt(names.values::intern).toArray();
        this.plain = test.values().stream().mapToLong(FieldCheck::plainNumber).toArray();
        this.negated = test.negated();
        this.bounded = test.atLeast() != null || test.atMost() != null;
        this.atLeast = test.atLeast() == null ? Long.MIN_VALUE : test.atLeast();
        this.atMost = test.atMost() == null ? Long.MAX_VALUE : test.atMost();
    }

    private static long plainNumber(String text) {
        long number = Fixed.parse(text);
        return number != Fixed.NONE && Fixed.format(number).equals(text) ? number : Fixed.NONE;
    }

    /** Name number of the field. */
    public int field() {
        return field;
    }

    /** Whether a text (value number, or {@link #ABSENT}) passes. */
    public boolean accepts(int text) {
        if (bounded) {
            return text != ABSENT && within(names.values.number(text));
        }
        boolean found = false;
        for (int value : values) {
            found |= value == text;
        }
        return found != negated;
    }

    /** Whether a text of the pool, which need not be a value of any field, passes; reference 0 is an absent one. */
    public boolean acceptsReference(int reference) {
        if (bounded) {
            return reference != 0 && within(Fixed.parse(names.pool.text(reference)));
        }
        boolean found = false;
        for (int value : values) {
            found |= reference != 0 && names.pool.compare(names.values.reference(value), reference) == 0;
        }
        return found != negated;
    }

    /** Whether a number whose text is its plain notation passes. */
    public boolean acceptsPlain(long number) {
        if (bounded) {
            return within(number);
        }
        boolean found = false;
        for (long value : plain) {
            found |= value == number;
        }
        return found != negated;
    }

    private boolean within(long number) {
        return number != Fixed.NONE && number >= atLeast && number <= atMost;
    }
}
