package io.tidemark.engine.program;

import io.tidemark.engine.period.Calendar;
import org.agrona.collections.IntHashSet;

/** The closed periods of a program that sets late facts aside: nothing more is counted in them. Derived. Core thread only. */
final class LateFacts {
    private final Calendar calendar;
    private final IntHashSet shut = new IntHashSet();
    /** Those that wait for their closing, too: what comes in now will be late. */
    private final IntHashSet announced = new IntHashSet();

    LateFacts(Calendar calendar) {
        this.calendar = calendar;
    }

    void shut(int firstDay, int until) {
        add(shut, firstDay, until);
    }

    void announce(int firstDay, int until) {
        add(announced, firstDay, until);
    }

    /** A program may have had other periods when one was closed. */
    private void add(IntHashSet to, int firstDay, int until) {
        int ordinal = calendar.ordinal(firstDay);
        if (calendar.holds(ordinal) && calendar.firstDay(ordinal) == firstDay && calendar.until(ordinal) == until) {
            to.add(ordinal);
        }
    }

    boolean isShut(int ordinal) {
        return !shut.isEmpty() && shut.contains(ordinal);
    }

    boolean isShutOn(int day) {
        return !shut.isEmpty() && shut.contains(calendar.ordinal(day));
    }

    boolean isAnnouncedOn(int day) {
        return announced.contains(calendar.ordinal(day));
    }
}
