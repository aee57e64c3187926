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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        java.util.Arrays.fill(zeros, BigDecimal.ZERO);
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

    /** Compares every rep's points, and the sums of locations, distributors and regions with the reps'. */
    public void check(ScoringCore core) {
        StandingsReader reader = new StandingsReader(core);
        ProgramInstance program = reader.program("r1");
        for (String period : reader.periods(program)) {
            Map<String, BigInteger> points = new HashMap<>();
            volumes.forEach((key, sums) -> {
                if (key.period().equals(period)) {
                    points.put("distributor-rep:" + key.rep(), points(sums).unscaledValue());
                }
            });
            List<String> wrong = new ArrayList<>();
            BigInteger total = BigInteger.ZERO;
            for (BoardView.Row row : page(reader, program, "reps", period)) {
                total = total.add(row.value());
                if (!row.value().equals(points.remove(row.participant()))) {
                    wrong.add(row.participant());
                }
            }
            if (!wrong.isEmpty() || !points.isEmpty()) {
                throw new IllegalStateException(
                        "R1 is scored wrongly: " + wrong.size() + " reps differ, " + points.size() + " are missing");
            }
            for (String level : List.of("locations", "distributors", "regions")) {
                BigInteger sum = page(reader, program, level, period).stream()
                        .map(BoardView.Row::value)
                        .reduce(BigInteger.ZERO, BigInteger::add);
                if (!sum.equals(total)) {
                    throw new IllegalStateException("board " + level + " adds up to " + sum + ", not " + total);
                }
            }
        }
    }

    private static List<BoardView.Row> page(
            StandingsReader reader, ProgramInstance program, String board, String period) {
        return reader.board(program, StandingsReader.board(program, board), period, "", 0, Integer.MAX_VALUE)
                .rows();
    }
}
