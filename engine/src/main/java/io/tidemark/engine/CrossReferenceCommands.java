package io.tidemark.engine;

import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.Names;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.sbe.CrossReferenceFrameDecoder;
import io.tidemark.engine.sbe.CrossReferenceFrameDecoder.RowsDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.store.TextHash;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Applies frames of rows that say what distributors call products. A frame is read whole before anything changes. Core thread only. */
final class CrossReferenceCommands {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int TEXTS = 3;
    private static final String DISTRIBUTOR = "distributor";

    private final EngineLimits limits;
    private final Facts facts;
    private final Rerating rerating;
    private final Outcome outcome;
    private final CrossReferenceFrameDecoder decoder = new CrossReferenceFrameDecoder();
    private final int[] froms = new int[TEXTS];
    private final int[] lengths = new int[TEXTS];
    private DirectBuffer buffer;
    private int rowsAt;
    private int stride;
    private int rows;
    private int textAt;
    private int textLength;

    CrossReferenceCommands(EngineLimits limits, Facts facts, Rerating rerating, Outcome outcome) {
        this.limits = limits;
        this.facts = facts;
        this.rerating = rerating;
        this.outcome = outcome;
    }

    void wrap(DirectBuffer frame, int offset, int length, MessageHeaderDecoder header) {
        buffer = frame;
        int end = offset + length;
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        decoder.wrap(frame, block, header.blockLength(), header.version());
        int group = block + header.blockLength();
        require(group + 4 <= end, "its rows are missing");
        stride = frame.getShort(group, ORDER) & 0xFFFF;
        rows = frame.getShort(group + 2, ORDER) & 0xFFFF;
        rowsAt = group + 4;
        boolean fits = stride >= RowsDecoder.sbeBlockLength() && rows > 0 && rows <= EngineLimits.MAX_COMMANDS;
        require(fits && rowsAt + rows * stride + 4 <= end, "its rows are malformed");
        textAt = rowsAt + rows * stride + 4;
        textLength = frame.getInt(textAt - 4, ORDER);
        require(textLength >= 0 && textLength <= end - textAt, "its text ends behind the frame");
        for (int k = 0; k < rows; k++) {
            readTexts(k);
            int units = unitsPer(k);
            require(units > 0 && units <= CrossReferenceRow.MOST_UNITS, "units per are out of range");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new FrameException("a frame of cross-references: " + what);
        }
    }

    private void readTexts(int k) {
        int at = buffer.getInt(rowsAt + k * stride + RowsDecoder.textOffsetEncodingOffset(), ORDER);
        for (int t = 0; t < TEXTS; t++) {
            require(at >= 0 && at <= textLength - 2, "a text lies outside the frame");
            lengths[t] = buffer.getShort(textAt + at, ORDER) & 0xFFFF;
            froms[t] = textAt + at + 2;
            at += 2 + lengths[t];
            require(
                    at <= textLength && lengths[t] > 0 && lengths[t] <= EngineLimits.MAX_TEXT,
                    "a text lies outside the frame");
        }
    }

    private int unitsPer(int k) {
        return buffer.getInt(rowsAt + k * stride + RowsDecoder.unitsPerEncodingOffset(), ORDER);
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

    /** Applies the wrapped frame and answers how many commands it held. */
    int apply() {
        for (int k = 0; k < rows; k++) {
            boolean full = facts.participants.count() + 1 > limits.maxParticipants()
                    || facts.names.names.size() + 1 > Names.MAX_NAMES;
            outcome.add(full ? Verdict.AT_CAPACITY : row(k));
        }
        return rows;
    }

    private Verdict row(int k) {
        readTexts(k);
        int from = buffer.getInt(rowsAt + k * stride + RowsDecoder.fromEncodingOffset(), ORDER);
        int distributor = facts.participants.resolve(
                facts.names.names.intern(DISTRIBUTOR), hash(0), buffer, froms[0], lengths[0]);
        int theirs = facts.products.resolve(hash(1), buffer, froms[1], lengths[1]);
        int product = facts.products.resolve(hash(2), buffer, froms[2], lengths[2]);
        if (!facts.crossReferences.put(distributor, theirs, product, unitsPer(k), from)) {
            return Verdict.DUPLICATE;
        }
        rerating.activitiesAbout(theirs);
        return Verdict.ACCEPTED;
    }

    private long hash(int t) {
        return TextHash.of(buffer, froms[t], lengths[t]);
    }
}
