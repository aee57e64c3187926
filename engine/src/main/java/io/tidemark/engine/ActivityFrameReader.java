package io.tidemark.engine;

import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.ActivitiesDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.DefinitionsDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.FieldsDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.RolesDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.TickDecoder;
import io.tidemark.engine.store.RawBytes;
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

    private static final int GROUP_HEADER = 4;
    private static final int LINE_BYTES = 64;

    DirectBuffer buffer;
    /** The frame; every offset that is read has been found to lie in it. */
    private final RawBytes raw = new RawBytes();

    private int end;
    private int at;
    int definitions;
    /** Of each definition: hash, offset in the buffer and length of its text, kind, type. */
    private long[] hashes = new long[1024];

    private int[] textOffsets = new int[1024];
    private int[] textLengths = new int[1024];
    private int[] kinds = new int[1024];
    private byte[] types = new byte[1024];
    /** The definitions of participants, and of products, in their order. */
    int[] participantDefinitions = new int[1024];

    int[] productDefinitions = new int[1024];
    int participantCount;
    int productCount;
    /** Of each activity, the hash of its identity. */
    final long[] identityHashes = new long[EngineLimits.MAX_COMMANDS];

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
    /** Key of the report whose lines they are, 0 for none. */
    long report;

    /** @throws IndexOutOfBoundsException where the buffer does not hold so many bytes */
    void wrap(DirectBuffer frame, int offset, int length) {
        buffer = frame;
        raw.wrap(frame, offset, length);
        end = offset + length;
        touched = touch(offset);
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        require(length >= MessageHeaderDecoder.ENCODED_LENGTH + TickDecoder.BLOCK_LENGTH, "it is cut off");
        sequence = raw.i64(block + ActivityFrameDecoder.sequenceEncodingOffset());
        timestampMs = raw.i64(block + ActivityFrameDecoder.timestampMsEncodingOffset());
        today = raw.i32(block + ActivityFrameDecoder.todayEncodingOffset());
        int blockLength = raw.u16(offset);
        boolean mayBeOfReport = blockLength >= ActivityFrameDecoder.BLOCK_LENGTH && block + blockLength <= end;
        report = mayBeOfReport ? raw.i64(block + ActivityFrameDecoder.reportEncodingOffset()) : 0;
        at = block + blockLength;
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
        textLength = raw.i32(at);
        textAt = at + 4;
        require(textLength >= 0 && textLength <= end - textAt, "the text ends behind the frame");
        require(activities > 0 && activities <= EngineLimits.MAX_COMMANDS, "it holds no activity, or more than 256");
        readDefinitions(definitionsAt, definitionStride);
        checkActivities();
    }

    /** Asks for the whole frame at once: it comes from another thread, or from memory. The result means nothing. */
    private long touch(int offset) {
        long sum = 0;
        for (int line = offset; line < end; line += LINE_BYTES) {
            sum += raw.u8(line);
        }
        return sum;
    }

    /** Keeps what is asked for ahead from being optimised away. */
    long touched() {
        return touched;
    }

    /** Where the frame's text ends. */
    int end() {
        return textAt + textLength;
    }

    private int lastStride;
    private long touched;

    private int group() {
        require(at + GROUP_HEADER <= end, "a group is missing");
        lastStride = raw.u16(at);
        int count = raw.u16(at + 2);
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
            participantDefinitions = new int[definitions];
            productDefinitions = new int[definitions];
        }
        int participants = 0;
        int products = 0;
        int at = from;
        for (int k = 0; k < definitions; k++, at += stride) {
            int offset = textAt + raw.i32(at + DefinitionsDecoder.textOffsetEncodingOffset());
            int length = raw.u16(at + DefinitionsDecoder.textLengthEncodingOffset());
            int type = raw.u8(at + DefinitionsDecoder.definitionTypeEncodingOffset());
            int kind = raw.u16(at + DefinitionsDecoder.kindEncodingOffset());
            hashes[k] = raw.i64(at + DefinitionsDecoder.hashEncodingOffset());
            textOffsets[k] = offset;
            textLengths[k] = length;
            kinds[k] = kind;
            types[k] = (byte) type;
            // written in any case, counted where it is one: the types come in no order that could be foreseen
            participantDefinitions[participants] = k;
            participants += type == PARTICIPANT ? 1 : 0;
            productDefinitions[products] = k;
            products += type == PRODUCT ? 1 : 0;
            boolean right = textFits(offset, length) && type <= PRODUCT && (type != PARTICIPANT || kind < definitions);
            if (!right) {
                throw problem("definition", k);
            }
        }
        participantCount = participants;
        productCount = products;
    }

    private boolean textFits(int offset, int length) {
        return length <= EngineLimits.MAX_TEXT && offset >= textAt && length <= textAt + textLength - offset;
    }

    private void checkActivities() {
        int roleSum = 0;
        int fieldSum = 0;
        int at = activitiesAt;
        for (int k = 0; k < activities; k++, at += activityStride) {
            int roleCount = raw.u8(at + ActivitiesDecoder.roleCountEncodingOffset());
            int fieldCount = raw.u8(at + ActivitiesDecoder.fieldCountEncodingOffset());
            int id = textAt + raw.i32(at + ActivitiesDecoder.idOffsetEncodingOffset());
            int length = raw.u16(at + ActivitiesDecoder.idLengthEncodingOffset())
                    + raw.u16(at + ActivitiesDecoder.lineLengthEncodingOffset());
            boolean right = textFits(id, length)
                    && is(raw.u16(at + ActivitiesDecoder.sourceEncodingOffset()), TEXT)
                    && is(raw.u16(at + ActivitiesDecoder.kindEncodingOffset()), TEXT)
                    && isOrAbsent(raw.u16(at + ActivitiesDecoder.skuEncodingOffset()), PRODUCT)
                    && isOrAbsent(raw.u16(at + ActivitiesDecoder.currencyEncodingOffset()), TEXT)
                    && isOrAbsent(raw.u16(at + ActivitiesDecoder.originalEncodingOffset()), TEXT)
                    && roleCount <= Incoming.MAX_ROLES
                    && fieldCount <= Incoming.MAX_FIELDS;
            if (!right) {
                throw problem("activity", k);
            }
            identityHashes[k] = raw.i64(at + ActivitiesDecoder.identityHashEncodingOffset());
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

    /** Reads what stands in an activity's row itself. */
    void readNumbers(int k, Incoming in) {
        int row = activitiesAt + k * activityStride;
        in.sequence = sequence + k;
        in.identityHash = identityHashes[k];
        in.documentHash = raw.i64(row + ActivitiesDecoder.documentHashEncodingOffset());
        in.contentHash = raw.i64(row + ActivitiesDecoder.contentHashEncodingOffset());
        in.idBuffer = buffer;
        in.idOffset = textAt + raw.i32(row + ActivitiesDecoder.idOffsetEncodingOffset());
        in.idLength = raw.u16(row + ActivitiesDecoder.idLengthEncodingOffset());
        in.lineLength = raw.u16(row + ActivitiesDecoder.lineLengthEncodingOffset());
        in.function = raw.u8(row + ActivitiesDecoder.functionEncodingOffset());
        in.revision = raw.i32(row + ActivitiesDecoder.revisionEncodingOffset());
        in.date = raw.i32(row + ActivitiesDecoder.dateEncodingOffset());
        in.quantity = raw.i64(row + ActivitiesDecoder.quantityEncodingOffset());
        in.amount = raw.i64(row + ActivitiesDecoder.amountEncodingOffset());
        in.roleCount = raw.u8(row + ActivitiesDecoder.roleCountEncodingOffset());
        in.fieldCount = raw.u8(row + ActivitiesDecoder.fieldCountEncodingOffset());
    }

    /** Reads what an activity names, as the core's numbers; adds what is new. */
    void readNames(int k, int firstRole, int firstField, ResolvedDefinitions names, Incoming in) {
        int row = activitiesAt + k * activityStride;
        in.source = names.name(raw.u16(row + ActivitiesDecoder.sourceEncodingOffset()));
        in.kind = names.name(raw.u16(row + ActivitiesDecoder.kindEncodingOffset()));
        in.product = names.product(raw.u16(row + ActivitiesDecoder.skuEncodingOffset()));
        in.currency = names.nameOrNone(raw.u16(row + ActivitiesDecoder.currencyEncodingOffset()));
        in.original = names.valueOr(raw.u16(row + ActivitiesDecoder.originalEncodingOffset()), 0);
        for (int r = 0; r < in.roleCount; r++) {
            in.roles[r] = names.name(role(firstRole + r));
            in.participants[r] = names.participant(participant(firstRole + r));
        }
        int serial = names.serial();
        in.hasSerial = false;
        for (int f = 0; f < in.fieldCount; f++) {
            in.fieldNames[f] = names.name(fieldName(firstField + f));
            in.hasSerial |= in.fieldNames[f] == serial;
            in.fieldTexts[f] = names.valueOr(fieldText(firstField + f), Versions.PLAIN_NUMBER);
            in.fieldNumbers[f] = fieldNumber(firstField + f);
        }
    }

    private int activityAt(int k, int field) {
        return activitiesAt + k * activityStride + field;
    }

    long contentHash(int k) {
        return raw.i64(activityAt(k, ActivitiesDecoder.contentHashEncodingOffset()));
    }

    int kind(int k) {
        return raw.u16(activityAt(k, ActivitiesDecoder.kindEncodingOffset()));
    }

    int role(int k) {
        return raw.u16(rolesAt + k * roleStride + RolesDecoder.roleEncodingOffset());
    }

    int participant(int k) {
        return raw.u16(rolesAt + k * roleStride + RolesDecoder.participantEncodingOffset());
    }

    int fieldName(int k) {
        return raw.u16(fieldsAt + k * fieldStride + FieldsDecoder.nameEncodingOffset());
    }

    int fieldText(int k) {
        return raw.u16(fieldsAt + k * fieldStride + FieldsDecoder.textEncodingOffset());
    }

    long fieldNumber(int k) {
        return raw.i64(fieldsAt + k * fieldStride + FieldsDecoder.numberEncodingOffset());
    }
}
