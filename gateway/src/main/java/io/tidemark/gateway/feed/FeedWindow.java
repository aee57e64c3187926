package io.tidemark.gateway.feed;

import io.tidemark.gateway.feed.sbe.BatchEncoder;
import io.tidemark.gateway.feed.sbe.HelloEncoder;
import io.tidemark.gateway.feed.sbe.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a client sent and was not told about, whole messages as they go over the wire: what the next connection has to send
 * again, should this one break. One thread.
 */
public final class FeedWindow {
    private static final int PREFIX = Integer.BYTES;
    /** In front of a batch's frame: message length, header, number, frame length. */
    private static final int BATCH_HEAD =
            PREFIX + MessageHeaderEncoder.ENCODED_LENGTH + BatchEncoder.BLOCK_LENGTH + Integer.BYTES;

    private long sent;
    private long acknowledged;
    /** By number modulo length. */
    private byte[][] messages = new byte[1][];

    /** A server granted so many batches under way; what is kept stays. */
    public void widen(int credit) {
        if (credit <= messages.length) {
            return;
        }
        byte[][] more = new byte[credit][];
        for (long number = acknowledged + 1; number <= sent; number++) {
            more[(int) (number % credit)] = messages[place(number)];
        }
        messages = more;
    }

    private int place(long number) {
        return (int) (number % messages.length);
    }

    /** Batches that may be under way. */
    public int width() {
        return messages.length;
    }

    /** Keeps a frame as the next batch, where {@link #sent} − {@link #acknowledged} is below {@link #width}. Answers its number. */
    public long put(DirectBuffer frame, int offset, int length) {
        long number = sent + 1;
        int place = place(number);
        messages[place] = batch(messages[place], number, frame, offset, length);
        sent = number;
        return number;
    }

    /** Puts a whole message together, in the array given where it is large enough. */
    static byte[] batch(byte[] reused, long number, DirectBuffer frame, int offset, int length) {
        byte[] bytes = reused != null && reused.length >= BATCH_HEAD + length
                ? reused
                : new byte[Math.max(BATCH_HEAD + length, FeedLimits.MAX_MESSAGE)];
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        buffer.putInt(0, BATCH_HEAD - PREFIX + length, ByteOrder.LITTLE_ENDIAN);
        new BatchEncoder()
                .wrapAndApplyHeader(buffer, PREFIX, new MessageHeaderEncoder())
                .number(number);
        buffer.putInt(BATCH_HEAD - Integer.BYTES, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(BATCH_HEAD, frame, offset, length);
        return bytes;
    }

    /** A batch not acknowledged, with its length in front; the array may be longer than {@link #length} says. */
    public byte[] message(long number) {
        return messages[place(number)];
    }

    /** Bytes of a whole message. */
    public static int length(byte[] message) {
        return PREFIX + new UnsafeBuffer(message).getInt(0, ByteOrder.LITTLE_ENDIAN);
    }

    /** The last batch put. */
    public long sent() {
        return sent;
    }

    /** The last batch that the server said is durable and applied. */
    public long acknowledged() {
        return acknowledged;
    }

    /** The server said so. */
    public void acknowledged(long number) {
        acknowledged = number;
    }

    /** The first message of a connection: who sends, and behind which batch. */
    public byte[] hello(String token, String feed) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[8_192]);
        HelloEncoder hello = new HelloEncoder();
        hello.wrapAndApplyHeader(buffer, PREFIX, new MessageHeaderEncoder())
                .magic(FeedSession.MAGIC)
                .protocolVersion(FeedMessages.VERSION)
                .resumeAfter(acknowledged)
                .token(token)
                .feed(feed);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + hello.encodedLength();
        buffer.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
        return Arrays.copyOf(buffer.byteArray(), PREFIX + length);
    }
}
