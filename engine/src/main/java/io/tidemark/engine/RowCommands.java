package io.tidemark.engine;

import io.tidemark.engine.activity.ClaimFacts;
import io.tidemark.engine.directory.ClaimDecision;
import io.tidemark.engine.directory.Matches;
import io.tidemark.engine.directory.Names;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.directory.ReferenceRow.Table;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ReferenceFrameDecoder;
import io.tidemark.engine.sbe.ReferenceFrameDecoder.RowsDecoder;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.TextTable;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Applies frames of rows of the tables that {@link Table} names. A frame is read whole before anything changes. Core thread only. */
final class RowCommands {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int MOST_TEXTS = 8;

    private final EngineLimits limits;
    private final Facts facts;
    private final Rerating rerating;
    private final Outcome outcome;
    private final ReferenceFrameDecoder decoder = new ReferenceFrameDecoder();
    private final int[] froms = new int[MOST_TEXTS];
    private final int[] lengths = new int[MOST_TEXTS];
    private DirectBuffer buffer;
    private Table table;
    private int rowsAt;
    private int stride;
    private int rows;
    private int textAt;
    private int textLength;

    RowCommands(EngineLimits limits, Facts facts, Rerating rerating, Outcome outcome) {
        this.limits = limits;
        this.facts = facts;
        this.rerating = rerating;
        this.outcome = outcome;
    }

    void wrap(DirectBuffer frame, int offset, int length, MessageHeaderDecoder header) {
        buffer = frame;
        int end = offset + length;
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        boolean whole = header.blockLength() >= ReferenceFrameDecoder.BLOCK_LENGTH;
        require(whole && block + header.blockLength() <= end, "its block is cut off");
        decoder.wrap(frame, block, header.blockLength(), header.version());
        require(decoder.table() < Table.values().length, "rows of a table that is not known");
        table = Table.values()[decoder.table()];
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
            check(k);
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new FrameException("a frame of reference data: " + what);
        }
    }

    private void readTexts(int k) {
        int at = buffer.getInt(rowsAt + k * stride + RowsDecoder.textOffsetEncodingOffset(), ORDER);
        for (int t = 0; t < table.texts(); t++) {
            require(at >= 0 && at <= textLength - 2, "a text lies outside the frame");
            lengths[t] = buffer.getShort(textAt + at, ORDER) & 0xFFFF;
            froms[t] = textAt + at + 2;
            at += 2 + lengths[t];
            require(at <= textLength && lengths[t] <= EngineLimits.MAX_TEXT, "a text lies outside the frame");
            require(lengths[t] > 0 || t >= table.required(), "a row is about nobody");
        }
    }

    private void check(int k) {
        long value = value(k);
        require(value <= Fixed.MAX_ACTIVITY && value >= -Fixed.MAX_ACTIVITY, "a number is out of range");
        boolean decides = table == Table.CLAIM_DECISIONS;
        require(!decides || value >= 0 && value < ClaimDecision.Verdict.values().length, "a decision is none");
        if (table == Table.ASSIGNMENTS) {
            boolean ofTerritory = lengths[0] > 0 && lengths[1] == 0 && lengths[2] == 0;
            boolean ofCodes = lengths[0] == 0 && lengths[1] > 0 && lengths[2] > 0;
            require((ofTerritory || ofCodes) && lengths[3] > 0, "an assignment is of no place or no role");
        }
    }

    private long value(int k) {
        return buffer.getLong(rowsAt + k * stride + RowsDecoder.valueEncodingOffset(), ORDER);
    }

    private int from(int k) {
        return buffer.getInt(rowsAt + k * stride + RowsDecoder.fromEncodingOffset(), ORDER);
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
            boolean full = facts.participants.count() + 2 > limits.maxParticipants()
                    || facts.names.names.size() + 2 > Names.MAX_NAMES;
            outcome.add(full ? Verdict.AT_CAPACITY : row(k) ? Verdict.ACCEPTED : Verdict.DUPLICATE);
        }
        return rows;
    }

    private boolean row(int k) {
        readTexts(k);
        return switch (table) {
            case TARGETS -> target(k);
            case STATUSES -> status(k);
            case ASSIGNMENTS -> assignment(k);
            case CLAIM_DECISIONS -> decision(k);
            case MATCHES -> match(k);
        };
    }

    private boolean target(int k) {
        int participant = participant();
        boolean changes =
                facts.targets.put(participant, intern(facts.names.names, 2), intern(facts.names.values, 3), value(k));
        if (changes) {
            rerating.targetChanged(participant);
        }
        return changes;
    }

    private boolean status(int k) {
        int participant = participant();
        boolean changes =
                facts.statuses.put(participant, intern(facts.names.names, 2), intern(facts.names.values, 3), from(k));
        if (changes) {
            rerating.statusChanged(participant, from(k));
        }
        return changes;
    }

    private boolean assignment(int k) {
        TextTable values = facts.names.values;
        int role = intern(facts.names.names, 3);
        int kind = facts.names.names.intern(ParticipantRow.kindOfRole(facts.names.names.text(role)));
        int participant = lengths[4] == 0
                ? Participants.NONE
                : facts.participants.resolve(kind, hash(4), buffer, froms[4], lengths[4]);
        boolean changes = lengths[0] > 0
                ? facts.assignments.put(intern(values, 0), role, participant, from(k))
                : facts.assignments.put(intern(values, 1), intern(values, 2), role, participant, from(k));
        if (changes) {
            rerating.assignmentChanged();
        }
        return changes;
    }

    private boolean decision(int k) {
        String key = ClaimFacts.key(text(1), text(2), text(3));
        int program = intern(facts.names.names, 0);
        ClaimDecision.Verdict verdict = ClaimDecision.Verdict.values()[(int) value(k)];
        boolean changes = facts.claims.decide(
                key,
                program,
                intern(facts.names.names, 4),
                verdict,
                intern(facts.names.values, 5),
                intern(facts.names.values, 6));
        if (changes) {
            rerating.decided(text(0), facts.identities.find(text(1), text(2), text(3)), decoder.sequence() + k);
        }
        return changes;
    }

    private boolean match(int k) {
        int kind = intern(facts.names.names, 1);
        int named = facts.participants.resolve(kind, hash(2), buffer, froms[2], lengths[2]);
        int meant = lengths[3] == 0
                ? Matches.NONE
                : facts.participants.resolve(kind, hash(3), buffer, froms[3], lengths[3]);
        int source = intern(facts.names.names, 0);
        boolean changes = facts.matches.put(source, named, meant, intern(facts.names.values, 4), timestampMs());
        if (changes) {
            rerating.activitiesNaming(named);
        }
        return changes;
    }

    private String text(int t) {
        return buffer.getStringWithoutLengthUtf8(froms[t], lengths[t]);
    }

    private int participant() {
        int kind = intern(facts.names.names, 0);
        return facts.participants.resolve(kind, hash(1), buffer, froms[1], lengths[1]);
    }

    private int intern(TextTable texts, int t) {
        return texts.intern(hash(t), buffer, froms[t], lengths[t]);
    }

    private long hash(int t) {
        return TextHash.of(buffer, froms[t], lengths[t]);
    }
}
