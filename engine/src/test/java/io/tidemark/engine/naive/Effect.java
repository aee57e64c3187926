package io.tidemark.engine.naive;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A standing activity as the programs read it: a matched return carries its sale's date, roles, product and fields, and
 * what of it counts.
 *
 * @param negative whether a quantity or an amount below zero was stated
 * @param currencies every currency it depends on; empty texts are the program's own
 * @param fields what a measure's {@code where} reads
 * @param numbers numeric attributes that count
 * @param matched whether it is a return that found its sale
 * @param sale of a matched return, else null
 * @param daysAfterSale of a matched return
 * @param ofVoid whether it is a return of which the sale is voided, or restated away
 * @param problem {@code waiting-for-original}, {@code ambiguous-original}, {@code over-return}, or null
 */
record Effect(
        Identity identity,
        String kind,
        int date,
        SortedMap<String, String> roles,
        String sku,
        List<String> currencies,
        BigDecimal quantity,
        BigDecimal amount,
        boolean negative,
        SortedMap<String, String> fields,
        Map<String, BigDecimal> numbers,
        boolean matched,
        Identity sale,
        int daysAfterSale,
        String problem,
        Basis basis,
        boolean ofVoid) {

    /** By what it is measured how much there is of it: for a matched return, of its sale. */
    enum Basis {
        QUANTITY,
        AMOUNT,
        ONE;

        static Basis of(io.tidemark.engine.activity.Activity activity) {
            return activity.quantity() != null ? QUANTITY : activity.amount() != null ? AMOUNT : ONE;
        }
    }

    /** The feed whose ids its roles have. */
    String source() {
        return matched ? sale.source() : identity.source();
    }

    /** The same, about another SKU of which each unit is so many. */
    Effect of(String otherSku, int unitsPer) {
        return new Effect(
                identity,
                kind,
                date,
                roles,
                otherSku,
                currencies,
                quantity.multiply(BigDecimal.valueOf(unitsPer)),
                amount,
                negative,
                fields,
                numbers,
                matched,
                sale,
                daysAfterSale,
                problem,
                basis,
                ofVoid);
    }

    static final String WAITING = "waiting-for-original";
    static final String AMBIGUOUS = "ambiguous-original";
    static final String OVER_RETURN = "over-return";
}
