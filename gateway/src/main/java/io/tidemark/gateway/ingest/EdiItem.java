package io.tidemark.gateway.ingest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A quantity in a report, as the report means it.
 *
 * @param kind {@code sale}, {@code return}, or what else it is: then the row is passed over and counted
 * @param quantity as written, with a decimal point
 * @param location where the quantity itself names its place, or empty
 * @param ordinal which row of the report it is, from 1
 */
record EdiItem(EdiView view, String kind, String quantity, String location, long ordinal) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,18}(\\.\\d{0,9})?|\\.\\d{1,9})");

    boolean isSale() {
        return kind.equals("sale") || kind.equals("return");
    }

    /** {@code return} where a sale is negative: a report that nets them says so by the sign. */
    String told() {
        return isSale() && quantity.startsWith("-") ? turned() : kind;
    }

    private String turned() {
        return kind.equals("sale") ? "return" : "sale";
    }

    /** The quantity without its sign, which the kind tells. */
    String units() {
        return isSale() ? unsigned(quantity) : quantity;
    }

    static String unsigned(String number) {
        return number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
    }

    /** The price of all units, exact, or empty where either is no number. */
    String times(String price, String per) {
        if (!NUMBER.matcher(price).matches() || !NUMBER.matcher(quantity).matches()) {
            return "";
        }
        BigDecimal amount = new BigDecimal(price).multiply(new BigDecimal(quantity));
        if (NUMBER.matcher(per).matches() && new BigDecimal(per).signum() > 0) {
            amount = amount.divide(new BigDecimal(per), 4, RoundingMode.HALF_UP);
        }
        return amount.stripTrailingZeros().toPlainString();
    }

    /** {@code 20200531}, {@code 200531} or {@code 202005311345} as {@code 2020-05-31}; anything else as it stands. */
    static String day(String text) {
        String digits = text.length() == 6
                ? "20" + text
                : text.length() == 12 || text.length() == 14 ? text.substring(0, 8) : text;
        if (digits.length() != 8 || !areDigits(digits)) {
            return text;
        }
        char[] day = new char[10];
        digits.getChars(0, 4, day, 0);
        day[4] = '-';
        digits.getChars(4, 6, day, 5);
        day[7] = '-';
        digits.getChars(6, 8, day, 8);
        return new String(day);
    }

    private static boolean areDigits(String text) {
        for (int k = 0; k < text.length(); k++) {
            if (text.charAt(k) < '0' || text.charAt(k) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is one that {@link #day} makes of a date, or none. */
    static boolean isDay(String text) {
        return text.isEmpty() || text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
    }

    /** The segment whose first element is the first of these codes that there is; the first segment where none is. */
    static EdiSegment preferred(List<EdiSegment> segments, List<String> codes, boolean anyOther) {
        for (String code : codes) {
            for (EdiSegment segment : segments) {
                if (segment.text(1).equals(code)) {
                    return segment;
                }
            }
        }
        return segments.isEmpty() || !anyOther ? null : segments.get(0);
    }
}
