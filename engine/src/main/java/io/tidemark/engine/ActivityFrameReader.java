package io.tidemark.engine;

import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.ActivitiesDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.DefinitionsDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.FieldsDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.RolesDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Reads an ActivityFrame in place, rows in any order, which the generated decoder's cursor does not offer. Offsets come
 * from the generated codec. {@link #wrap} checks every count and reference, so that reading rows needs no check. The
 * buffer must not change until the frame is applied.
 */
final class ActivityFrameReader {
    /** An index that stands for "absent". */
    static final int ABSENT = 0xFFFF;

    static final int TEXT = 0;
    static final int PARTICIPANT = 1;
    static final int PRODUCT = 2;

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int GROUP_HEADER = 4;

    DirectBuffer buffer;
    private int end;
    private int at;
    int definitions;
    /** Of each definition: hash, offset in the buffer and length of its text, kind, type. */
    private long[] hashes = new long[1024];

    private int[] textOffsets = new int[1024];
    private int[] textLengths = new int[1024];
    private int[] kinds = new int[1024];
    private byte[] types = new byte[1024];
    private int activitiesAt;
    private int activityStride;
    int activities;
    private int rolesAt;
    private int roleStride;
    private int roles;
    private int fieldsAt;
    private int fieldStride;
    private int fields;
    private int textAt;
    private int textLength;
    long sequence;
    int today;
    long timestampMs;

    void wrap(DirectBuffer frame, int offset, int length) {
        buffer = frame;
        end = offset + length;
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        sequence = frame.getLong(block + ActivityFrameDecoder.sequenceEncodingOffset(), ORDER);
        timestampMs = frame.getLong(block + ActivityFrameDecoder.timestampMsEncodingOffset(), ORDER);
        today = frame.getInt(block + ActivityFrameDecoder.todayEncodingOffset(), ORDER);
        at = block + u16(offset);
        definitions = group();
        int definitionStride = stride(DefinitionsDecoder.sbeBlockLength());
        int definitionsAt = skip(definitions, definitionStride);
        activities = group();
        activityStride = stride(ActivitiesDecoder.sbeBlockLength());
        activitiesAt = skip(activities, activityStride);
        roles = group();
        roleStride = stride(RolesDecoder.sbeBlockLength());
        rolesAt = skip(roles, roleStride);
        fields = group();
        fieldStride = stride(FieldsDecoder.sbeBlockLength());
        fieldsAt = skip(fields, fieldStride);
        require(at + 4 <= end, "the text is missing");
        textLength = frame.getInt(at, ORDER);
        textAt = at + 4;
        require(textLength >= 0 && textLength <= end - textAt, "the text ends behind the frame");
        require(activities > 0 && activities <= EngineLimits.MAX_COMMANDS, "it holds no activity, or more than 256");
        readDefinitions(definitionsAt, definitionStride);
        checkActivities();
    }

    /** Where the frame's text ends. */
    int end() {
        return textAt + textLength;
    }

    private int lastStride;

    private int group() {
        require(at + GROUP_HEADER <= end, "a group is missing");
        lastStride = u16(at);
        int count = u16(at + 2);
        at += GROUP_HEADER;
        return count;
    }

    private int stride(int least) {
        require(lastStride >= least, "its rows are too short");
        return lastStride;
    }

    private int skip(int count, int stride) {
        int from = at;
        require((long) count * stride <= end - at, "a group ends behind the frame");
        at += count * stride;
        return from;
    }

    private void readDefinitions(int from, int stride) {
        if (definitions > hashes.length) {
            hashes = new long[definitions];
            textOffsets = new int[definitions];
            textLengths = new int[definitions];
            kinds = new int[definitions];
            types = new byte[definitions];
        }
        DirectBuffer frame = buffer;
        int at = from;
        for (int k = 0; k < definitions; k++, at += stride) {
            int offset = textAt + frame.getInt(at + DefinitionsDecoder.textOffsetEncodingOffset(), ORDER);
            int length = u16(at + DefinitionsDecoder.textLengthEncodingOffset());
            int type = frame.getByte(at + DefinitionsDecoder.definitionTypeEncodingOffset()) & 0xFF;
            int kind = u16(at + DefinitionsDecoder.kindEncodingOffset());
            hashes[k] = frame.getLong(at + DefinitionsDecoder.hashEncodingOffset(), ORDER);
            textOffsets[k] = offset;
            textLengths[k] = length;
            kinds[k] = kind;
            types[k] = (byte) type;
            boolean right = textFits(offset, length) && type <= PRODUCT && (type != PARTICIPANT || kind < definitions);
            if (!right) {
                throw problem("definition", k);
            }
        }
    }

    private boolean textFits(int offset, int length) {
        return length <= EngineLimits.MAX_TEXT && offset >= textAt && length <= textAt + textLength - offset;
    }

    private void checkActivities() {
        int roleSum = 0;
        int fieldSum = 0;
        DirectBuffer frame = buffer;
        int at = activitiesAt;
        for (int k = 0; k < activities; k++, at += activityStride) {
            int roleCount = frame.getByte(at + ActivitiesDecoder.roleCountEncodingOffset()) & 0xFF;
            int fieldCount = frame.getByte(at + ActivitiesDecoder.fieldCountEncodingOffset()) & 0xFF;
            int id = textAt + frame.getInt(at + ActivitiesDecoder.idOffsetEncodingOffset(), ORDER);
            int length = u16(at + ActivitiesDecoder.idLengthEncodingOffset())
                    + u16(at + ActivitiesDecoder.lineLengthEncodingOffset());
            boolean right = textFits(id, length)
                    && is(u16(at + ActivitiesDecoder.sourceEncodingOffset()), TEXT)
                    && is(u16(at + ActivitiesDecoder.kindEncodingOffset()), TEXT)
                    && isOrAbsent(u16(at + ActivitiesDecoder.skuEncodingOffset()), PRODUCT)
                    && isOrAbsent(u16(at + ActivitiesDecoder.currencyEncodingOffset()), TEXT)
                    && isOrAbsent(u16(at + ActivitiesDecoder.originalEncodingOffset()), TEXT)
                    && roleCount <= Incoming.MAX_ROLES
                    && fieldCount <= Incoming.MAX_FIELDS;
            if (!right) {
                throw problem("activity", k);
            }
            roleSum += roleCount;
            fieldSum += fieldCount;
        }
        require(roleSum == roles && fieldSum == fields, "its roles or fields do not add up");
        for (int k = 0; k < roles; k++) {
            if (!is(role(k), TEXT) || !is(participant(k), PARTICIPANT)) {
                throw problem("role", k);
            }
        }
        for (int k = 0; k < fields; k++) {
            if (!is(fieldName(k), TEXT) || !isOrAbsent(fieldText(k), TEXT)) {
                throw problem("field", k);
            }
        }
    }

    private boolean is(int definition, int type) {
        return definition < definitions && types[definition] == type;
    }

    private boolean isOrAbsent(int definition, int type) {
        return definition == ABSENT || is(definition, type);
    }

    private FrameException problem(String row, int k) {
        return new FrameException("activity frame at sequence " + sequence + ": " + row + " " + k
                + " is malformed or points outside the frame");
    }

    /** Takes a constant: a message that is put together would cost on every frame that has no fault. */
    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new FrameException("activity frame at sequence " + sequence + ": " + otherwise);
        }
    }

    private int u16(int offset) {
        return buffer.getShort(offset, ORDER) & 0xFFFF;
    }

    long definitionHash(int k) {
        return hashes[k];
    }

    /** Offset in the buffer of a definition's text. */
    int definitionOffset(int k) {
        return textOffsets[k];
    }

    int definitionLength(int k) {
        return textLengths[k];
    }

    int definitionKind(int k) {
        return kinds[k];
    }

    /** {@link #TEXT}, {@link #PARTICIPANT} or {@link #PRODUCT}. */
    int definitionType(int k) {
        return types[k];
    }

    private int activityAt(int k, int field) {
        return activitiesAt + k * activityStride + field;
    }

    long identityHash(int k) {
        return buffer.getLong(activityAt(k, ActivitiesDecoder.identityHashEncodingOffset()), ORDER);
    }

    long documentHash(int k) {
        return buffer.getLong(activityAt(k, ActivitiesDecoder.documentHashEncodingOffset()), ORDER);
    }

    long contentHash(int k) {
        return buffer.getLong(activityAt(k, ActivitiesDecoder.contentHashEncodingOffset()), ORDER);
    }

    long quantity(int k) {
        return buffer.getLong(activityAt(k, ActivitiesDecoder.quantityEncodingOffset()), ORDER);
    }

    long amount(int k) {
        return buffer.getLong(activityAt(k, ActivitiesDecoder.amountEncodingOffset()), ORDER);
    }

    int revision(int k) {
        return buffer.getInt(activityAt(k, ActivitiesDecoder.revisionEncodingOffset()), ORDER);
    }

    int date(int k) {
        return buffer.getInt(activityAt(k, ActivitiesDecoder.dateEncodingOffset()), ORDER);
    }

    int idOffset(int k) {
        return textAt + buffer.getInt(activityAt(k, ActivitiesDecoder.idOffsetEncodingOffset()), ORDER);
    }

    int idLength(int k) {
        return u16(activityAt(k, ActivitiesDecoder.idLengthEncodingOffset()));
    }

    int lineLength(int k) {
        return u16(activityAt(k, ActivitiesDecoder.lineLengthEncodingOffset()));
    }

    int source(int k) {
        return u16(activityAt(k, ActivitiesDecoder.sourceEncodingOffset()));
    }

    int kind(int k) {
        return u16(activityAt(k, ActivitiesDecoder.kindEncodingOffset()));
    }

    int sku(int k) {
        return u16(activityAt(k, ActivitiesDecoder.skuEncodingOffset()));
    }

    int currency(int k) {
        return u16(activityAt(k, ActivitiesDecoder.currencyEncodingOffset()));
    }

    int original(int k) {
        return u16(activityAt(k, ActivitiesDecoder.originalEncodingOffset()));
    }

    int function(int k) {
        return buffer.getByte(activityAt(k, ActivitiesDecoder.functionEncodingOffset())) & 0xFF;
    }

    int roleCount(int k) {
        return buffer.getByte(activityAt(k, ActivitiesDecoder.roleCountEncodingOffset())) & 0xFF;
    }

    int fieldCount(int k) {
        return buffer.getByte(activityAt(k, ActivitiesDecoder.fieldCountEncodingOffset())) & 0xFF;
    }

    int role(int k) {
        return u16(rolesAt + k * roleStride + RolesDecoder.roleEncodingOffset());
    }

    int participant(int k) {
        return u16(rolesAt + k * roleStride + RolesDecoder.participantEncodingOffset());
    }

    int fieldName(int k) {
        return u16(fieldsAt + k * fieldStride + FieldsDecoder.nameEncodingOffset());
    }

    int fieldText(int k) {
        return u16(fieldsAt + k * fieldStride + FieldsDecoder.textEncodingOffset());
    }

    long fieldNumber(int k) {
        return buffer.getLong(fieldsAt + k * fieldStride + FieldsDecoder.numberEncodingOffset(), ORDER);
    }
}
