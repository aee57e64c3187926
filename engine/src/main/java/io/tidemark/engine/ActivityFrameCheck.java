package io.tidemark.engine;

import static io.tidemark.engine.TextBytes.i32;
import static io.tidemark.engine.TextBytes.i64;
import static io.tidemark.engine.TextBytes.u16;
import static io.tidemark.engine.TextBytes.u8;

import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.sbe.ActivityFrameDecoder.ActivitiesDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.FieldsDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.RolesDecoder;
import io.tidemark.engine.store.Words;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * Whether an ActivityFrame from a stranger is one that {@link ActivityFrameWriter} could have written: everything that the
 * core trusts is computed again. What the core itself refuses with a verdict (dates ahead, amounts out of range) passes. Reused; one
 * thread; allocates nothing for frames of plain ASCII without fields that look like numbers.
 *
 * <p>It reads an array, through accesses that the machine bounds, whatever the flags: a frame in a buffer of an array is checked in
 * place, one outside the heap is copied first.
 */
public final class ActivityFrameCheck {
    private static final int ABSENT = FrameDefinitions.ABSENT;
    /** The first day of the year 1, the last of 9999: what a date can be written as. */
    private static final int FIRST_DAY = -719_162;

    private static final int LAST_DAY = 2_932_896;
    /** The largest number that {@link Fixed#parse} gives. */
    private static final long MAX_NUMBER = 9_223_372_036_854_699_999L;

    private static final String MALFORMED = "it is malformed or points outside the frame";

    private final FrameSections frame = new FrameSections();
    private final FrameDefinitions definitions = new FrameDefinitions();
    private byte[] copy = {};
    private byte[] bytes;
    /** Of the activity being checked: where its roles and fields begin, and what its content comes to so far. */
    private int role;

    private int field;
    private long content;

    /**
     * What is wrong with a frame, a sentence for people; {@code null} where nothing is.
     *
     * @param length of the whole frame, header included
     */
    public String problem(DirectBuffer buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.capacity());
        int from = buffer.wrapAdjustment() + offset;
        bytes = buffer.byteArray();
        if (bytes == null) {
            from = 0;
            copy(buffer, offset, length);
        }
        String problem = frame.problem(bytes, from, length);
        if (problem == null) {
            problem = definitions.problem(frame);
        }
        return problem != null ? problem : activitiesProblem();
    }

    private void copy(DirectBuffer buffer, int offset, int length) {
        if (copy.length == 0) {
            copy = new byte[EngineLimits.MAX_FRAME];
        }
        buffer.getBytes(offset, copy, 0, Math.min(length, copy.length));
        bytes = copy;
    }

    private String activitiesProblem() {
        role = 0;
        field = 0;
        int at = frame.activitiesAt;
        for (int k = 0; k < frame.activities; k++, at += frame.activityStride) {
            String problem = activityProblem(at);
            if (problem != null) {
                return "activity " + k + ": " + problem;
            }
        }
        return role == frame.roles && field == frame.fields ? null : "its roles or fields do not add up";
    }

    private String activityProblem(int at) {
        String problem = identityProblem(at);
        if (problem == null) {
            problem = contentProblem(at);
        }
        if (problem == null) {
            problem = rolesProblem(u8(bytes, at + ActivitiesDecoder.roleCountEncodingOffset()));
        }
        if (problem == null) {
            problem = fieldsProblem(u8(bytes, at + ActivitiesDecoder.fieldCountEncodingOffset()));
        }
        if (problem == null && content != i64(bytes, at + ActivitiesDecoder.contentHashEncodingOffset())) {
            problem = "the hash of its content is not that of its fields";
        }
        return problem;
    }

    private String identityProblem(int at) {
        int source = u16(bytes, at + ActivitiesDecoder.sourceEncodingOffset());
        int offset = i32(bytes, at + ActivitiesDecoder.idOffsetEncodingOffset());
        int idLength = u16(bytes, at + ActivitiesDecoder.idLengthEncodingOffset());
        int lineLength = u16(bytes, at + ActivitiesDecoder.lineLengthEncodingOffset());
        int length = idLength + lineLength;
        if (length > EngineLimits.MAX_TEXT || offset < 0 || offset > frame.textEnd - frame.textAt - length) {
            return MALFORMED;
        }
        if (!definitions.isText(source)) {
            return "it has no source";
        }
        int id = frame.textAt + offset;
        if (!definitions.isUtf8(id, idLength) || !definitions.isUtf8(id + idLength, lineLength)) {
            return "its id is not UTF-8";
        }
        long document = TextBytes.hash(definitions.hash(source), bytes, id, idLength);
        long identity = lineLength == 0 ? document : TextBytes.hash(document, bytes, id + idLength, lineLength);
        boolean right = document == i64(bytes, at + ActivitiesDecoder.documentHashEncodingOffset())
                && identity == i64(bytes, at + ActivitiesDecoder.identityHashEncodingOffset());
        return right ? null : "the hashes of its identity are not those of its source, id and line";
    }

    /** Begins the hash of everything but the identity, put together as {@link ActivityFrameWriter} does. */
    private String contentProblem(int at) {
        int date = i32(bytes, at + ActivitiesDecoder.dateEncodingOffset());
        int kind = u16(bytes, at + ActivitiesDecoder.kindEncodingOffset());
        int sku = u16(bytes, at + ActivitiesDecoder.skuEncodingOffset());
        int currency = u16(bytes, at + ActivitiesDecoder.currencyEncodingOffset());
        int original = u16(bytes, at + ActivitiesDecoder.originalEncodingOffset());
        if (date < FIRST_DAY || date > LAST_DAY) {
            return "its date lies outside the years 1 to 9999";
        }
        if (!definitions.isAnyText(kind) || sku != ABSENT && !definitions.isProduct(sku)) {
            return MALFORMED;
        }
        if (!isTextOrAbsent(currency) || !isTextOrAbsent(original)) {
            return "an empty text, or what is no text, stands where none is";
        }
        long hash = Words.mix(u8(bytes, at + ActivitiesDecoder.functionEncodingOffset()), date);
        hash = Words.mix(hash, definitions.hash(kind));
        hash = Words.mix(hash, definitions.hashOrZero(sku));
        hash = Words.mix(hash, definitions.hashOrZero(currency));
        hash = Words.mix(hash, definitions.hashOrZero(original));
        hash = Words.mix(hash, i64(bytes, at + ActivitiesDecoder.quantityEncodingOffset()));
        content = Words.mix(hash, i64(bytes, at + ActivitiesDecoder.amountEncodingOffset()));
        return null;
    }

    private boolean isTextOrAbsent(int definition) {
        return definition == ABSENT || definitions.isText(definition);
    }

    private String rolesProblem(int count) {
        if (count > Incoming.MAX_ROLES || count > frame.roles - role) {
            return MALFORMED;
        }
        int before = ABSENT;
        int at = frame.rolesAt + role * frame.roleStride;
        for (int k = 0; k < count; k++, at += frame.roleStride) {
            int name = u16(bytes, at + RolesDecoder.roleEncodingOffset());
            int participant = u16(bytes, at + RolesDecoder.participantEncodingOffset());
            if (!definitions.isText(name) || !definitions.isParticipant(participant)) {
                return "a role has no name, or no participant";
            }
            if (before != ABSENT && !definitions.ascend(before, name)) {
                return "its roles are not in the order of their names, each once";
            }
            if (!definitions.isOfRole(participant, name)) {
                return "a participant is not of the kind that its role names";
            }
            content = Words.mix(Words.mix(content, definitions.hash(name)), definitions.hash(participant));
            before = name;
        }
        role += count;
        return null;
    }

    private String fieldsProblem(int count) {
        if (count > Incoming.MAX_FIELDS || count > frame.fields - field) {
            return MALFORMED;
        }
        int before = ABSENT;
        int at = frame.fieldsAt + field * frame.fieldStride;
        for (int k = 0; k < count; k++, at += frame.fieldStride) {
            int name = u16(bytes, at + FieldsDecoder.nameEncodingOffset());
            int text = u16(bytes, at + FieldsDecoder.textEncodingOffset());
            long number = i64(bytes, at + FieldsDecoder.numberEncodingOffset());
            if (!definitions.isText(name) || text != ABSENT && !definitions.isAnyText(text)) {
                return "a field has no name, or no text";
            }
            if (before != ABSENT && !definitions.ascend(before, name)) {
                return "its fields are not in the order of their names, each once";
            }
            if (!isNumberRight(text, number)) {
                return "the number of a field is not that of its text";
            }
            content = Words.mix(
                    Words.mix(content, definitions.hash(name)), text == ABSENT ? number : definitions.hash(text));
            before = name;
        }
        field += count;
        return null;
    }

    private boolean isNumberRight(int text, long number) {
        return text == ABSENT ? number >= -MAX_NUMBER && number <= MAX_NUMBER : definitions.isNumber(text, number);
    }
}
