package io.tidemark.bench;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.StandingsReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What R1-full must come to: sums of twelve measures per rep kept beside the generator, then the rules of
 * {@code r1-full.yaml} written once more, in decimal arithmetic. All of its dates lie in one quarter.
 */
public final class R1FullExpected {
    private static final String PERIOD = "2026-Q1";
    private static final int VOLUME = 0;
    private static final int UNITS = 1;
    private static final int SALES = 2;
    private static final int RETURNED = 3;
    private static final int CLASS = 4;
    private static final int PREMIUM = 9;
    private static final int SPRING = 10;
    private static final int SOLD = 11;
    private static final int MEASURES = 12;
    private static final int SPRING_FROM = (int) LocalDate.of(2026, 2, 15).toEpochDay();
    private static final int SPRING_UNTIL = (int) LocalDate.of(2026, 3, 15).toEpochDay();

    /** By rep, units of four decimals; whoever sold nothing has no sales. */
    private final long[] sums;

    private final int reps;

    R1FullExpected(int reps) {
        this.reps = reps;
        this.sums = new long[reps * MEASURES];
    }

    void sale(int rep, int sku, Activity sale) {
        add(rep, sku, sale.date(), sale.amount(), sale.quantity());
        sums[rep * MEASURES + SALES] += Fixed.ONE;
        sums[rep * MEASURES + SOLD] += sale.quantity();
    }

    /** @param quantity what counts of the return; amounts are whole cents per unit, so that parts come out even */
    void returned(int rep, int sku, Activity sale, long quantity) {
        add(rep, sku, sale.date(), -(sale.amount() * quantity / sale.quantity()), -quantity);
        sums[rep * MEASURES + RETURNED] += quantity;
    }

    private void add(int rep, int sku, int date, long amount, long quantity) {
        int at = rep * MEASURES;
        int category = sku % R1.CATEGORIES % R1Program.CLASSES;
        sums[at + VOLUME] += amount;
        sums[at + UNITS] += quantity;
        sums[at + CLASS + category] += amount;
        if (category == 4) {
            sums[at + PREMIUM] += quantity;
        }
        if (date >= SPRING_FROM && date < SPRING_UNTIL) {
            sums[at + SPRING] += amount;
        }
    }

    private BigDecimal measure(int rep, int measure) {
        return BigDecimal.valueOf(sums[rep * MEASURES + measure], 4);
    }

    private boolean sold(int rep) {
        return sums[rep * MEASURES + SALES] > 0;
    }

    private BigDecimal points(int rep) {
        BigDecimal base = BigDecimal.ZERO;
        for (int k = 0; k < R1Program.CLASSES; k++) {
            base = base.add(
                    rounded(measure(rep, CLASS + k).multiply(BigDecimal.valueOf(R1Program.CLASS_POINTS[k], 4))));
        }
        return base.add(accelerator(base, measure(rep, VOLUME)))
                .add(spring(measure(rep, SPRING)))
                .add(push(measure(rep, UNITS)).max(premium(measure(rep, PREMIUM))))
                .add(careful(rep));
    }

    private static BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(4, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal accelerator(BigDecimal base, BigDecimal volume) {
        if (volume.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal area = between(volume, 50_000, 100_000)
                .multiply(new BigDecimal("0.25"))
                .add(between(volume, 100_000, 250_000).multiply(new BigDecimal("0.5")))
                .add(between(volume, 250_000, Long.MAX_VALUE));
        return rounded(base.multiply(area).divide(volume, new MathContext(60)));
    }

    private static BigDecimal between(BigDecimal volume, long from, long until) {
        return volume.min(BigDecimal.valueOf(until))
                .subtract(BigDecimal.valueOf(from))
                .max(BigDecimal.ZERO);
    }

    private static BigDecimal spring(BigDecimal volume) {
        return rounded(between(volume, 1_000, 51_000).multiply(new BigDecimal("0.1")))
                .min(BigDecimal.valueOf(4_000));
    }

    private static BigDecimal push(BigDecimal units) {
        int points = 0;
        points += units.intValue() >= 100 ? 500 : 0;
        points += units.intValue() >= 500 ? 2_000 : 0;
        points += units.intValue() >= 2_000 ? 5_500 : 0;
        return BigDecimal.valueOf(points);
    }

    private static BigDecimal premium(BigDecimal units) {
        int whole = units.intValue();
        int each = 0;
        if (whole >= 50) {
            each = whole >= 1_000 ? 4 : whole >= 200 ? 3 : 2;
        }
        return units.multiply(BigDecimal.valueOf(each));
    }

    private BigDecimal careful(int rep) {
        boolean enough = measure(rep, SALES).compareTo(BigDecimal.valueOf(20)) >= 0;
        BigDecimal most = measure(rep, SOLD).multiply(new BigDecimal("0.01"));
        return enough && measure(rep, RETURNED).compareTo(most) <= 0 ? BigDecimal.valueOf(1_000) : BigDecimal.ZERO;
    }

    private String tier(int rep) {
        double volume = measure(rep, VOLUME).doubleValue();
        if (volume >= 1_000_000 && measure(rep, UNITS).intValue() >= 10_000) {
            return "diamond";
        }
        if (volume >= 250_000 && measure(rep, PREMIUM).intValue() >= 100) {
            return "platinum";
        }
        if (volume >= 100_000) {
            return "gold";
        }
        return volume >= 25_000 ? "silver" : "bronze";
    }

    /** Compares everybody on every board, and every rep's tier and rank. */
    public void check(ScoringCore core) {
        StandingsReader reader = new StandingsReader(core);
        ProgramInstance program = reader.program("r1-full");
        Map<String, BigDecimal> above = new HashMap<>();
        int listed = 0;
        for (int rep = 0; rep < reps; rep++) {
            if (sold(rep)) {
                listed++;
                int distributor = rep % R1.LOCATIONS % R1.DISTRIBUTORS;
                BigDecimal points = points(rep);
                above.merge("location:" + R1.location(rep % R1.LOCATIONS), points, BigDecimal::add);
                above.merge("distributor:" + R1.distributor(distributor), points, BigDecimal::add);
                above.merge("region:" + R1.region(distributor % R1.REGIONS), points, BigDecimal::add);
            }
        }
        checkReps(page(reader, program, "reps"), listed);
        checkMeasure(page(reader, program, "volume"), VOLUME);
        checkMeasure(page(reader, program, "premium"), PREMIUM);
        for (String level : List.of("locations", "distributors", "regions")) {
            for (BoardView.Row row : page(reader, program, level)) {
                same(row, above.remove(row.participant()));
            }
        }
        require(above.isEmpty(), "missing above the reps: " + above.keySet());
    }

    private void checkReps(List<BoardView.Row> rows, int listed) {
        require(rows.size() == listed, rows.size() + " reps are listed, not " + listed);
        BigInteger before = null;
        int rank = 0;
        for (int k = 0; k < listed; k++) {
            BoardView.Row row = rows.get(k);
            int rep = rep(row);
            same(row, points(rep));
            require(row.tier().equals(tier(rep)), row + " is in no tier " + tier(rep));
            require(before == null || before.compareTo(row.value()) >= 0, row + " stands below less");
            rank = row.value().equals(before) ? rank : k + 1;
            require(row.rank() == rank, row + " is not ranked " + rank);
            before = row.value();
        }
    }

    private void checkMeasure(List<BoardView.Row> rows, int measure) {
        rows.forEach(row -> same(row, measure(rep(row), measure)));
    }

    private static int rep(BoardView.Row row) {
        return Integer.parseInt(row.participant().substring("distributor-rep:rep-".length())) - 100_000;
    }

    private static void same(BoardView.Row row, BigDecimal expected) {
        require(
                expected != null && new BigDecimal(row.value(), 4).compareTo(expected) == 0,
                row + " is not " + expected);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("R1-full is scored wrongly: " + otherwise);
        }
    }

    private static List<BoardView.Row> page(StandingsReader reader, ProgramInstance program, String board) {
        return reader.board(program, StandingsReader.board(program, board), PERIOD, "", 0, Integer.MAX_VALUE)
                .rows();
    }
}
