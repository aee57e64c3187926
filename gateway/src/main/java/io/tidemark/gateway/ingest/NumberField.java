package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import java.math.BigInteger;
import java.util.List;

/**
 * The quantity or the amount of a row: one column, or the product of two. Read once a row, in the file's own sign; the
 * kind's rule may turn the sign afterwards. Of one thread.
 */
final class NumberField {
    private static final BigInteger RANGE = BigInteger.valueOf(IngestLimits.NUMBER_UNITS);

    private final String name;
    private final int[] places;
    private final String[] columns;
    private final NumberText numbers;
    private final NumberText.Fault[] why;
    private final boolean[] blank;

    private long value;
    private NumberText.Fault productFault;

    /** @param source null where no column is mapped */
    NumberField(String name, Profile.Source source, Header header, NumberText numbers) {
        this.name = name;
        List<String> mapped = source == null ? List.of() : source.columns();
        this.columns = mapped.toArray(new String[0]);
        this.places = mapped.stream().mapToInt(header::place).toArray();
        this.numbers = numbers;
        this.why = new NumberText.Fault[columns.length];
        this.blank = new boolean[columns.length];
    }

    /** Reads the row's number. A blank cell is no number and no fault. */
    void read(Row row) {
        value = Fixed.NONE;
        productFault = null;
        for (int i = 0; i < places.length; i++) {
            blank[i] = row.isBlank(places[i]);
            long factor = blank[i] ? Fixed.NONE : numbers.parse(row.chars(), row.from(places[i]), row.to(places[i]));
            why[i] = !blank[i] && factor == Fixed.NONE ? numbers.fault() : null;
            if (i == 0) {
                value = factor;
            } else {
                value = value == Fixed.NONE || factor == Fixed.NONE ? Fixed.NONE : product(value, factor);
            }
        }
    }

    private long product(long left, long right) {
        long low = left * right;
        boolean fits = Math.multiplyHigh(left, right) == low >> 63;
        if (fits && low % Fixed.ONE == 0) {
            return inRange(BigInteger.valueOf(low / Fixed.ONE));
        }
        BigInteger scaled =
                numbers.rounding().scaleBack(BigInteger.valueOf(left).multiply(BigInteger.valueOf(right)));
        if (scaled == null) {
            productFault = NumberText.Fault.DECIMALS;
            return Fixed.NONE;
        }
        return inRange(scaled);
    }

    private long inRange(BigInteger units) {
        if (units.abs().compareTo(RANGE) > 0) {
            productFault = NumberText.Fault.RANGE;
            return Fixed.NONE;
        }
        return units.longValueExact();
    }

    /** Units in the file's own sign, or {@link Fixed#NONE}. */
    long value() {
        return value;
    }

    /** Whether the row gives a number that could not be read. */
    boolean isUnreadable() {
        if (productFault != null) {
            return true;
        }
        for (int i = 0; i < why.length; i++) {
            if (why[i] != null || (blank[i] && blank.length > 1 && blank[0] != blank[1])) {
                return true;
            }
        }
        return false;
    }

    /** The columns, as a refusal names them. */
    String label() {
        return String.join(" × ", columns);
    }

    /** The column by whose sign a profile tells returns from sales. */
    String signColumn() {
        return columns[0];
    }

    void faults(Row row, Faults faults) {
        for (int i = 0; i < columns.length; i++) {
            if (why[i] != null) {
                add(why[i], columns[i], row.text(places[i]), faults);
            } else if (blank[i] && blank.length > 1 && blank[0] != blank[1]) {
                faults.add(
                        Reason.MISSING,
                        columns[i],
                        "",
                        "blank, but the " + name + " is " + label(),
                        "fill both columns or neither");
            }
        }
        if (productFault != null) {
            add(productFault, label(), row.text(places[0]) + " × " + row.text(places[1]), faults);
        }
    }

    private void add(NumberText.Fault fault, String column, String text, Faults faults) {
        switch (fault) {
            case DECIMALS ->
                faults.add(
                        Reason.DECIMALS,
                        column,
                        text,
                        text + " has more than four decimals",
                        "at most four, or name a rounding in the profile: rounding: half-even, half-up or down");
            case RANGE ->
                faults.add(
                        Reason.OUT_OF_RANGE,
                        column,
                        text,
                        text + " is out of range",
                        "at most 1000000000000 either way");
            case GROUPS ->
                faults.add(
                        Reason.NUMBER,
                        column,
                        text,
                        text + " has its separators in odd places",
                        "groups of three digits");
            default -> faults.add(Reason.NUMBER, column, text, text + " is not a number", numbers.wanted());
        }
    }
}
