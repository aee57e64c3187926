package io.tidemark.gateway.ingest;

import java.time.ZoneId;
import java.util.List;

/**
 * Reads the dates of one column by patterns in order of preference; a text that was seen lately is not parsed again.
 * Of one thread.
 */
final class DateReader {
    private static final int SLOTS = 1 << 12;

    private final DatePattern[] patterns;
    private final ZoneId zone;
    private final TextCache texts;
    private final String[] seen = new String[SLOTS];
    private final int[] days = new int[SLOTS];

    DateReader(List<String> patterns, ZoneId zone, TextCache texts) {
        this.patterns = patterns.stream().map(DatePattern::of).toArray(DatePattern[]::new);
        this.zone = zone;
        this.texts = texts;
    }

    /** The epoch day of the text in {@code [from, to)}, or {@link DatePattern#NONE}. */
    int day(char[] chars, int from, int to) {
        String text = texts.text(chars, from, to);
        int slot = (text.hashCode() ^ (text.hashCode() >>> 12)) & (SLOTS - 1);
        // the cached instance is shared, so identity is enough on the usual path
        if (seen[slot] == text || text.equals(seen[slot])) {
            return days[slot];
        }
        int day = parse(chars, from, to);
        seen[slot] = text;
        days[slot] = day;
        return day;
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

    /** The patterns, as a person reads them. */
    String wanted() {
        StringBuilder text = new StringBuilder();
        for (DatePattern pattern : patterns) {
            text.append(text.length() == 0 ? "" : " or ").append(pattern.pattern());
        }
        return text.toString();
    }
}
