package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is left of one sale while its returns are taken from it in (date, identity) order. Shares go by the cumulative
 * figure and are differences of rounded totals, so that together they are exact.
 */
final class Remainder {
    private final BigDecimal soldQuantity;
    private final boolean voided;
    private final BigDecimal soldAmount;
    private final Map<String, BigDecimal> soldNumbers;

    private BigDecimal returnedQuantity = BigDecimal.ZERO;
    private BigDecimal returnedAmount = BigDecimal.ZERO;
    private final Map<String, BigDecimal> returnedNumbers = new TreeMap<>();

    /** What counts of one return. */
    record Share(BigDecimal quantity, BigDecimal amount, Map<String, BigDecimal> numbers, boolean overReturn) {}

    /** A voided sale counts as sold 0. */
    Remainder(Activity sale) {
        voided = sale.function() == Function.VOID;
        soldQuantity = voided ? BigDecimal.ZERO : Numbers.orZero(sale.quantity());
        soldAmount = voided ? BigDecimal.ZERO : Numbers.orZero(sale.amount());
        soldNumbers = voided ? Map.of() : Numbers.among(sale.fields());
    }

    Share take(Activity goodsBack) {
        BigDecimal statedQuantity = Numbers.orZero(goodsBack.quantity());
        BigDecimal statedAmount = Numbers.orZero(goodsBack.amount());
        BigDecimal quantity = statedQuantity.min(soldQuantity.subtract(returnedQuantity));
        returnedQuantity = returnedQuantity.add(quantity);
        BigDecimal amount =
                goodsBack.amount() == null ? missingAmount() : statedAmount.min(soldAmount.subtract(returnedAmount));
        returnedAmount = returnedAmount.add(amount);
        boolean nothingCounts = Numbers.isZero(quantity) && Numbers.isZero(amount);
        boolean somethingStated = statedQuantity.signum() > 0 || statedAmount.signum() > 0 || voided;
        return new Share(quantity, amount, numbers(), nothingCounts && somethingStated);
    }

    /** Earlier returns may have stated more than their share; then nothing is left for this one, never less. */
    private BigDecimal missingAmount() {
        return proRata(soldAmount, BigDecimal.ZERO).subtract(returnedAmount).max(BigDecimal.ZERO);
    }

    private Map<String, BigDecimal> numbers() {
        Map<String, BigDecimal> now = new TreeMap<>();
        soldNumbers.forEach((name, sold) -> {
            BigDecimal total = proRata(sold, amountShare(sold));
            BigDecimal before = returnedNumbers.getOrDefault(name, BigDecimal.ZERO);
            now.put(name, total.subtract(before));
            returnedNumbers.put(name, total);
        });
        return now;
    }

    /** By the quantity returned so far; where the sale has no quantity, the other share. */
    private BigDecimal proRata(BigDecimal sold, BigDecimal withoutQuantity) {
        return Numbers.isZero(soldQuantity)
                ? withoutQuantity
                : Numbers.quotient(sold.multiply(returnedQuantity), soldQuantity);
    }

    private BigDecimal amountShare(BigDecimal sold) {
        return Numbers.isZero(soldAmount)
                ? BigDecimal.ZERO
                : Numbers.quotient(sold.multiply(returnedAmount), soldAmount);
    }
}
