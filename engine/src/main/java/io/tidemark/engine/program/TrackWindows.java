package io.tidemark.engine.program;

import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.rule.TrackRules;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.store.RowList;
import io.tidemark.engine.tier.Ladder;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * What the standings of a track read beside the sums of their own period: windows over periods, earlier values, numbers
 * that are given. Everything is summed over the periods' own rows, so that it is the same whatever came first; a change in
 * one period makes those dirty whose windows hold it, and no others. Core thread only.
 *
 * <p>A standing exists in every period that activities of an earlier one can still reach, so that what they earn there has a
 * place. A track that looks at nothing but the period has none of this.
 */
final class TrackWindows {
    private final Facts facts;
    private final Calendar calendar;
    private final Inputs inputs;
    private final Program.Measure[] measures;
    private final TrackRules rules;
    private final Ladder ladder;
    private final boolean historic;
    private final boolean ofBoards;
    private final int counted;
    private final int qualified;
    private final int kept;
    private final int totals;
    /** What is read of reference data. */
    final TrackReferences references;
    /** Null where no measure counts values or keeps the last. */
    private TrackDistinct distinct;

    /** @param scale what numbers of measures are units times of */
    TrackWindows(
            Facts facts,
            Calendar calendar,
            Inputs inputs,
            Program program,
            TrackRules rules,
            Ladder ladder,
            long scale) {
        this.facts = facts;
        this.calendar = calendar;
        this.inputs = inputs;
        this.measures = program.measures().toArray(Program.Measure[]::new);
        this.rules = rules;
        this.ladder = ladder;
        this.qualified = ladder.memory() > 0 ? inputs.ofLadder(Inputs.Kind.QUALIFIED) : -1;
        this.kept = ladder.memory() > 0 ? inputs.ofLadder(Inputs.Kind.KEPT) : -1;
        rules.use(ladder, inputs);
        this.totals = inputs.find(Inputs.Kind.TOTAL, Inputs.TOTAL, Program.Window.PERIOD);
        boolean looksBack = qualified >= 0;
        boolean compared = false;
        int earlier = 0;
        for (int k = 0; k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            switch (input.kind()) {
                case SUM, EARLIER_TOTAL, BEFORE -> looksBack = true;
                case DISTINCT, LAST ->
                    looksBack |= !input.window().isPeriod() || measures[input.subject()].shift() != Program.Shift.NONE;
                case EARLIER -> {
                    looksBack = true;
                    earlier += input.window().span() == Program.Span.LAST ? 1 : 0;
                }
                case POINTS, ACTIVE -> {
                    looksBack = true;
                    compared = true;
                }
                default -> {}
            }
        }
        this.references = new TrackReferences(facts, calendar, inputs, program, scale);
        this.historic = looksBack;
        this.ofBoards = compared;
        this.counted = earlier;
    }

    /** Where values are counted; before anything is settled. */
    void use(TrackDistinct values) {
        distinct = values;
    }

    /** Whether anything of other periods is read. */
    boolean isHistoric() {
        return historic;
    }

    /** Whether anything is read beside the measures of the period. */
    boolean isPlain() {
        return inputs.derived() == 0;
    }

    /** The last period that a fact of a period can reach. */
    int last(int period) {
        int last = lastReached(period);
        while (!calendar.holds(last)) {
            last--; // behind the last listed period nothing is scored
        }
        return last;
    }

    private int lastReached(int period) {
        int last = period;
        for (int k = 0; k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            if (input.kind() == Inputs.Kind.SUM
                    || input.kind() == Inputs.Kind.DISTINCT
                    || input.kind() == Inputs.Kind.LAST) {
                int back = calendar.back(measures[input.subject()].shift());
                last = Math.max(last, calendar.last(input.window(), period + back));
            }
        }
        int memory = ladder.memory();
        last += readsOwnTier() ? memory : 0;
        for (int pass = 0; pass <= counted; pass++) {
            last = Math.max(last, lastOfRules(last));
        }
        last += memory;
        for (int k = 0; ofBoards && k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            if (input.kind() == Inputs.Kind.POINTS || input.kind() == Inputs.Kind.ACTIVE) {
                last = Math.max(last, calendar.last(input.window(), last));
            }
        }
        return last;
    }

    private int lastOfRules(int period) {
        int last = period;
        for (int k = 0; k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            boolean ofRule = input.kind() == Inputs.Kind.EARLIER
                    || input.kind() == Inputs.Kind.EARLIER_TOTAL
                    || input.kind() == Inputs.Kind.BEFORE;
            last = ofRule ? Math.max(last, calendar.last(input.window(), period)) : last;
        }
        return last;
    }

    private boolean readsOwnTier() {
        for (int k = 0; k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            if (input.kind() == Inputs.Kind.TIER && input.whose() == null) {
                return true;
            }
        }
        return false;
    }

    /** The standing of a participant in a period; where it has no facts yet, those that they reach come to be as well. */
    int resolve(StandingTable table, int participant, int period) {
        int row = table.resolve(participant, period);
        if (historic && table.chain(row) == 0) {
            int last = last(period);
            for (int later = period + 1; later <= last; later++) {
                table.resolve(participant, later);
            }
        }
        return row;
    }

    /** Puts the later periods of what changed on the list of rows to settle as well, and earlier periods first. */
    void spread(StandingTable table) {
        RowList dirty = table.dirty();
        int changed = dirty.count();
        for (int k = 0; k < changed; k++) {
            int row = dirty.rows()[k];
            int participant = table.participant(row);
            int last = last(table.period(row));
            for (int later = table.period(row) + 1; later <= last; later++) {
                int other = table.find(participant, later);
                if (other >= 0) {
                    table.markDirty(other);
                }
            }
        }
        long[] keys = new long[dirty.count()];
        int[] rows = dirty.rows();
        Arrays.setAll(keys, k -> (long) table.period(rows[k]) << 32 | rows[k]);
        Arrays.sort(keys);
        for (int k = 0; k < keys.length; k++) {
            rows[k] = (int) keys[k];
        }
    }

    /** Fills what a standing reads beside its own sums and what its rules write, from rows that are settled. */
    void fill(StandingTable table, int row) {
        fill(table, row, false);
    }

    /** The same for a level, whose rules nobody evaluates: without what only they read. */
    void fillLevel(StandingTable table, int row) {
        fill(table, row, true);
    }

    private void fill(StandingTable table, int row, boolean ofLevel) {
        int participant = table.participant(row);
        int period = table.period(row);
        for (int k = 0; k < inputs.derived(); k++) {
            BigInteger value = ofLevel && references.isOfRules(k) ? null : value(k, table, participant, period);
            if (value != null) {
                table.setMeasure(row, inputs.measures() + k, value);
            }
        }
    }

    /**
     * The vector of a participant without a standing in a period.
     *
     * @param participant may be {@link Participants#NONE}, about whom nothing is known
     */
    BigInteger[] without(StandingTable table, int participant, int period) {
        BigInteger[] vector = new BigInteger[inputs.count()];
        Arrays.fill(vector, BigInteger.ZERO);
        for (int k = 0; participant != Participants.NONE && k < inputs.derived(); k++) {
            BigInteger value = value(k, table, participant, period);
            if (value != null) {
                vector[inputs.measures() + k] = value;
            }
        }
        return vector;
    }

    /** Null for what is written by the rules, or follows once every row is settled. */
    private BigInteger value(int k, StandingTable table, int participant, int period) {
        Inputs.Input input = inputs.derived(k);
        int first = input.window() == null ? period : calendar.first(input.window(), period);
        return switch (input.kind()) {
            case SUM -> {
                int back = calendar.back(measures[input.subject()].shift());
                yield sum(table, participant, first - back, period - back, input.subject());
            }
            case EARLIER ->
                input.subject() == Inputs.TOTAL
                        ? sumOfPoints(table, participant, first, period - 1)
                        : sum(table, participant, first, period - 1, countedPlace(input.subject()));
            case EARLIER_TOTAL -> sum(table, participant, first, period - 1, totals);
            case BEFORE ->
                period == first
                        ? BigInteger.ZERO
                        : sum(table, participant, period - 1, period - 1, reachedPlace(input.subject()));
            case DISTINCT, LAST -> distinct.value(input, table, participant, period);
            case KEPT -> BigInteger.valueOf(keptTier(table, participant, period));
            default -> references.value(k, participant, period);
        };
    }

    private int countedPlace(int rule) {
        return inputs.find(Inputs.Kind.COUNTED, rule, Program.Window.PERIOD);
    }

    private int reachedPlace(int rule) {
        return inputs.find(Inputs.Kind.REACHED, rule, Program.Window.PERIOD);
    }

    private static BigInteger sum(StandingTable table, int participant, int from, int through, int place) {
        BigInteger sum = BigInteger.ZERO;
        for (int period = from; period <= through; period++) {
            int row = table.find(participant, period);
            if (row >= 0) {
                sum = sum.add(table.exactMeasure(row, place));
            }
        }
        return sum;
    }

    private static BigInteger sumOfPoints(StandingTable table, int participant, int from, int through) {
        BigInteger sum = BigInteger.ZERO;
        for (int period = from; period <= through; period++) {
            int row = table.find(participant, period);
            if (row >= 0) {
                sum = sum.add(table.exactPoints(row));
            }
        }
        return sum;
    }

    /** Keeps what evaluating the rules has written into a vector, for later periods. */
    void keep(StandingTable table, int row, BigInteger[] vector) {
        for (int k = inputs.measures(); k < vector.length; k++) {
            Inputs.Kind kind = inputs.derived(k - inputs.measures()).kind();
            if (kind != Inputs.Kind.POINTS && kind != Inputs.Kind.ACTIVE) {
                table.setMeasure(row, k, vector[k]);
            }
        }
    }

    /** The tier held, of a standing whose rules are evaluated into a vector. */
    int tier(BigInteger[] vector) {
        int own = ladder.qualified(vector);
        if (qualified < 0) {
            return own;
        }
        vector[qualified] = BigInteger.valueOf(own);
        return Math.max(own, vector[kept].intValue());
    }

    private int keptTier(StandingTable table, int participant, int period) {
        return ladder.kept(back -> qualifiedBefore(table, participant, period - back));
    }

    private int qualifiedBefore(StandingTable table, int participant, int period) {
        if (!calendar.holds(period)) {
            return 0;
        }
        int row = participant == Participants.NONE ? -1 : table.find(participant, period);
        return row >= 0 ? (int) table.measure(row, qualified) : qualifiedWithout(participant, period);
    }

    /** The tier that a participant without a standing in a period qualifies for: what is kept does not count. */
    private int qualifiedWithout(int participant, int period) {
        BigInteger[] vector = new BigInteger[inputs.count()];
        Arrays.fill(vector, BigInteger.ZERO);
        for (int k = 0; references.areRead() && participant != Participants.NONE && k < inputs.derived(); k++) {
            BigInteger value = references.value(k, participant, period);
            if (value != null) {
                vector[inputs.measures() + k] = value;
            }
        }
        rules.evaluate(vector, new BigInteger[rules.count()], false);
        return ladder.qualified(vector);
    }

    /** Fills what boards compare over windows; every row's points are settled. */
    void fillBoards(StandingTable table, int row) {
        for (int k = 0; ofBoards && k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            int through = table.period(row);
            if (input.kind() == Inputs.Kind.POINTS) {
                int from = calendar.first(input.window(), through);
                table.setMeasure(row, inputs.measures() + k, sumOfPoints(table, table.participant(row), from, through));
            } else if (input.kind() == Inputs.Kind.ACTIVE) {
                table.setMeasure(row, inputs.measures() + k, BigInteger.valueOf(active(table, row, input)));
            }
        }
    }

    private long active(StandingTable table, int row, Inputs.Input input) {
        long active = 0;
        for (int period = calendar.first(input.window(), table.period(row)); period <= table.period(row); period++) {
            int other = table.find(table.participant(row), period);
            if (other >= 0) {
                active += input.subject() == 1 ? table.activeByDate(other) : table.active(other);
            }
        }
        return active;
    }
}
