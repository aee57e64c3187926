package io.tidemark.gateway.ingest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;

/**
 * How a cell shows its number, as far as it matters for what the number means: as a date, or with leading zeros. Any other
 * number is read itself, at 15 significant digits as a spreadsheet shows it. Immutable.
 */
final class CellFormat {
    static final CellFormat GENERAL = new CellFormat(false, "");

    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);
    private static final int LONGEST_PLAIN = 15;
    private static final int LAST_SERIAL = 2_958_465;
    private static final int DAYS_TO_1904 = 1_462;
    private static final long SECONDS = 86_400;

    private final boolean date;
    /** {@code 00000}, {@code 000-00-0000}: every zero is a digit; or empty. */
    private final String zeros;

    private CellFormat(boolean date, String zeros) {
        this.date = date;
        this.zeros = zeros;
    }

    /**
     * @param id of the format, below 164 one of those that every workbook has
     * @param code its code, or null
     */
    static CellFormat of(int id, String code) {
        if (code == null) {
            return isDateId(id) ? new CellFormat(true, "") : GENERAL;
        }
        String bare = bare(code);
        if (isDate(bare)) {
            return new CellFormat(true, "");
        }
        String literal = literal(code);
        return literal == null ? GENERAL : new CellFormat(false, literal);
    }

    private static boolean isDateId(int id) {
        return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id == 45 || id == 47 || id >= 50 && id <= 58;
    }

    /** The first section of the code without texts in quotes, escapes and what stands in brackets. */
    private static String bare(String code) {
        StringBuilder bare = new StringBuilder();
        for (int i = 0; i < code.length() && code.charAt(i) != ';'; i++) {
            char c = code.charAt(i);
            if (c == '"') {
                i = end(code, i, '"');
            } else if (c == '[') {
                int from = i;
                i = end(code, i, ']');
                // elapsed time is a number of hours, no date
                bare.append(
                        "hms".indexOf(Character.toLowerCase(code.charAt(Math.min(from + 1, code.length() - 1)))) >= 0
                                ? "#"
                                : "");
            } else if (c == '\\' || c == '_' || c == '*') {
                i++;
            } else {
                bare.append(c);
            }
        }
        return bare.toString().toLowerCase(Locale.ROOT);
    }

    private static int end(String code, int from, char closing) {
        int end = code.indexOf(closing, from + 1);
        return end < 0 ? code.length() : end;
    }

    private static boolean isDate(String bare) {
        boolean number = bare.contains("general") || bare.indexOf('#') >= 0 || bare.indexOf('?') >= 0;
        return !number && bare.chars().anyMatch(c -> "ymdhs".indexOf(c) >= 0);
    }

    /** The code as literals and zeros, or null where it has anything else, or fewer than two zeros. */
    private static String literal(String code) {
        StringBuilder literal = new StringBuilder();
        int zeros = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '0') {
                zeros++;
                literal.append('\0');
            } else if (c == '"') {
                int end = end(code, i, '"');
                literal.append(code, i + 1, end);
                i = end;
            } else if (c == '\\' && i + 1 < code.length()) {
                literal.append(code.charAt(++i));
            } else if (c == '-' || c == '/' || c == ' ' || c == '(' || c == ')') {
                literal.append(c);
            } else {
                return null;
            }
        }
        return zeros < 2 || literal.length() > IngestLimits.SHOWN_CHARS ? null : literal.toString();
    }

    /** The number as a text: a date {@code 2020-05-31} or {@code 2020-05-31 13:45:00}, or a plain number. */
    String text(String number, boolean from1904) {
        if (date) {
            String day = day(number, from1904);
            return day == null ? number : day;
        }
        String plain = plain(number);
        return zeros.isEmpty() ? plain : filled(plain);
    }

    static String plain(String number) {
        boolean simple = number.length() <= LONGEST_PLAIN;
        for (int i = 0; simple && i < number.length(); i++) {
            char c = number.charAt(i);
            simple = c >= '0' && c <= '9' || c == '.' || c == '-';
        }
        return simple || number.length() > 40 ? number : rounded(number);
    }

    private static String rounded(String number) {
        try {
            BigDecimal value = new BigDecimal(number);
            if (value.signum() == 0 || Math.abs((long) value.precision() - value.scale()) > 330) {
                return value.signum() == 0 ? "0" : number;
            }
            BigDecimal shown = value.round(SHOWN).stripTrailingZeros();
            return shown.toPlainString();
        } catch (NumberFormatException | ArithmeticException none) {
            return number;
        }
    }

    private String filled(String plain) {
        if (plain.isEmpty() || !plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return plain;
        }
        StringBuilder text = new StringBuilder();
        int digit = plain.length() - 1;
        int first = zeros.indexOf('\0');
        for (int i = zeros.length() - 1; i >= 0; i--) {
            if (zeros.charAt(i) != '\0') {
                text.append(zeros.charAt(i));
            } else {
                text.append(digit >= 0 ? plain.charAt(digit--) : '0');
                for (; i == first && digit >= 0; digit--) {
                    text.append(plain.charAt(digit));
                }
            }
        }
        return text.reverse().toString();
    }

    /** The day of a serial, or null where it is none. The year 1900 has its 29 February, which is no date anywhere else. */
    private static String day(String number, boolean from1904) {
        double serial;
        try {
            serial = Double.parseDouble(number);
        } catch (NumberFormatException none) {
            return null;
        }
        if (!(serial >= 0 && serial < LAST_SERIAL + 1)) {
            return null;
        }
        long seconds = Math.round((serial - Math.floor(serial)) * SECONDS);
        long day = (long) Math.floor(serial) + seconds / SECONDS;
        String time = seconds % SECONDS == 0 ? "" : LocalTime.ofSecondOfDay(seconds % SECONDS) + "";
        time = time.length() == 5 ? time + ":00" : time;
        if (day == 0 && !from1904) {
            return time.isEmpty() ? null : time;
        }
        String date = from1904 ? date(day + DAYS_TO_1904) : date(day);
        return time.isEmpty() ? date : date + " " + time;
    }

    private static String date(long day) {
        if (day == 60) {
            return "1900-02-29";
        }
        return LocalDate.of(1899, 12, 31).plusDays(day > 60 ? day - 1 : day).toString();
    }
}
