package io.tidemark.gateway.feed;

import io.tidemark.engine.ActivityFrameCheck;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.gateway.feed.sbe.BatchDecoder;
import io.tidemark.gateway.feed.sbe.HelloDecoder;
import io.tidemark.gateway.feed.sbe.MessageHeaderDecoder;
import io.tidemark.gateway.feed.sbe.Refusal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's conversation, without the connection: takes messages, hands frames to the core, acknowledges what is
 * applied. One thread, which the caller brings; the core tells it from its own thread what was applied, through {@link FeedOut#wake}.
 */
public final class FeedSession {
    static final long MAGIC = 0x4446_4954L;
    private static final Logger LOG = LoggerFactory.getLogger(FeedSession.class);
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int MAX_TOKEN = 4_096;
    private static final int MAX_NAME = 256;
    private static final int LENGTH = Integer.BYTES;

    /** What became of a message. */
    public enum Taken {
        DONE,
        /** There is no room now: nothing was taken, the same message is to be brought again. */
        BUSY,
        /** The session is over; nothing is taken any more. */
        ENDED
    }

    private enum State {
        EXPECTING_HELLO,
        OPEN,
        ENDED
    }

    private final FrameSink sink;
    private final FeedAccess access;
    private final FeedOut out;
    private final FeedBatch[] batches;
    private final FeedMessages messages = new FeedMessages();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ActivityFrameCheck check = new ActivityFrameCheck();
    private final AtomicBoolean woken = new AtomicBoolean();
    private State state = State.EXPECTING_HELLO;
    private boolean finishing;
    private long taken;
    private long acknowledged;
    private FeedTotals totals = FeedTotals.NONE;
    private volatile long applied;
    private volatile FeedRefusal failure;

    public FeedSession(FrameSink sink, FeedAccess access, FeedLimits limits, FeedOut out) {
        this.sink = sink;
        this.access = access;
        this.out = out;
        this.batches = new FeedBatch[limits.credit()];
        for (int k = 0; k < batches.length; k++) {
            batches[k] = new FeedBatch(this);
        }
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    public boolean isEnded() {
        return state == State.ENDED;
    }

    /**
     * Takes a message.
     *
     * @param length without the length in front of it
     */
    public Taken message(DirectBuffer buffer, int offset, int length) {
        if (state == State.ENDED) {
            return Taken.ENDED;
        }
        header.wrap(buffer, offset);
        boolean known = length >= HEADER
                && header.schemaId() == HelloDecoder.SCHEMA_ID
                && header.blockLength() <= length - HEADER;
        if (!known) {
            return refuse(FeedRefusal.notAFeed());
        }
        if (state == State.EXPECTING_HELLO) {
            return header.templateId() == HelloDecoder.TEMPLATE_ID
                    ? hello(buffer, offset + HEADER, length - HEADER)
                    : refuse(FeedRefusal.notAFeed());
        }
        if (header.templateId() != BatchDecoder.TEMPLATE_ID) {
            return refuse(new FeedRefusal(
                    Refusal.ORDER, "a message of template " + header.templateId() + " where a Batch was to come"));
        }
        return batch(buffer, offset + HEADER, length - HEADER);
    }

    private Taken hello(DirectBuffer buffer, int offset, int length) {
        boolean magic = header.blockLength() >= HelloDecoder.BLOCK_LENGTH
                && unsigned(buffer, offset + HelloDecoder.magicEncodingOffset()) == MAGIC;
        if (!magic) {
            return refuse(FeedRefusal.notAFeed());
        }
        int version = buffer.getShort(offset + HelloDecoder.protocolVersionEncodingOffset(), ByteOrder.LITTLE_ENDIAN)
                & 0xFFFF;
        if (version != FeedMessages.VERSION) {
            return refuse(new FeedRefusal(
                    Refusal.VERSION, "protocol version " + version + "; this server speaks " + FeedMessages.VERSION));
        }
        long resumeAfter = buffer.getLong(offset + HelloDecoder.resumeAfterEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        int end = offset + length;
        int at = offset + header.blockLength();
        String token = text(buffer, at, end, MAX_TOKEN);
        String feed = token == null ? null : text(buffer, at + LENGTH + lengthAt(buffer, at), end, MAX_NAME);
        if (feed == null || resumeAfter < 0) {
            return refuse(FeedRefusal.notAFeed());
        }
        String feeder = access.feederOf(token);
        if (feeder == null) {
            return refuse(new FeedRefusal(
                    Refusal.TOKEN, "the token is not in force, or may not feed. The scope it needs is feed"));
        }
        LOG.info("feed {} of {} begins behind batch {}", feed.replaceAll("\\p{Cntrl}", "?"), feeder, resumeAfter);
        taken = resumeAfter;
        acknowledged = resumeAfter;
        applied = resumeAfter;
        state = State.OPEN;
        out.send(messages.buffer, 0, messages.welcome(batches.length));
        return Taken.DONE;
    }

    private static long unsigned(DirectBuffer buffer, int at) {
        return buffer.getInt(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
    }

    private static int lengthAt(DirectBuffer buffer, int at) {
        return buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
    }

    /** A text behind its length, or {@code null} where it is not there whole or is too long. */
    private static String text(DirectBuffer buffer, int at, int end, int most) {
        if (end - at < LENGTH) {
            return null;
        }
        int length = lengthAt(buffer, at);
        if (length < 0 || length > most || length > end - at - LENGTH) {
            return null;
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(at + LENGTH, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Taken batch(DirectBuffer buffer, int offset, int length) {
        int at = offset + header.blockLength();
        int frameLength = header.blockLength() >= BatchDecoder.BLOCK_LENGTH && length - header.blockLength() >= LENGTH
                ? lengthAt(buffer, at)
                : -1;
        if (frameLength != offset + length - at - LENGTH) {
            return refuse(new FeedRefusal(Refusal.FRAME, "a batch that its frame does not fill"));
        }
        long number = buffer.getLong(offset + BatchDecoder.numberEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        if (number != taken + 1) {
            return refuse(
                    new FeedRefusal(Refusal.ORDER, "batch " + number + " where batch " + (taken + 1) + " was to come"));
        }
        if (number > acknowledged + batches.length) {
            return refuse(new FeedRefusal(
                    Refusal.CREDIT, "batch " + number + " while " + batches.length + " batches are under way"));
        }
        String problem = check.problem(buffer, at + LENGTH, frameLength);
        if (problem != null) {
            return refuse(FeedRefusal.frame(number, problem));
        }
        FeedBatch batch = batches[(int) (number % batches.length)];
        batch.begin(number);
        if (!sink.offer(buffer, at + LENGTH, frameLength, batch)) {
            return Taken.BUSY;
        }
        taken = number;
        return Taken.DONE;
    }

    /** The core's thread: everything up to a batch is applied; the session need not know before {@link #tell}. */
    void applied(long number) {
        applied = number;
    }

    /** The core's thread: it turns to something else. */
    void tell() {
        wake();
    }

    /** The core's thread: a batch will not be applied. */
    void fail(FeedRefusal why) {
        failure = why;
        wake();
    }

    private void wake() {
        if (!woken.get() && !woken.getAndSet(true)) {
            out.wake();
        }
    }

    /** Acknowledges what was applied since. */
    public void pump() {
        woken.set(false);
        if (state != State.OPEN) {
            return;
        }
        FeedRefusal failed = failure;
        long until = applied;
        while (acknowledged < until && out.isWritable()) {
            acknowledge(until);
        }
        if (failed != null) {
            refuse(failed);
        } else if (finishing && acknowledged == taken) {
            end();
        }
    }

    /** Acknowledges as many batches as one message lists. */
    private void acknowledge(long most) {
        long from = acknowledged + 1;
        long until = acknowledged;
        int verdicts = 0;
        while (until < most) {
            FeedBatch batch = batches[(int) ((until + 1) % batches.length)];
            if (verdicts + batch.listed > FeedMessages.MAX_VERDICTS) {
                break;
            }
            verdicts += batch.listed;
            totals = totals.plus(new FeedTotals(batch.accepted, batch.duplicate, batch.conflict, batch.refused));
            until++;
        }
        out.send(messages.buffer, 0, messages.acknowledged(totals, batches, from, until, verdicts));
        acknowledged = until;
    }

    /** The client sends no more: ends once everything is acknowledged. */
    public void finish() {
        finishing = true;
        if (state == State.OPEN) {
            pump();
        } else {
            end();
        }
    }

    /** Says why, and ends. Batches already taken are applied all the same. */
    public Taken refuse(FeedRefusal why) {
        if (state != State.ENDED) {
            LOG.info("a feed is refused: {}", why.reason());
            out.send(messages.buffer, 0, messages.refused(why));
            end();
        }
        return Taken.ENDED;
    }

    private void end() {
        state = State.ENDED;
        out.end();
    }
}
