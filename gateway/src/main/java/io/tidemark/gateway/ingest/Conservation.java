package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Nothing vanishes: rows, units and amount of accepted, duplicate, conflict, refused and skipped equal the file's
 * totals. The totals are counted where a row is read, the parts where its fate is decided. Of one thread.
 */
public final class Conservation {
    private final Tally read = new Tally();
    private final Tally handedOn = new Tally();
    private final Tally refusedHere = new Tally();
    private final Tally skipped = new Tally();
    private final Map<Verdict, Tally> verdicts = new EnumMap<>(Verdict.class);

    Conservation() {
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict, new Tally());
        }
    }

    /** Every row of the file below its header. */
    public Tally read() {
        return read;
    }

    /** Rows that became activities. */
    public Tally handedOn() {
        return handedOn;
    }

    /** Rows refused while reading. */
    public Tally refusedHere() {
        return refusedHere;
    }

    /** Rows passed over: blank, or by a skip rule. */
    public Tally skipped() {
        return skipped;
    }

    /** What the core made of the activities. */
    public Tally of(Verdict verdict) {
        return verdicts.get(verdict);
    }

    void verdict(Verdict verdict, long quantity, long amount) {
        verdicts.get(verdict).add(quantity, amount);
    }

    /** One sentence for each sum that does not add up; none when everything is accounted for. */
    public List<String> differences() {
        List<String> found = new ArrayList<>();
        compare(found, "the file", read, "handed on, refused and skipped", List.of(handedOn, refusedHere, skipped));
        compare(
                found,
                "the activities handed on",
                handedOn,
                "accepted, duplicate, conflict and refused by the core",
                List.copyOf(verdicts.values()));
        return found;
    }

    /** As {@link #differences()}, for a reader that hands its activities to no core. */
    public List<String> differencesOfReading() {
        List<String> found = new ArrayList<>();
        compare(found, "the file", read, "handed on, refused and skipped", List.of(handedOn, refusedHere, skipped));
        return found;
    }

    private static void compare(List<String> found, String whole, Tally total, String partNames, List<Tally> parts) {
        long rows = parts.stream().mapToLong(Tally::rows).sum();
        if (rows != total.rows()) {
            found.add(whole + " has " + total.rows() + " rows, " + partNames + " are " + rows);
        }
        BigInteger quantity = parts.stream().map(Tally::quantity).reduce(BigInteger.ZERO, BigInteger::add);
        if (!quantity.equals(total.quantity())) {
            found.add(whole + " has " + shown(total.quantity()) + " units, " + partNames + " are " + shown(quantity));
        }
        BigInteger amount = parts.stream().map(Tally::amount).reduce(BigInteger.ZERO, BigInteger::add);
        if (!amount.equals(total.amount())) {
            found.add(whole + " amounts to " + shown(total.amount()) + ", " + partNames + " to " + shown(amount));
        }
    }

    private static String shown(BigInteger units) {
        return units.bitLength() < 63
                ? Fixed.format(units.longValueExact())
                : new java.math.BigDecimal(units, 4).toPlainString();
    }
}
