package io.tidemark.engine.query;

import io.tidemark.engine.tier.Gaps;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Where one participant stands on one track in one period. Numbers are units of ten-thousandths at whatever width;
 * {@link io.tidemark.engine.Fixed#format(BigInteger)} shows them.
 *
 * @param participant {@code kind:id}
 * @param name as in force on the last day of the period that has come, or empty
 * @param state final where the period was closed: ranks are those of then, all else moves on
 * @param held the total with every {@code needs} open, less the total
 * @param pending the total if the claims of the period that wait were approved, less the total
 * @param tier the tier held, empty without a ladder
 * @param next the next tier, empty at the top
 * @param missing per condition of the next tier
 * @param ranks by board, of those on which the participant is listed
 * @param nextBest what one more unit would bring, the best first
 * @param activities standing activities credited here
 */
public record StandingView(
        String program,
        String track,
        String participant,
        String name,
        String period,
        PeriodState state,
        long sequence,
        BigInteger points,
        BigInteger held,
        BigInteger pending,
        String tier,
        Map<String, BigInteger> measures,
        Map<String, BigInteger> rules,
        String next,
        List<Gaps.Gap> missing,
        Map<String, Integer> ranks,
        List<NextSale> nextBest,
        int activities) {}
