package io.tidemark.engine.closing;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramCodec;
import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSink;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The closings of a program as a snapshot holds them, and as they are hashed. Core thread only. */
final class ClosingsSection implements Stored {
    private final ProgramClosings all;

    ClosingsSection(ProgramClosings all) {
        this.all = all;
    }

    @Override
    public Frozen freeze() {
        return RecordedSection.of(this::write);
    }

    private void write(SnapshotSink to) {
        to.put(all.sinceMs);
        List<Program> programs =
                all.periods.stream().map(one -> one.program).distinct().toList();
        to.put(programs.size());
        programs.forEach(program -> to.putBytes(ProgramCodec.encode(program)));
        to.put(all.periods.size());
        all.periods.forEach(period -> period.write(to, programs.indexOf(period.program)));
        to.put(all.closings.size());
        for (Closing one : all.closings) {
            to.put(Words.pack(one.period(), one.version()));
            to.put(one.sequence());
            to.put(one.timestampMs());
            to.put(Words.pack(one.firstStatement(), one.statements()));
            to.putBytes(one.paid().toByteArray());
            to.putBytes(one.digest().toByteArray());
        }
        to.put(all.wanted.size());
        for (ProgramClosings.Wanted one : all.wanted) {
            to.put(one.from());
            to.put(one.sequence());
            to.put(one.timestampMs());
            to.put(Words.pack(one.identities(), one.participants()));
        }
        to.put(all.work == null ? 0 : 1);
        if (all.work != null) {
            all.work.write(to);
        }
    }

    @Override
    public void restore(SnapshotSource from) {
        all.sinceMs = from.get();
        List<Program> programs = new ArrayList<>();
        for (int left = from.count(Long.BYTES); left > 0; left--) {
            programs.add(ProgramCodec.decode(from.bytes()));
        }
        for (int left = from.count(5 * Long.BYTES); left > 0; left--) {
            ClosedPeriod period = new ClosedPeriod(programs.get((int) from.get()), (int) from.get());
            period.read(from);
            all.periods.add(period);
        }
        for (int left = from.count(6 * Long.BYTES); left > 0; left--) {
            long which = from.get();
            long sequence = from.get();
            long timestampMs = from.get();
            long rows = from.get();
            all.closings.add(new Closing(
                    Words.high(which),
                    Words.low(which),
                    sequence,
                    timestampMs,
                    Words.high(rows),
                    Words.low(rows),
                    new BigInteger(from.bytes()),
                    new BigInteger(from.bytes())));
        }
        for (int left = from.count(4 * Long.BYTES); left > 0; left--) {
            int first = (int) from.get();
            long sequence = from.get();
            long timestampMs = from.get();
            long places = from.get();
            all.wanted.add(
                    new ProgramClosings.Wanted(first, sequence, timestampMs, Words.high(places), Words.low(places)));
        }
        if (!all.wanted.isEmpty()) {
            all.deferAll();
        }
        all.shutAll();
        all.work = from.get() == 0 ? null : ClosingWork.read(all.facts, all, all.instances, from);
    }

    long stateHash(long seed) {
        if (all.sinceMs == Long.MAX_VALUE || all.closings.isEmpty() && all.wanted.isEmpty()) {
            return all.deferral.stateHash(Words.mix(seed, all.sinceMs));
        }
        long hashOfBoards = all.boards.stateHash(all.accounts.stateHash(seed));
        long[] hash = {all.deferral.stateHash(all.statements.stateHash(hashOfBoards))};
        write(new HashingSink(hash));
        return hash[0];
    }

    /** Folds what would be written into a hash. */
    private record HashingSink(long[] hash) implements SnapshotSink {
        @Override
        public void put(long value) {
            hash[0] = Words.mix(hash[0], value);
        }

        @Override
        public void put(long[] page, int count) {
            for (int k = 0; k < count; k++) {
                put(page[k]);
            }
        }

        @Override
        public void put(byte[] from, int offset, int count) {
            put(TextHash.of(new UnsafeBuffer(from), offset, count));
        }
    }
}
