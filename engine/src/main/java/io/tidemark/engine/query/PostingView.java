package io.tidemark.engine.query;

import java.math.BigInteger;

/**
 * One change of a rule's value, and what caused it. The postings of a rule add up to its value.
 *
 * @param sequence of the command that caused it
 * @param cause {@code activity}, {@code reference} or {@code publish}
 * @param source source of the activity's id
 * @param activity {@code id} or {@code id/line}
 * @param kind the activity's kind
 * @param date epoch day on which the activity acts
 * @param rule the rule
 * @param points change of the rule's value, units
 * @param before value before, units
 * @param measure a measure that moved it, or empty where the rule moved through its base or a contest alone
 */
public record PostingView(
        long sequence,
        String cause,
        String source,
        String activity,
        String kind,
        int date,
        String rule,
        BigInteger points,
        BigInteger before,
        BigInteger after,
        String measure,
        BigInteger measureBefore,
        BigInteger measureAfter) {}
