package io.tidemark.engine.query;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The next best sale of a standing, per group: the rules at the next point and at the one before. A unit counts in the
 * measures that any product of the group counts in: those of the group and those of all products, of net sales or of
 * sales alone, that ask for nothing else. The price is the average net price so far, which takes a measure of the group's
 * amount and one of its quantity, and counts by the largest share that the track credits; without them, or without anything sold, the group is left out.
 */
final class NextSales {
    private static final BigInteger ONE = BigInteger.valueOf(Fixed.ONE);

    private final Program program;
    private final TrackInstance track;
    private final int day;
    private final BigInteger[] inputs;
    private final BigInteger points;

    private NextSales(ProgramInstance program, TrackInstance track, int row, int day) {
        this.program = program.program();
        this.track = track;
        this.day = day;
        this.inputs = track.standings().exactMeasures(row);
        this.points = evaluate(inputs.clone());
    }

    /**
     * The sales of which something comes, the best first.
     *
     * @param day on which the unit is sold or returned
     */
    static List<NextSale> of(ProgramInstance program, TrackInstance track, int row, int day) {
        NextSales sales = new NextSales(program, track, row, day);
        List<NextSale> found = new ArrayList<>();
        sales.add("", found);
        program.program().groups().forEach(group -> sales.add(group.name(), found));
        found.sort(Comparator.comparing(NextSale::points).reversed());
        return found;
    }

    private void add(String group, List<NextSale> into) {
        BigInteger amount = net("amount", group);
        BigInteger quantity = net("quantity", group);
        if (amount == null || quantity == null || amount.signum() <= 0 || quantity.signum() <= 0) {
            return;
        }
        BigInteger price = Fixed.divideHalfEven(amount.multiply(ONE), quantity);
        BigInteger[] more = with(group, price, Activity.SALE);
        BigInteger[] less = with(group, price, Activity.RETURN);
        BigInteger gain = evaluate(more).subtract(points);
        BigInteger loss = points.subtract(evaluate(less));
        into.add(new NextSale(group, price, gain, tier(more), loss, tier(less)));
    }

    /** What was sold of a group net of returns, by a measure that says just that; or null. */
    private BigInteger net(String field, String group) {
        for (int k = 0; k < program.measures().size(); k++) {
            Program.Measure measure = program.measures().get(k);
            boolean says = field.equals(measure.field())
                    && measure.kind() == null
                    && group.equals(measure.group() == null ? "" : measure.group())
                    && isPlain(measure);
            if (says && measure.window().equals(Program.DateRange.ALWAYS)) {
                return inputs[k];
            }
        }
        return null;
    }

    private static boolean isPlain(Program.Measure measure) {
        return measure.isSummed() && measure.where().isEmpty() && measure.shift() == Program.Shift.NONE;
    }

    private BigInteger[] with(String group, BigInteger price, String kind) {
        BigInteger[] moved = inputs.clone();
        for (int k = 0; k < program.measures().size(); k++) {
            Program.Measure measure = program.measures().get(k);
            boolean counts = isPlain(measure)
                    && (measure.group() == null || measure.group().equals(group))
                    && measure.window().contains(day);
            BigInteger unit = counts ? unit(measure, price, kind) : BigInteger.ZERO;
            if (unit.signum() != 0) {
                track.inputs().add(moved, k, unit.multiply(track.credits().largestWeight()));
            }
        }
        return moved;
    }

    private static BigInteger unit(Program.Measure measure, BigInteger price, String kind) {
        boolean net = measure.kind() == null;
        if (!net && !measure.kind().equals(kind)) {
            return BigInteger.ZERO;
        }
        BigInteger value = BigInteger.ZERO;
        if (measure.aggregate() == Program.Aggregate.COUNT) {
            value = ONE;
        } else if (measure.field().equals("quantity")) {
            value = ONE;
        } else if (measure.field().equals("amount")) {
            value = price;
        }
        return net && kind.equals(Activity.RETURN) ? value.negate() : value;
    }

    private BigInteger evaluate(BigInteger[] vector) {
        return track.rules().evaluate(vector, new BigInteger[track.rules().count()], false);
    }

    private String tier(BigInteger[] vector) {
        return track.ladder().isEmpty()
                ? ""
                : track.ladder().tier(track.tier(vector)).name();
    }
}
