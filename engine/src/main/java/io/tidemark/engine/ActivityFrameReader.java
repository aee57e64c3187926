package io.tidemark.engine;

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

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int GROUP_HEADER = 4;

    DirectBuffer buffer;
    private int end;
    private int at;
    private int definitionsAt;
    private int definitionStride;
    int definitions;
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
        definitionStride = stride(DefinitionsDecoder.sbeBlockLength(), "definitions");
        definitionsAt = skip(definitions, definitionStride);
        activities = group();
        activityStride = stride(ActivitiesDecoder.sbeBlockLength(), "activities");
        activitiesAt = skip(activities, activityStride);
        roles = group();
        roleStride = stride(RolesDecoder.sbeBlockLength(), "roles");
        rolesAt = skip(roles, roleStride);
        fields = group();
        fieldStride = stride(FieldsDecoder.sbeBlockLength(), "fields");
        fieldsAt = skip(fields, fieldStride);
        require(at + 4 <= end, "the text is missing");
        textLength = frame.getInt(at, ORDER);
        textAt = at + 4;
        require(textLength >= 0 && textAt + textLength <= end, "the text ends behind the frame");
        require(activities > 0 && activities <= EngineLimits.MAX_COMMANDS, "it holds " + activities + " activities");
        checkDefinitions();
        checkActivities();
    }

    private int lastStride;

    private int group() {
        require(at + GROUP_HEADER <= end, "a group is missing");
        lastStride = u16(at);
        int count = u16(at + 2);
        at += GROUP_HEADER;
        return count;
    }

    private int stride(int least, String group) {
        require(lastStride >= least, "rows of " + group + " are too short");
        return lastStride;
    }

    private int skip(int count, int stride) {
        int from = at;
        at += count * stride;
        require(at <= end, "a group ends behind the frame");
        return from;
    }

    private void checkDefinitions() {
        for (int k = 0; k < definitions; k++) {
            checkText(definitionOffset(k), definitionLength(k));
            require(definitionType(k) != 1 || definitionKind(k) < definitions, "definition " + k + " names no kind");
            require(definitionType(k) <= 2, "definition " + k + " is of an unknown type");
        }
    }

    private void checkText(int offset, int length) {
        require(
                length <= EngineLimits.MAX_TEXT && offset >= textAt && offset + length <= textAt + textLength,
                "a text lies outside the frame");
    }

    private void checkActivities() {
        int roleSum = 0;
        int fieldSum = 0;
        for (int k = 0; k < activities; k++) {
            checkText(idOffset(k), idLength(k) + lineLength(k));
            require(
                    source(k) < definitions
                            && kind(k) < definitions
                            && optional(sku(k), 2)
                            && optional(currency(k), 0)
                            && optional(original(k), 0),
                    "activity " + k + " names no definition");
            require(definitionType(source(k)) == 0 && definitionType(kind(k)) == 0, "activity " + k + " is malformed");
            roleSum += roleCount(k);
            fieldSum += fieldCount(k);
            require(
                    roleCount(k) <= io.tidemark.engine.activity.Incoming.MAX_ROLES
                            && fieldCount(k) <= io.tidemark.engine.activity.Incoming.MAX_FIELDS,
                    "activity " + k + " has too many roles or fields");
        }
        require(roleSum == roles && fieldSum == fields, "its roles or fields do not add up");
        for (int k = 0; k < roles; k++) {
            require(
                    role(k) < definitions
                            && definitionType(role(k)) == 0
                            && participant(k) < definitions
                            && definitionType(participant(k)) == 1,
                    "a role names no participant");
        }
        for (int k = 0; k < fields; k++) {
            require(
                    fieldName(k) < definitions && definitionType(fieldName(k)) == 0 && optional(fieldText(k), 0),
                    "a field names no text");
        }
    }

    private boolean optional(int definition, int type) {
        return definition == ABSENT || definition < definitions && definitionType(definition) == type;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new FrameException("activity frame at sequence " + sequence + ": " + otherwise);
        }
    }

    private int u16(int offset) {
        return buffer.getShort(offset, ORDER) & 0xFFFF;
    }

    private int definitionAt(int k, int field) {
        return definitionsAt + k * definitionStride + field;
    }

    long definitionHash(int k) {
        return buffer.getLong(definitionAt(k, DefinitionsDecoder.hashEncodingOffset()), ORDER);
    }

    /** Offset in the buffer of a definition's text. */
    int definitionOffset(int k) {
        return textAt + buffer.getInt(definitionAt(k, DefinitionsDecoder.textOffsetEncodingOffset()), ORDER);
    }

    int definitionLength(int k) {
        return u16(definitionAt(k, DefinitionsDecoder.textLengthEncodingOffset()));
    }

    int definitionKind(int k) {
        return u16(definitionAt(k, DefinitionsDecoder.kindEncodingOffset()));
    }

    /** 0 text, 1 participant, 2 product. */
    int definitionType(int k) {
        return buffer.getByte(definitionAt(k, DefinitionsDecoder.definitionTypeEncodingOffset())) & 0xFF;
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
