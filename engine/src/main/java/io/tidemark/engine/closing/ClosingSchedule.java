package io.tidemark.engine.closing;

import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;

/** Which period of a program closes by itself next, and when. Core thread only. */
final class ClosingSchedule {
    private final ProgramClosings all;

    ClosingSchedule(ProgramClosings all) {
        this.all = all;
    }

    /** When the next one closes, epoch milliseconds; the largest long where none does. */
    long dueMs() {
        Due next = next();
        return next == null ? Long.MAX_VALUE : next.closesMs();
    }

    /** A period that closes by itself: its first day, and when. */
    record Due(int from, long closesMs) {}

    private int closedUntil(ProgramInstance version) {
        return all.periods.stream()
                .filter(period -> version.showsOn(period.from))
                .mapToInt(period -> period.until)
                .max()
                .orElse(Integer.MIN_VALUE);
    }

    /** The next one, or null. */
    Due next() {
        Due next = null;
        for (ProgramInstance version : all.instances.instances()) {
            boolean closes = version.program().periods().closesAutomatically();
            int ordinal = closes ? nextOrdinal(version) : Calendar.NONE;
            if (ordinal != Calendar.NONE) {
                Due own = new Due(
                        version.calendar().firstDay(ordinal), version.calendar().closesMs(ordinal));
                next = next == null || own.closesMs() < next.closesMs() ? own : next;
            }
        }
        return next;
    }

    /** The first period of a version that closes after the program was published and is neither closed nor about to be, or none. */
    private int nextOrdinal(ProgramInstance version) {
        Calendar calendar = version.calendar();
        Program program = version.program();
        int first = Math.max(program.runs().from(), version.shownFrom());
        int until = Math.min(program.runs().until(), version.shownUntil());
        int sinceDay = (int) Math.floorDiv(all.sinceMs, 86_400_000L)
                - program.periods().graceDays()
                - 1;
        int ordinal = calendar.nearest(Math.max(sinceDay, closedUntil(version)));
        while (calendar.holds(ordinal)
                && (calendar.closesMs(ordinal) <= all.sinceMs
                        || calendar.until(ordinal) <= first
                        || all.isWanted(version, ordinal)
                        || all.isClosed(version, ordinal))) {
            if (calendar.until(ordinal) < first && program.periods().listed().isEmpty()) {
                ordinal = calendar.nearest(first);
            } else {
                ordinal++;
            }
        }
        return calendar.holds(ordinal) && calendar.firstDay(ordinal) < until ? ordinal : Calendar.NONE;
    }
}
