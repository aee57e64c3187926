package io.tidemark.bench;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What R1 must come to, computed the slow way beside the generator: volumes per rep, quarter and class, with returns
 * pro rata and never more than was sold, then the program's rules in decimal arithmetic. A benchmark whose board differs
 * prints no figure.
 */
public final class R1Expected {
    private record Key(String rep, String period) {}

    private final Map<Key, BigDecimal[]> volumes = new HashMap<>();
    private final Map<String, long[]> sold = new HashMap<>();

    void accept(Activity activity) {
        long amount;
        if (activity.kind().equals(Activity.SALE)) {
            amount = activity.amount();
            sold.put(activity.id(), new long[] {activity.quantity(), activity.amount(), 0});
        } else {
            long[] sale = sold.get(activity.original());
            long before = part(sale);
            // all returns of a sale are dated alike and come in order of their ids
            sale[2] = Math.min(sale[0], sale[2] + activity.quantity());
            amount = before - part(sale);
        }
        String rep = activity.roles().get("rep");
        BigDecimal[] sums = volumes.computeIfAbsent(new Key(rep, quarter(activity.date())), key -> zeros());
        int sku = Integer.parseInt(activity.sku().substring(4)) - 10_000;
        int c = sku % R1.CATEGORIES % R1Program.CLASSES;
        sums[c] = sums[c].add(BigDecimal.valueOf(amount, 4));
    }

    private static long part(long[] sale) {
        return new BigDecimal(BigInteger.valueOf(sale[1]).multiply(BigInteger.valueOf(sale[2])))
                .divide(BigDecimal.valueOf(sale[0]), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static BigDecimal[] zeros() {
        BigDecimal[] zeros = new BigDecimal[R1Program.CLASSES];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }

    private static String quarter(int day) {
        java.time.LocalDate date = java.time.LocalDate.ofEpochDay(day);
        return date.getYear() + "-Q" + ((date.getMonthValue() + 2) / 3);
    }

    private static BigDecimal points(BigDecimal[] sums) {
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal base = BigDecimal.ZERO;
        for (int k = 0; k < sums.length; k++) {
            volume = volume.add(sums[k]);
            base = base.add(sums[k].multiply(BigDecimal.valueOf(R1Program.CLASS_POINTS[k], 4))
                    .setScale(4, RoundingMode.HALF_EVEN));
        }
        if (volume.signum() <= 0) {
            return base;
        }
        BigDecimal area = BigDecimal.ZERO;
        for (int k = 0; k < R1Program.BAND_AT.length; k++) {
            BigDecimal at = BigDecimal.valueOf(R1Program.BAND_AT[k], 4);
            BigDecimal end = k + 1 < R1Program.BAND_AT.length
                    ? volume.min(BigDecimal.valueOf(R1Program.BAND_AT[k + 1], 4))
                    : volume;
            BigDecimal over = BigDecimal.valueOf(R1Program.BAND_TIMES[k] - Fixed.ONE, 4);
            area = area.add(end.subtract(at).max(BigDecimal.ZERO).multiply(over));
        }
        BigDecimal accelerator = base.multiply(area).divide(volume, new MathContext(60));
        return base.add(accelerator.setScale(4, RoundingMode.HALF_EVEN));
    }

    /** Compares the value of everybody on every board, and every rep's tier. */
    public void check(ScoringCore core) {
        R1Answer.of(core).check(answer(), 0);
    }

    /** Compares every rep's measure {@code volume} under whatever program the core has, where a board ranks by points. */
    void checkVolume(ScoringCore core) {
        StandingsReader reader = new StandingsReader(core);
        ProgramInstance program = core.programs().get(0);
        TrackInstance track = program.tracks()[0];
        volumes.forEach((key, sums) -> {
            StandingView standing = reader.standing(program, track, key.rep(), key.period());
            BigDecimal volume = new BigDecimal(standing.measures().get("volume"), 4);
            if (volume.compareTo(Arrays.stream(sums).reduce(BigDecimal.ZERO, BigDecimal::add)) != 0) {
                throw new IllegalStateException(key + " has sold " + volume);
            }
        });
    }

    /** What R1 must come to. */
    public R1Answer answer() {
        R1Answer answer = new R1Answer();
        volumes.forEach((key, sums) -> {
            BigDecimal points = points(sums);
            int rep = Integer.parseInt(key.rep().substring(4)) - 100_000;
            int location = rep % R1.LOCATIONS;
            int distributor = location % R1.DISTRIBUTORS;
            answer.put("reps", key.period(), key.rep(), points);
            answer.add("locations", key.period(), R1.location(location), points);
            answer.add("distributors", key.period(), R1.distributor(distributor), points);
            answer.add("regions", key.period(), R1.region(distributor % R1.REGIONS), points);
            answer.tier(key.period(), key.rep(), tier(sums));
        });
        return answer;
    }

    private static String tier(BigDecimal[] sums) {
        BigDecimal volume = Arrays.stream(sums).reduce(BigDecimal.ZERO, BigDecimal::add);
        int tier = 0;
        while (tier < R1Program.TIER_AT.length && volume.compareTo(BigDecimal.valueOf(R1Program.TIER_AT[tier])) >= 0) {
            tier++;
        }
        return R1Program.TIERS[tier];
    }
}
