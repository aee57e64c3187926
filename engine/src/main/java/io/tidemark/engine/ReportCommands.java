package io.tidemark.engine;

import io.tidemark.engine.activity.Report;
import io.tidemark.engine.activity.Reports;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ReportFrameDecoder;
import io.tidemark.engine.store.TextHash;
import org.agrona.DirectBuffer;

/** Applies frames about reports: one begins, or is whole. A frame is read whole before anything changes. Core thread only. */
final class ReportCommands {
    static final int BEGINS = 0;
    static final int SPANS = 1;
    static final int WHOLE = 2;
    /** In the place of a text's offset: the span is of every place. */
    static final int EVERY_PLACE = -1;

    private static final int MAX_SPANS = 1024;
    private static final int TEXT_LENGTH = 2;

    private final EngineLimits limits;
    private final Facts facts;
    private final Rerating rerating;
    private final ReportFrameDecoder decoder = new ReportFrameDecoder();
    private final int[] from = new int[MAX_SPANS];
    private final int[] until = new int[MAX_SPANS];
    private final int[] offsets = new int[MAX_SPANS];
    private int spans;
    private DirectBuffer buffer;
    private int sourceAt;
    private int sourceLength;
    private int textAt;
    private int textLength;

    ReportCommands(EngineLimits limits, Facts facts, Rerating rerating) {
        this.limits = limits;
        this.facts = facts;
        this.rerating = rerating;
    }

    void wrap(DirectBuffer frame, int offset, int length, MessageHeaderDecoder header) {
        require(header.blockLength() >= ReportFrameDecoder.BLOCK_LENGTH, "its block is short");
        buffer = frame;
        int end = offset + length;
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        decoder.wrap(frame, block, header.blockLength(), header.version());
        require(block + header.blockLength() + 4 <= end, "its spans are missing");
        int at = block + header.blockLength();
        int stride = frame.getShort(at, ReportFrameDecoder.BYTE_ORDER) & 0xFFFF;
        spans = frame.getShort(at + 2, ReportFrameDecoder.BYTE_ORDER) & 0xFFFF;
        at += 4;
        boolean fits = stride >= ReportFrameDecoder.SpansDecoder.sbeBlockLength()
                && spans <= MAX_SPANS
                && at + spans * stride + 4 <= end;
        require(fits, "its spans are cut off");
        for (int k = 0; k < spans; k++) {
            from[k] = frame.getInt(
                    at + ReportFrameDecoder.SpansDecoder.fromEncodingOffset(), ReportFrameDecoder.BYTE_ORDER);
            until[k] = frame.getInt(
                    at + ReportFrameDecoder.SpansDecoder.untilEncodingOffset(), ReportFrameDecoder.BYTE_ORDER);
            offsets[k] = frame.getInt(
                    at + ReportFrameDecoder.SpansDecoder.textOffsetEncodingOffset(), ReportFrameDecoder.BYTE_ORDER);
            at += stride;
        }
        sourceLength = frame.getInt(at, ReportFrameDecoder.BYTE_ORDER);
        sourceAt = at + 4;
        require(
                sourceLength > 0 && sourceLength <= EngineLimits.MAX_TEXT && sourceAt + sourceLength + 4 <= end,
                "it has no source");
        textLength = frame.getInt(sourceAt + sourceLength, ReportFrameDecoder.BYTE_ORDER);
        textAt = sourceAt + sourceLength + 4;
        require(textLength >= 0 && textLength <= end - textAt, "its text is cut off");
        check();
    }

    private void check() {
        boolean known = decoder.function() < Report.Function.values().length && decoder.whole() <= WHOLE;
        require(known && decoder.report() != 0, "it has no key, or says what no report says");
        for (int k = 0; k < spans; k++) {
            require(from[k] < until[k], "a span ends before it begins");
            if (offsets[k] != EVERY_PLACE) {
                int kind = text(offsets[k]);
                text(offsets[k] + TEXT_LENGTH + kind);
            }
        }
    }

    /** Length of the text at an offset. */
    private int text(int offset) {
        require(offset >= 0 && offset + TEXT_LENGTH <= textLength, "a place lies outside the frame");
        int length = buffer.getShort(textAt + offset, ReportFrameDecoder.BYTE_ORDER) & 0xFFFF;
        boolean within = length <= EngineLimits.MAX_TEXT && offset + TEXT_LENGTH + length <= textLength;
        require(within, "a place lies outside the frame");
        return length;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new FrameException("a frame about a report: " + what);
        }
    }

    long sequence() {
        return decoder.sequence();
    }

    long timestampMs() {
        return decoder.timestampMs();
    }

    int today() {
        return decoder.today();
    }

    Verdict apply() {
        boolean isFull = facts.names.names.size() + 2 > io.tidemark.engine.directory.Names.MAX_NAMES
                || facts.participants.count() + spans > limits.maxParticipants();
        if (isFull) {
            return Verdict.AT_CAPACITY;
        }
        Reports reports = facts.reports;
        boolean known = reports.find(decoder.report()) != Reports.NONE;
        int source =
                facts.names.names.intern(TextHash.of(buffer, sourceAt, sourceLength), buffer, sourceAt, sourceLength);
        int report = reports.begin(source, decoder.report(), decoder.function(), decoder.number(), decoder.sequence());
        if (decoder.whole() == BEGINS) {
            return known ? Verdict.DUPLICATE : Verdict.ACCEPTED;
        }
        if (reports.isWhole(report)) {
            return Verdict.DUPLICATE;
        }
        for (int k = 0; k < spans; k++) {
            reports.addSpan(report, place(offsets[k]), from[k], until[k]);
        }
        if (decoder.whole() == WHOLE) {
            reports.setWhole(report);
            rerating.reportWhole(report);
        }
        return Verdict.ACCEPTED;
    }

    private int place(int offset) {
        if (offset == EVERY_PLACE) {
            return Reports.EVERYWHERE;
        }
        int kindLength = text(offset);
        int idOffset = offset + TEXT_LENGTH + kindLength;
        int idLength = text(idOffset);
        if (kindLength == 0 || idLength == 0) {
            return Reports.NOWHERE;
        }
        int kindAt = textAt + offset + TEXT_LENGTH;
        int idAt = textAt + idOffset + TEXT_LENGTH;
        int kind = facts.names.names.intern(TextHash.of(buffer, kindAt, kindLength), buffer, kindAt, kindLength);
        int place = facts.participants.resolve(kind, TextHash.of(buffer, idAt, idLength), buffer, idAt, idLength);
        return place == Participants.NONE ? Reports.NOWHERE : place;
    }
}
