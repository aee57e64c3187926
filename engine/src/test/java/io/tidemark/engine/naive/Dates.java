package io.tidemark.engine.naive;

import java.time.LocalDate;

/** Dates as people write them. */
final class Dates {
    private Dates() {}

    static int day(String iso) {
        return (int) LocalDate.parse(iso).toEpochDay();
    }
}
