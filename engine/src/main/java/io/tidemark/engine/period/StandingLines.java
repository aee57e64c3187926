package io.tidemark.engine.period;

import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.engine.standings.StandingTable;
import java.math.BigInteger;

/** The lines of a statement that say how a participant stands on one track. */
final class StandingLines {
    private StandingLines() {}

    /** Adds them to the newest statement, where anything was ever credited there. */
    static void add(ProgramInstance instance, int k, int participant, int ordinal, StatementTable into) {
        TrackInstance track = instance.tracks()[k];
        StandingTable standings = track.standings();
        int row = standings.find(participant, ordinal);
        if (row < 0 || standings.active(row) == 0) {
            return;
        }
        if (!track.ladder().isEmpty()) {
            into.line(LineKind.TIER, k, standings.tier(row), BigInteger.ONE);
        }
        BigInteger[] measures = standings.exactMeasures(row);
        for (int m = 0; m < measures.length; m++) {
            add(LineKind.MEASURE, k, m, measures[m], into);
        }
        for (BoardFamily family : track.boards()) {
            int rank = family.table() == standings ? family.rank(row) : 0;
            add(LineKind.RANK, instance.program().boards().indexOf(family.board()), 0, BigInteger.valueOf(rank), into);
        }
        BigInteger[] values = new BigInteger[track.rules().count()];
        BigInteger sum = track.rules().evaluate(measures, values, false);
        for (int r = 0; r < values.length; r++) {
            add(LineKind.RULE, k, r, values[r], into);
        }
        add(LineKind.CAP, k, 0, standings.exactPoints(row).subtract(sum), into);
    }

    private static void add(LineKind kind, int one, int two, BigInteger value, StatementTable into) {
        if (value.signum() != 0) {
            into.line(kind, one, two, value);
        }
    }
}
