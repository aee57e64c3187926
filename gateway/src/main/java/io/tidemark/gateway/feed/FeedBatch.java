package io.tidemark.gateway.feed;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;

/**
 * A batch under way, one of a session's credit; used again once acknowledged. Filled on the core's thread, read on the
 * session's once {@link FeedSession#applied} has said so.
 */
final class FeedBatch implements FrameSink.Applied {
    private final FeedSession session;
    long number;
    long sequence;
    int accepted;
    int duplicate;
    int conflict;
    int refused;
    int listed;
    final short[] indices = new short[EngineLimits.MAX_COMMANDS];
    final byte[] verdicts = new byte[EngineLimits.MAX_COMMANDS];

    FeedBatch(FeedSession session) {
        this.session = session;
    }

    void begin(long batch) {
        number = batch;
        accepted = 0;
        duplicate = 0;
        conflict = 0;
        refused = 0;
        listed = 0;
    }

    @Override
    public void applied(Outcome outcome) {
        int count = outcome.count();
        sequence = outcome.sequence() + count - 1;
        for (int k = 0; k < count; k++) {
            Verdict verdict = outcome.verdict(k);
            switch (verdict) {
                case ACCEPTED -> accepted++;
                case DUPLICATE -> duplicate++;
                case CONFLICT -> {
                    conflict++;
                    list(k, verdict);
                }
                default -> {
                    refused++;
                    list(k, verdict);
                }
            }
        }
        session.applied(number);
    }

    @Override
    public void tell() {
        session.tell();
    }

    private void list(int index, Verdict verdict) {
        indices[listed] = (short) index;
        verdicts[listed++] = (byte) verdict.ordinal();
    }

    @Override
    public void halted() {
        session.fail(FeedRefusal.halted());
    }

    @Override
    public void refused(String why) {
        session.fail(FeedRefusal.frame(number, why));
    }
}
