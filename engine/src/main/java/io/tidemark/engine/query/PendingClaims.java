package io.tidemark.engine.query;

import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import java.math.BigInteger;

/** What claims that wait for approval would bring: the total if those of the period were approved, less the total. */
final class PendingClaims {
    private PendingClaims() {}

    static BigInteger points(ProgramInstance program, TrackInstance track, int row, BigInteger points) {
        if (program.crediting().claims() == null) {
            return BigInteger.ZERO;
        }
        int period = track.standings().period(row);
        return points(
                        program,
                        track,
                        track.standings().participant(row),
                        period,
                        track.standings().exactMeasures(row))
                .subtract(points);
    }

    static boolean any(ProgramInstance program, TrackInstance track, int participant, int period) {
        boolean[] any = new boolean[1];
        if (program.crediting().claims() != null) {
            track.claims()
                    .waiting(
                            participant,
                            program.crediting(),
                            claim -> any[0] |= program.calendar().ordinal(claim.date) == period);
        }
        return any[0];
    }

    /** The total of a participant whose standing reads some inputs, if its claims of the period were approved. */
    static BigInteger points(
            ProgramInstance program, TrackInstance track, int participant, int period, BigInteger[] inputs) {
        track.claims().waiting(participant, program.crediting(), claim -> {
            if (program.calendar().ordinal(claim.date) == period) {
                long[] deltas = new long[track.measures().count()];
                track.measures().contribute(claim, 1, deltas);
                BigInteger weight = track.credits().weight(claim.slot);
                for (int k = 0; k < deltas.length; k++) {
                    if (deltas[k] != 0) {
                        track.inputs()
                                .add(inputs, k, BigInteger.valueOf(deltas[k]).multiply(weight));
                    }
                }
            }
        });
        return track.rules().evaluate(inputs, new BigInteger[track.rules().count()], false);
    }
}
