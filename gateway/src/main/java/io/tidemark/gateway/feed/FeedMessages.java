package io.tidemark.gateway.feed;

import io.tidemark.gateway.feed.sbe.AcknowledgedEncoder;
import io.tidemark.gateway.feed.sbe.MessageHeaderEncoder;
import io.tidemark.gateway.feed.sbe.RefusedEncoder;
import io.tidemark.gateway.feed.sbe.WelcomeEncoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a server's messages, each with its length in front. One thread. */
final class FeedMessages {
    static final int VERSION = 1;
    static final int PREFIX = Integer.BYTES;
    /** Verdicts that one acknowledgement lists at most. */
    static final int MAX_VERDICTS = 4_096;

    private static final int MAX_REASON = 1_024;

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[FeedLimits.MAX_MESSAGE]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WelcomeEncoder welcome = new WelcomeEncoder();
    private final RefusedEncoder refused = new RefusedEncoder();
    private final AcknowledgedEncoder acknowledged = new AcknowledgedEncoder();

    private int prefixed(int encoded) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoded;
        buffer.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
        return PREFIX + length;
    }

    /** Answers the length of the whole, prefix included, as the others do. */
    int welcome(int credit) {
        welcome.wrapAndApplyHeader(buffer, PREFIX, header)
                .protocolVersion(VERSION)
                .credit(credit)
                .maxMessage(FeedLimits.MAX_MESSAGE);
        return prefixed(welcome.encodedLength());
    }

    int refused(FeedRefusal refusal) {
        byte[] reason = refusal.reason().getBytes(StandardCharsets.UTF_8);
        refused.wrapAndApplyHeader(buffer, PREFIX, header)
                .refusal(refusal.refusal())
                .putReason(reason, 0, Math.min(reason.length, MAX_REASON));
        return prefixed(refused.encodedLength());
    }

    int acknowledged(FeedTotals totals, FeedBatch[] batches, long from, long until, int verdicts) {
        FeedBatch last = batches[(int) (until % batches.length)];
        acknowledged
                .wrapAndApplyHeader(buffer, PREFIX, header)
                .number(until)
                .sequence(last.sequence)
                .accepted(totals.accepted())
                .duplicate(totals.duplicate())
                .conflict(totals.conflict())
                .refused(totals.refused());
        AcknowledgedEncoder.VerdictsEncoder rows = acknowledged.verdictsCount(verdicts);
        for (long number = from; number <= until; number++) {
            FeedBatch batch = batches[(int) (number % batches.length)];
            for (int k = 0; k < batch.listed; k++) {
                rows.next().number(number).index(batch.indices[k]).verdict(batch.verdicts[k]);
            }
        }
        return prefixed(acknowledged.encodedLength());
    }
}
