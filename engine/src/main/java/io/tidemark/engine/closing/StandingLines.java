package io.tidemark.engine.closing;

import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.engine.standings.StandingTable;
import java.math.BigInteger;
import java.util.List;

/** The lines of a statement that say how a participant stands on one track. */
final class StandingLines {
    private StandingLines() {}

    /** Whether an activity stands to a participant's credit, or earlier ones are worth something in the period. */
    static boolean isSomething(StandingTable standings, int row) {
        return row >= 0
                && (standings.active(row) > 0 || standings.exactPoints(row).signum() != 0);
    }

    /** Whether a track before another has something to tell a participant. */
    static boolean isSomewhere(ProgramInstance instance, int before, int participant, int ordinal) {
        for (int k = 0; k < before; k++) {
            StandingTable table = instance.tracks()[k].standings();
            if (isSomething(table, table.find(participant, ordinal))) {
                return true;
            }
        }
        return false;
    }

    /** Adds them to the newest statement. */
    static void add(ProgramInstance instance, int k, int participant, int ordinal, StatementTable into) {
        TrackInstance track = instance.tracks()[k];
        StandingTable standings = track.standings();
        int row = standings.find(participant, ordinal);
        if (!isSomething(standings, row)) {
            return;
        }
        if (!track.ladder().isEmpty()) {
            into.line(LineKind.TIER, k, standings.tier(row), BigInteger.ONE);
        }
        BigInteger[] inputs = standings.exactMeasures(row);
        List<BigInteger> measures =
                List.copyOf(StandingsReader.measures(track, inputs).values());
        for (int m = 0; m < measures.size(); m++) {
            add(LineKind.MEASURE, k, m, measures.get(m), into);
        }
        for (BoardFamily family : track.boards()) {
            int rank = family.table() == standings ? family.rank(row) : 0;
            add(LineKind.RANK, ClosingPrizes.number(instance, family), 0, BigInteger.valueOf(rank), into);
        }
        BigInteger[] values = new BigInteger[track.rules().count()];
        track.rules().evaluate(inputs, values, false);
        BigInteger sum = BigInteger.ZERO;
        for (int r = 0; r < values.length; r++) {
            add(LineKind.RULE, k, r, values[r], into);
            sum = sum.add(values[r]);
        }
        add(LineKind.CAP, k, 0, standings.exactPoints(row).subtract(sum), into);
    }

    private static void add(LineKind kind, int one, int two, BigInteger value, StatementTable into) {
        if (value.signum() != 0) {
            into.line(kind, one, two, value);
        }
    }
}
