package io.tidemark.gateway.feed;

import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.feed.sbe.AcknowledgedDecoder;
import io.tidemark.gateway.feed.sbe.MessageHeaderDecoder;
import io.tidemark.gateway.feed.sbe.Refusal;
import io.tidemark.gateway.feed.sbe.RefusedDecoder;
import io.tidemark.gateway.feed.sbe.WelcomeDecoder;
import java.io.IOException;
import org.agrona.DirectBuffer;

/** Reads what a server says, message by message. One thread. */
public final class FeedAnswers {
    private final Heard heard;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final WelcomeDecoder welcome = new WelcomeDecoder();
    private final AcknowledgedDecoder acknowledged = new AcknowledgedDecoder();
    private final RefusedDecoder refused = new RefusedDecoder();

    /** Told what was said. */
    public interface Heard {
        void welcome(int credit) throws IOException;

        /** An activity is in conflict or refused; comes before the acknowledgement of its batch. */
        void verdict(long number, int index, Verdict verdict);

        /**
         * Everything up to a batch is durable and applied.
         *
         * @param sequence of the last command acknowledged
         * @param totals since the connection began
         */
        void acknowledged(long number, long sequence, FeedTotals totals);

        /** The server ends the connection. */
        void refused(Refusal refusal, String reason) throws IOException;
    }

    public FeedAnswers(Heard heard) {
        this.heard = heard;
    }

    /**
     * Takes a message without the length in front of it.
     *
     * @throws IOException where it is none of a server's messages, or what {@link Heard} throws
     */
    public void take(DirectBuffer message, int offset) throws IOException {
        header.wrap(message, offset);
        switch (header.templateId()) {
            case AcknowledgedDecoder.TEMPLATE_ID -> acknowledged(message, offset);
            case WelcomeDecoder.TEMPLATE_ID ->
                heard.welcome(
                        welcome.wrapAndApplyHeader(message, offset, header).credit());
            case RefusedDecoder.TEMPLATE_ID -> {
                refused.wrapAndApplyHeader(message, offset, header);
                heard.refused(refused.refusal(), refused.reason());
            }
            default -> throw new FeedException("the server said something unexpected", null);
        }
    }

    private void acknowledged(DirectBuffer message, int offset) {
        AcknowledgedDecoder said = acknowledged.wrapAndApplyHeader(message, offset, header);
        for (AcknowledgedDecoder.VerdictsDecoder row : said.verdicts()) {
            heard.verdict(row.number(), row.index(), Verdict.of(row.verdict()));
        }
        heard.acknowledged(
                said.number(),
                said.sequence(),
                new FeedTotals(said.accepted(), said.duplicate(), said.conflict(), said.refused()));
    }
}
