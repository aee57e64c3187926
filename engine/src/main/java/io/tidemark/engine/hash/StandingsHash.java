package io.tidemark.engine.hash;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Hash of what people see: a sum over (program, track, participant, period, measure or rule or tier) by external id, so
 * that the order in which facts arrived cannot show. A standing all of whose measures are zero contributes nothing:
 * everything voided hashes like never sold. Reads every standing.
 */
public final class StandingsHash {
    private StandingsHash() {}

    public static long of(List<ProgramInstance> programs, Facts facts) {
        long sum = 0;
        for (ProgramInstance program : programs) {
            long programHash = text(0, program.program().id());
            for (TrackInstance track : program.tracks()) {
                long trackHash = text(programHash, track.track().name());
                for (int row = 0; row < track.standings().count(); row++) {
                    boolean shown = program.shows(track.standings().period(row));
                    sum += shown ? standing(trackHash, program, track, row, facts) : 0;
                }
            }
        }
        return sum;
    }

    private static long standing(long seed, ProgramInstance program, TrackInstance track, int row, Facts facts) {
        StandingTable standings = track.standings();
        BigInteger[] inputs = standings.exactMeasures(row);
        long key = Words.mix(
                Words.mix(seed, facts.participants.externalHash(standings.participant(row))), standings.period(row));
        long sum = 0;
        boolean zero = true;
        for (Program.Measure measure : program.program().measures()) {
            BigInteger value = inputs[track.inputs().shown(measure.name())];
            // a number that is given is no fact about what was done
            zero &= measure.isGiven() || value.signum() == 0;
            sum += item(key, "measure:" + measure.name(), value);
        }
        BigInteger[] values = new BigInteger[track.rules().count()];
        track.rules().evaluate(inputs, values, false);
        for (int k = 0; k < values.length; k++) {
            zero &= values[k].signum() == 0;
            sum += item(key, "rule:" + track.rules().rule(k).name(), values[k]);
        }
        if (zero) {
            return 0;
        }
        if (!track.ladder().isEmpty()) {
            sum += text(key, "tier:" + track.ladder().tier(standings.tier(row)).name());
        }
        return sum;
    }

    private static long item(long key, String name, BigInteger value) {
        if (value.signum() == 0) {
            return 0;
        }
        long hash = text(key, name);
        for (byte b : value.toByteArray()) {
            hash = Words.mix(hash, b);
        }
        return hash;
    }

    private static long text(long seed, String text) {
        UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
        return TextHash.of(seed, bytes, 0, bytes.capacity());
    }
}
