package io.tidemark.gateway.ingest;

import java.time.ZoneId;
import java.util.List;

/**
 * Reads the dates of one column by patterns in order of preference; a text that was seen lately is not parsed again.
 * Of one thread.
 */
final class DateReader {
    private static final int SLOTS = 1 << 12;
    private static final int LONGEST = 16;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final DatePattern[] patterns;
    private final ZoneId zone;
    /** The texts seen, a byte a character: two words each. A text of no characters is never asked for. */
    private final long[] seen = new long[2 * SLOTS];

    private final int[] days = new int[SLOTS];

    DateReader(List<String> patterns, ZoneId zone) {
        this.patterns = patterns.stream().map(DatePattern::of).toArray(DatePattern[]::new);
        this.zone = zone;
    }

    /** The epoch day of the text in {@code [from, to)}, or {@link DatePattern#NONE}. */
    int day(char[] chars, int from, int to) {
        long low = 0;
        long high = 0;
        int all = 0;
        boolean nul = false;
        for (int i = from; i < to; i++) {
            high = high << 8 | low >>> 56;
            low = low << 8 | chars[i];
            all |= chars[i];
            nul |= chars[i] == 0;
        }
        if (to - from > LONGEST || all > 0x7F || nul || to == from) {
            return parse(chars, from, to);
        }
        int slot = (int) ((low ^ high * 31) * MULTIPLIER >>> 52);
        if (seen[2 * slot] != low || seen[2 * slot + 1] != high) {
            days[slot] = parse(chars, from, to);
            seen[2 * slot] = low;
            seen[2 * slot + 1] = high;
        }
        return days[slot];
    }

    private int parse(char[] chars, int from, int to) {
        for (DatePattern pattern : patterns) {
            int day = pattern.day(chars, from, to, zone);
            if (day != DatePattern.NONE) {
                return day;
            }
        }
        return DatePattern.NONE;
    }

    /**
     * Says what is wrong with a text that is no date here.
     *
     * @param right what would be, where it is none at all
     */
    void fault(char[] chars, int from, int to, String column, String right, Faults faults) {
        String text = new String(chars, from, to - from);
        for (DatePattern pattern : patterns) {
            if (pattern.day(chars, from, to, zone) == DatePattern.NONE && pattern.isBeyondYears()) {
                faults.add(
                        Reason.DATE,
                        column,
                        text,
                        text + " is of a year that is not taken",
                        "dates from " + IngestLimits.FIRST_YEAR + " to " + IngestLimits.LAST_YEAR);
                return;
            }
        }
        faults.add(Reason.DATE, column, text, text + " is not a date", right);
    }

    /** The patterns, as a person reads them. */
    String wanted() {
        StringBuilder text = new StringBuilder();
        for (DatePattern pattern : patterns) {
            text.append(text.length() == 0 ? "" : " or ").append(pattern.pattern());
        }
        return text.toString();
    }
}
