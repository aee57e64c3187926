package io.tidemark.engine.naive;

/**
 * What became of one activity on receipt.
 *
 * @param reason of a refusal: {@code malformed}, {@code out-of-range}, {@code negative-sale}, {@code negative-return}
 *     or {@code date-ahead}; empty otherwise
 */
public record Verdict(Outcome outcome, String reason) {
    public static final Verdict ACCEPTED = new Verdict(Outcome.ACCEPTED, "");
    public static final Verdict DUPLICATE = new Verdict(Outcome.DUPLICATE, "");
    public static final Verdict CONFLICT = new Verdict(Outcome.CONFLICT, "");

    public enum Outcome {
        ACCEPTED,
        DUPLICATE,
        CONFLICT,
        REFUSED
    }

    public static Verdict refused(String reason) {
        return new Verdict(Outcome.REFUSED, reason);
    }

    @Override
    public String toString() {
        String word = outcome.name().toLowerCase(java.util.Locale.ROOT);
        return reason.isEmpty() ? word : word + " " + reason;
    }
}
