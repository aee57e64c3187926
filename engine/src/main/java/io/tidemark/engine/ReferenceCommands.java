package io.tidemark.engine;

import io.tidemark.engine.directory.Names;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ParticipantFrameDecoder;
import io.tidemark.engine.sbe.ProductFrameDecoder;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.TextTable;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;

/**
 * Applies frames of rows about participants and products. A row that says what is already known changes nothing and is
 * answered {@code duplicate}. Core thread only.
 */
final class ReferenceCommands {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final EngineLimits limits;
    private final Facts facts;
    private final Rerating rerating;
    private final Outcome outcome;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IntArrayList attributes = new IntArrayList();

    private boolean aboutParticipants;
    private DirectBuffer buffer;
    private int rowsAt;
    private int rowLength;
    private int rows;
    private int textAt;
    private int textEnd;
    private long sequence;
    private long timestampMs;
    private int today;
    /** Where the next text of a row begins; then the text itself. */
    private int at;

    private int from;
    private int length;

    ReferenceCommands(EngineLimits limits, Facts facts, Rerating rerating, Outcome outcome) {
        this.limits = limits;
        this.facts = facts;
        this.rerating = rerating;
        this.outcome = outcome;
    }

    void wrap(int template, DirectBuffer frame, int offset, int frameLength) {
        header.wrap(frame, offset);
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        aboutParticipants = template == ParticipantFrameDecoder.TEMPLATE_ID;
        buffer = frame;
        sequence = frame.getLong(block + ParticipantFrameDecoder.sequenceEncodingOffset(), ORDER);
        timestampMs = frame.getLong(block + ParticipantFrameDecoder.timestampMsEncodingOffset(), ORDER);
        today = frame.getInt(block + ParticipantFrameDecoder.todayEncodingOffset(), ORDER);
        int end = offset + frameLength;
        int group = block + header.blockLength();
        require(group + 4 <= end, "its rows are missing");
        rowLength = frame.getShort(group, ORDER) & 0xFFFF;
        rows = frame.getShort(group + 2, ORDER) & 0xFFFF;
        rowsAt = group + 4;
        int least = aboutParticipants
                ? ParticipantFrameDecoder.RowsDecoder.sbeBlockLength()
                : ProductFrameDecoder.RowsDecoder.sbeBlockLength();
        require(rowLength >= least && rows > 0 && rows <= EngineLimits.MAX_COMMANDS, "its rows are malformed");
        int text = rowsAt + rows * rowLength;
        require(text + 4 <= end, "its text is missing");
        textAt = text + 4;
        int textLength = frame.getInt(text, ORDER);
        require(textLength >= 0 && textLength <= end - textAt, "its text ends behind the frame");
        textEnd = textAt + textLength;
        for (int k = 0; k < rows; k++) {
            at = textAt + textOffset(k);
            int texts = (aboutParticipants ? 5 : 1) + 2 * attributeCount(k);
            for (int t = 0; t < texts; t++) {
                next();
                // a participant has a kind and an id, a product a SKU
                require(length > 0 || t > (aboutParticipants ? 1 : 0), "a row is about nobody");
            }
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new FrameException("reference frame at sequence " + sequence + ": " + what);
        }
    }

    long sequence() {
        return sequence;
    }

    long timestampMs() {
        return timestampMs;
    }

    int today() {
        return today;
    }

    private int textOffset(int k) {
        int field = aboutParticipants
                ? ParticipantFrameDecoder.RowsDecoder.textOffsetEncodingOffset()
                : ProductFrameDecoder.RowsDecoder.textOffsetEncodingOffset();
        return buffer.getInt(rowsAt + k * rowLength + field, ORDER);
    }

    private int attributeCount(int k) {
        int field = aboutParticipants
                ? ParticipantFrameDecoder.RowsDecoder.attributeCountEncodingOffset()
                : ProductFrameDecoder.RowsDecoder.attributeCountEncodingOffset();
        return buffer.getShort(rowsAt + k * rowLength + field, ORDER) & 0xFFFF;
    }

    /** Moves to the next text: its bytes are {@link #length} from {@link #from}. */
    private void next() {
        require(at >= textAt && at <= textEnd - 2, "a text lies outside the frame");
        length = buffer.getShort(at, ORDER) & 0xFFFF;
        from = at + 2;
        at = from + length;
        require(at <= textEnd && length <= EngineLimits.MAX_TEXT, "a text lies outside the frame");
    }

    private int intern(TextTable table) {
        next();
        return table.intern(TextHash.of(buffer, from, length), buffer, from, length);
    }

    private void loadAttributes(int k) {
        attributes.clear();
        int count = attributeCount(k);
        for (int a = 0; a < count; a++) {
            attributes.addInt(intern(facts.names.names));
            attributes.addInt(intern(facts.names.values));
        }
    }

    /** Applies the wrapped frame and answers how many commands it held. */
    int apply() {
        for (int k = 0; k < rows; k++) {
            at = textAt + textOffset(k);
            if (isFull(k)) {
                outcome.add(Verdict.AT_CAPACITY);
                continue;
            }
            boolean changed = aboutParticipants ? participant(k) : product(k);
            outcome.add(changed ? Verdict.ACCEPTED : Verdict.DUPLICATE);
        }
        return rows;
    }

    /** Whether a row might need more names or participants than there is room for; then it changes nothing. */
    private boolean isFull(int k) {
        return facts.names.names.size() + attributeCount(k) + 2 > Names.MAX_NAMES
                || facts.participants.count() + 2 > limits.maxParticipants();
    }

    private boolean participant(int k) {
        int row = rowsAt + k * rowLength;
        int since = buffer.getInt(row + ParticipantFrameDecoder.RowsDecoder.fromEncodingOffset(), ORDER);
        int enrolled = buffer.getInt(row + ParticipantFrameDecoder.RowsDecoder.enrolledEncodingOffset(), ORDER);
        int left = buffer.getInt(row + ParticipantFrameDecoder.RowsDecoder.leftEncodingOffset(), ORDER);
        int participant = resolve();
        int name = intern(facts.names.values);
        int parent = resolve();
        loadAttributes(k);
        boolean changed = facts.participants.put(participant, since, name, parent, enrolled, left, attributes);
        if (changed) {
            rerating.participantChanged(participant, since);
        }
        return changed;
    }

    /** Reads a kind and an id; an empty kind is nobody. */
    private int resolve() {
        int kind = intern(facts.names.names);
        next();
        return kind == 0
                ? Participants.NONE
                : facts.participants.resolve(kind, TextHash.of(buffer, from, length), buffer, from, length);
    }

    private boolean product(int k) {
        int since = buffer.getInt(rowsAt + k * rowLength + ProductFrameDecoder.RowsDecoder.fromEncodingOffset(), ORDER);
        next();
        int product = facts.products.resolve(TextHash.of(buffer, from, length), buffer, from, length);
        loadAttributes(k);
        boolean changed = product != 0 && facts.products.put(product, since, attributes);
        if (changed) {
            rerating.productChanged(product);
        }
        return changed;
    }
}
