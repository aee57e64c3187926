package io.tidemark.gateway.language;

import io.tidemark.engine.program.Program.DayStart;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** When days begin in a time zone, as the core reads it: by the zone's rules known today, for the years 2000 to 2099. */
final class DayStarts {
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate BEHIND = LocalDate.of(2100, 1, 1);
    private static final long MS_PER_DAY = 86_400_000L;

    private DayStarts() {}

    /** Empty where every day begins at 00:00 UTC, or where there is no such zone. */
    static List<DayStart> of(String timezone) {
        if (!ZoneId.getAvailableZoneIds().contains(timezone)) {
            return List.of();
        }
        ZoneId zone = ZoneId.of(timezone);
        LocalDate behind = zone.getRules().isFixedOffset() ? FIRST.plusDays(1) : BEHIND;
        List<DayStart> starts = new ArrayList<>();
        int last = 0;
        for (LocalDate day = FIRST; day.isBefore(behind); day = day.plusDays(1)) {
            int utcMs = utcMs(day, zone);
            if (utcMs != last) {
                starts.add(new DayStart((int) day.toEpochDay(), utcMs));
                last = utcMs;
            }
        }
        return List.copyOf(starts);
    }

    /** Where the clocks are put forward at midnight a day begins later. */
    private static int utcMs(LocalDate day, ZoneId zone) {
        return (int) (day.atStartOfDay(zone).toInstant().toEpochMilli() - day.toEpochDay() * MS_PER_DAY);
    }
}
