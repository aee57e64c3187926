package io.tidemark.gateway.ingest;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Looks at a date column as a whole and finds the one way in which all of its values are dates. Where two ways fit and
 * give different days, or no way fits all, the answer is a question, never a guess. Values that are no date in any way do
 * not count; their rows are refused one by one later.
 */
final class DateFinder {
    private static final List<String> KNOWN = List.of(
            "yyyy-MM-dd",
            "yyyy/M/d",
            "yyyy.M.d",
            "yyyyMMdd",
            "yyyy-MM-dd'T'HH:mm:ssXXX",
            "yyyy-MM-dd'T'HH:mm:ss.SXXX",
            "yyyy-MM-dd HH:mm:ssXXX",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss.S",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd HH:mm:ss.S",
            "yyyy-MM-dd HH:mm",
            "d-M-yyyy",
            "M-d-yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "d.M.yyyy",
            "M.d.yyyy",
            "d/M/yyyy H:mm",
            "M/d/yyyy H:mm",
            "d/M/yyyy H:mm:ss",
            "M/d/yyyy H:mm:ss",
            "M/d/yyyy h:mm:ss a",
            "d.M.yyyy H:mm",
            "d.M.yyyy H:mm:ss",
            "d-MMM-yyyy",
            "d MMM yyyy",
            "MMM d, yyyy",
            "d MMMM yyyy",
            "MMMM d, yyyy");

    private final DatePattern[] patterns = KNOWN.stream().map(DatePattern::of).toArray(DatePattern[]::new);
    private final ZoneId zone;
    private long common = (1L << KNOWN.size()) - 1;
    private boolean any;
    private String example;
    private long exampleLine;
    private int exampleDay;
    private int otherDay;
    private String before;
    private long beforeLine;
    private long contraryLine;
    private String contrary;

    DateFinder(ZoneId zone) {
        this.zone = zone;
    }

    /** Looks at one value. Answers false when no further value can change the outcome. */
    boolean look(char[] chars, int from, int to, long line) {
        long fits = fits(common, chars, from, to, line);
        if (fits == 0) {
            fits = fits(~common, chars, from, to, line);
        }
        return fits == 0 || narrow(fits, chars, from, to, line);
    }

    /** Which of the candidate patterns read the value as a date; two that read it differently are remembered. */
    private long fits(long candidates, char[] chars, int from, int to, long line) {
        long fits = 0;
        int first = DatePattern.NONE;
        for (int i = 0; i < patterns.length; i++) {
            boolean candidate = (candidates & (1L << i)) != 0;
            int day = candidate ? patterns[i].day(chars, from, to, zone) : DatePattern.NONE;
            if (day != DatePattern.NONE) {
                fits |= 1L << i;
                if (first != DatePattern.NONE && day != first && example == null) {
                    remember(new String(chars, from, to - from), line, first, day);
                }
                first = first == DatePattern.NONE ? day : first;
            }
        }
        return fits;
    }

    private void remember(String text, long line, int day, int other) {
        example = text;
        exampleLine = line;
        exampleDay = day;
        otherDay = other;
    }

    private boolean narrow(long fits, char[] chars, int from, int to, long line) {
        any = true;
        if ((common & fits) == 0) {
            contrary = new String(chars, from, to - from);
            contraryLine = line;
            return false;
        }
        if ((common & fits) != common) {
            before = new String(chars, from, to - from);
            beforeLine = line;
        }
        common &= fits;
        // a year in front leaves nothing to mistake
        return Long.bitCount(common) > 1
                || !KNOWN.get(Long.numberOfTrailingZeros(common)).startsWith("yyyy");
    }

    /** The pattern, or null where no value is a date in any known way. */
    String pattern(String file, String column) throws IngestException {
        if (!any) {
            return null;
        }
        if (contrary != null) {
            throw new IngestException(
                    file + ":" + contraryLine,
                    "the dates of column " + column + " are written in more than one way: " + before + " on line "
                            + beforeLine + " and " + contrary + " on line " + contraryLine,
                    "name the patterns in the profile in order of preference, e.g. dates: [dd-MM-yyyy, yyyy-MM-dd]");
        }
        String first = KNOWN.get(Long.numberOfTrailingZeros(common));
        if (Long.bitCount(common) > 1 && example != null) {
            throw question(file, column, first, KNOWN.get(63 - Long.numberOfLeadingZeros(common)));
        }
        return first;
    }

    private IngestException question(String file, String column, String first, String second) {
        return new IngestException(
                file + ":" + exampleLine,
                "is " + example + " in column " + column + " " + name(exampleDay) + " (" + first + ") or "
                        + name(otherDay) + " (" + second + ")? Every date of the column can be read both ways",
                "say which in a profile: dates: [" + first + "] or dates: [" + second + "]");
    }

    private static String name(int day) {
        return LocalDate.ofEpochDay(day).format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH));
    }
}
