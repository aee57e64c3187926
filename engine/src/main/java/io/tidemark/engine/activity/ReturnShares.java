package io.tidemark.engine.activity;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.Wide;
import java.math.BigInteger;
import org.agrona.collections.IntArrayList;

/**
 * How much of each return of a sale counts: together at most what was sold, of quantity and of amount, taken in (date,
 * identity) order. An amount that a return does not state goes pro rata on the cumulative returned quantity, so that a
 * full return is exact. One reused instance.
 */
public final class ReturnShares {
    private final Identities identities;
    private final Versions versions;

    private long soldQuantity;
    private long soldAmount;
    private long cumulativeQuantity;
    private long cumulativeAmount;

    long quantity;
    long amount;
    long before;

    ReturnShares(Identities identities, Versions versions) {
        this.identities = identities;
        this.versions = versions;
    }

    /** Begins a sale and puts its returns in order. */
    void begin(int sale, IntArrayList returns) {
        int version = identities.standing(sale);
        boolean voided = versions.isVoid(version);
        soldQuantity = voided ? 0 : versions.quantity(version);
        soldAmount = voided ? 0 : versions.amount(version);
        cumulativeQuantity = 0;
        cumulativeAmount = 0;
        if (returns.size() > 1 && compare(returns.getInt(0), returns.getInt(returns.size() - 1)) > 0) {
            reverse(returns);
        }
        for (int k = 1; k < returns.size(); k++) {
            int moving = returns.getInt(k);
            int at = k;
            while (at > 0 && compare(returns.getInt(at - 1), moving) > 0) {
                returns.setInt(at, returns.getInt(at - 1));
                at--;
            }
            returns.setInt(at, moving);
        }
    }

    /** Returns mostly come in order of their dates, so a chain of them is in order one way or the other. */
    private static void reverse(IntArrayList list) {
        for (int low = 0, high = list.size() - 1; low < high; low++, high--) {
            int moved = list.getInt(low);
            list.setInt(low, list.getInt(high));
            list.setInt(high, moved);
        }
    }

    private int compare(int a, int b) {
        int order = Integer.compare(versions.date(identities.standing(a)), versions.date(identities.standing(b)));
        return order == 0 ? identities.compare(a, b) : order;
    }

    /** The share of the next return in order. */
    void next(int identity) {
        int version = identities.standing(identity);
        before = soldQuantity == 0 ? cumulativeAmount : cumulativeQuantity;
        quantity = Math.min(versions.quantity(version), soldQuantity - cumulativeQuantity);
        long stated = versions.hasAmount(version)
                ? versions.amount(version)
                : Math.max(0, proRata(soldAmount, 0, cumulativeQuantity + quantity, soldQuantity) - cumulativeAmount);
        amount = Math.min(stated, soldAmount - cumulativeAmount);
        cumulativeQuantity += quantity;
        cumulativeAmount += amount;
    }

    /**
     * What the step from one cumulative count to the next takes of a whole: each cumulative part rounded half-even, so
     * that the steps add up to the whole. 0 where nothing was sold.
     */
    public static long proRata(long whole, long from, long to, long sold) {
        return sold == 0 ? 0 : part(whole, to, sold) - part(whole, from, sold);
    }

    private static long part(long whole, long count, long sold) {
        if (count == 0 || count == sold) {
            return count == 0 ? 0 : whole;
        }
        long narrow = Wide.multiplyDivide(whole, count, sold);
        return narrow != Wide.NEEDS_EXACT ? narrow : exactPart(whole, count, sold);
    }

    private static long exactPart(long whole, long count, long sold) {
        BigInteger product = BigInteger.valueOf(whole).multiply(BigInteger.valueOf(count));
        return Fixed.divideHalfEven(product, BigInteger.valueOf(sold)).longValueExact();
    }
}
