package io.tidemark.engine.outcome;

import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.sbe.MessageHeaderEncoder;
import io.tidemark.engine.sbe.OutcomeFrameEncoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The outcome of the frame applied last: a verdict per command and what was set aside. Reused; valid until the next
 * frame. No outcome contains a rank or a neighbour, so settling once per frame changes no byte of it.
 */
public final class Outcome {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_SET_ASIDE = 4_096;

    private final byte[] verdicts = new byte[256];
    private final LongArrayList setAside = new LongArrayList();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_BYTES]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OutcomeFrameEncoder encoder = new OutcomeFrameEncoder();
    private long sequence;
    private int count;
    private long pending;
    private int length;

    public void begin(long firstSequence) {
        sequence = firstSequence;
        count = 0;
        setAside.clear();
    }

    public void add(Verdict verdict) {
        verdicts[count++] = (byte) verdict.ordinal();
    }

    /** The command added last earns nothing on a track; beyond 4,096 in a frame they are not listed. */
    public void setAside(int program, int track, Reason reason) {
        if (setAside.size() < MAX_SET_ASIDE) {
            setAside.addLong((long) count << 32 | (long) program << 16 | (long) track << 8 | reason.ordinal());
        }
    }

    /** Encodes the frame. */
    public void end(long pendingJobs) {
        pending = pendingJobs;
        encoder.wrapAndApplyHeader(buffer, 0, header).sequence(sequence).pending(pending);
        OutcomeFrameEncoder.VerdictsEncoder rows = encoder.verdictsCount(count);
        for (int k = 0; k < count; k++) {
            rows.next().verdict(verdicts[k]);
        }
        OutcomeFrameEncoder.SetAsideEncoder reasons = encoder.setAsideCount(setAside.size());
        for (int k = 0; k < setAside.size(); k++) {
            long word = setAside.getLong(k);
            reasons.next()
                    .index((int) (word >>> 32))
                    .program((int) (word >>> 16) & 0xFFFF)
                    .track((short) (word >>> 8 & 0xFF))
                    .reason((short) (word & 0xFF));
        }
        length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    /** Sequence of the frame's first command. */
    public long sequence() {
        return sequence;
    }

    /** Commands in the frame. */
    public int count() {
        return count;
    }

    public Verdict verdict(int k) {
        return Verdict.of(verdicts[k]);
    }

    public int setAsideCount() {
        return setAside.size();
    }

    /** The command's index in the frame. */
    public int setAsideIndex(int k) {
        return (int) (setAside.getLong(k) >>> 32);
    }

    /** The program's number. */
    public int setAsideProgram(int k) {
        return (int) (setAside.getLong(k) >>> 16) & 0xFFFF;
    }

    /** The track's place in the program. */
    public int setAsideTrack(int k) {
        return (int) (setAside.getLong(k) >>> 8) & 0xFF;
    }

    public Reason setAsideReason(int k) {
        return Reason.of((int) setAside.getLong(k) & 0xFF);
    }

    /** Jobs still to do; 0 is settled. */
    public long pending() {
        return pending;
    }

    /** The encoded OutcomeFrame, of {@link #length} bytes from 0. */
    public DirectBuffer buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }
}
