package io.tidemark.engine;

import io.tidemark.engine.activity.IdentityHash;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Whether an ActivityFrame from a stranger is one that {@link ActivityFrameWriter} could have written: everything that the
 * core trusts is computed again. What the core itself refuses with a verdict (dates ahead, amounts out of range) passes. Reused; one
 * thread; allocates nothing for frames of plain ASCII.
 */
public final class ActivityFrameCheck {
    private static final int ABSENT = ActivityFrameReader.ABSENT;
    /** The first day of the year 1, the last of 9999: what a date can be written as. */
    private static final int FIRST_DAY = -719_162;

    private static final int LAST_DAY = 2_932_896;
    /** The largest number that {@link Fixed#parse} gives. */
    private static final long MAX_NUMBER = 9_223_372_036_854_699_999L;

    private static final int MAX_NUMBER_TEXT = 20;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private final ActivityFrameReader frame = new ActivityFrameReader();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private boolean[] ascii = new boolean[1024];
    /** Per definition, what was found of it as a name in this frame: the kind it goes with, the name it follows. */
    private int[] kindOf = new int[1024];

    private int[] follows = new int[1024];
    private int role;
    private int field;

    /**
     * What is wrong with a frame, a sentence for people; {@code null} where nothing is.
     *
     * @param length of the whole frame, header included
     */
    public String problem(DirectBuffer buffer, int offset, int length) {
        String header = headerProblem(buffer, offset, length);
        if (header != null) {
            return header;
        }
        try {
            frame.wrap(buffer, offset, length);
        } catch (FrameException malformed) {
            return malformed.getMessage();
        } catch (IndexOutOfBoundsException cut) {
            return "it is cut off";
        }
        if (frame.end() != offset + length) {
            return "something follows its text";
        }
        String definition = definitionsProblem();
        return definition != null ? definition : activitiesProblem();
    }

    private static String headerProblem(DirectBuffer buffer, int offset, int length) {
        int least = MessageHeaderDecoder.ENCODED_LENGTH + ActivityFrameDecoder.BLOCK_LENGTH;
        if (length < least || length > EngineLimits.MAX_FRAME) {
            return "it takes " + length + " bytes, not " + least + " to " + EngineLimits.MAX_FRAME;
        }
        int template = u16(buffer, offset + MessageHeaderDecoder.templateIdEncodingOffset());
        int schema = u16(buffer, offset + MessageHeaderDecoder.schemaIdEncodingOffset());
        int version = u16(buffer, offset + MessageHeaderDecoder.versionEncodingOffset());
        int block = u16(buffer, offset + MessageHeaderDecoder.blockLengthEncodingOffset());
        boolean known = schema == ActivityFrameDecoder.SCHEMA_ID
                && template == ActivityFrameDecoder.TEMPLATE_ID
                && version >= 1
                && version <= ActivityFrameDecoder.SCHEMA_VERSION;
        if (!known) {
            return "it is template " + template + " of schema " + schema + " version " + version
                    + ", not an ActivityFrame (template " + ActivityFrameDecoder.TEMPLATE_ID + " of schema "
                    + ActivityFrameDecoder.SCHEMA_ID + ") up to version " + ActivityFrameDecoder.SCHEMA_VERSION;
        }
        return block < ActivityFrameDecoder.BLOCK_LENGTH || block > length ? "its block has a wrong length" : null;
    }

    private static int u16(DirectBuffer buffer, int index) {
        return buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    private String definitionsProblem() {
        if (frame.definitions > ascii.length) {
            ascii = new boolean[frame.definitions];
            kindOf = new int[frame.definitions];
            follows = new int[frame.definitions];
        }
        Arrays.fill(kindOf, 0, frame.definitions, ABSENT);
        Arrays.fill(follows, 0, frame.definitions, ABSENT);
        for (int k = 0; k < frame.definitions; k++) {
            int at = frame.definitionOffset(k);
            int length = frame.definitionLength(k);
            ascii[k] = isAscii(at, length);
            if (!ascii[k] && !isUtf8(at, length)) {
                return "definition " + k + " is not UTF-8";
            }
            if (frame.definitionHash(k) != TextHash.of(frame.buffer, at, length)) {
                return "the hash of definition " + k + " is not that of its text";
            }
            int type = frame.definitionType(k);
            if (type != ActivityFrameReader.TEXT && length == 0) {
                return "definition " + k + " is an empty id";
            }
            if (!isKindRight(type, frame.definitionKind(k))) {
                return "the kind of definition " + k + " is not a text, or stands where none does";
            }
        }
        return null;
    }

    private boolean isKindRight(int type, int kind) {
        return type == ActivityFrameReader.PARTICIPANT
                ? frame.definitionType(kind) == ActivityFrameReader.TEXT
                : kind == ABSENT;
    }

    private boolean isAscii(int offset, int length) {
        int k = 0;
        for (; k + 8 <= length; k += 8) {
            if ((frame.buffer.getLong(offset + k) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; k < length; k++) {
            if (frame.buffer.getByte(offset + k) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isUtf8(int offset, int length) {
        byte[] bytes = new byte[length];
        frame.buffer.getBytes(offset, bytes);
        try {
            utf8.decode(java.nio.ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private String activitiesProblem() {
        role = 0;
        field = 0;
        for (int k = 0; k < frame.activities; k++) {
            String problem = activityProblem(k);
            if (problem != null) {
                return "activity " + k + ": " + problem;
            }
            role += frame.roleCount(k);
            field += frame.fieldCount(k);
        }
        return null;
    }

    private String activityProblem(int k) {
        int at = frame.idOffset(k);
        int idLength = frame.idLength(k);
        int lineLength = frame.lineLength(k);
        if (!isAscii(at, idLength + lineLength) && !(isUtf8(at, idLength) && isUtf8(at + idLength, lineLength))) {
            return "its id is not UTF-8";
        }
        if (frame.date(k) < FIRST_DAY || frame.date(k) > LAST_DAY) {
            return "its date lies outside the years 1 to 9999";
        }
        if (isEmpty(frame.source(k))) {
            return "it has no source";
        }
        if (isEmpty(frame.currency(k)) || isEmpty(frame.original(k))) {
            return "an empty text stands where none is";
        }
        long document = IdentityHash.document(frame.definitionHash(frame.source(k)), frame.buffer, at, idLength);
        long identity = IdentityHash.identity(document, frame.buffer, at + idLength, lineLength);
        if (document != frame.documentHash(k) || identity != frame.identityHash(k)) {
            return "the hashes of its identity are not those of its source, id and line";
        }
        String problem = rolesProblem(k);
        if (problem == null) {
            problem = fieldsProblem(k);
        }
        if (problem == null && content(k) != frame.contentHash(k)) {
            problem = "the hash of its content is not that of its fields";
        }
        return problem;
    }

    /** Whether a definition is there and empty. */
    private boolean isEmpty(int definition) {
        return definition != ABSENT && frame.definitionLength(definition) == 0;
    }

    private String rolesProblem(int k) {
        for (int r = role; r < role + frame.roleCount(k); r++) {
            if (isEmpty(frame.role(r))) {
                return "a role has no name";
            }
            if (r > role && !ascend(frame.role(r - 1), frame.role(r))) {
                return "its roles are not in the order of their names, each once";
            }
            if (!isKindOf(frame.definitionKind(frame.participant(r)), frame.role(r))) {
                return "a participant is not of the kind that its role names";
            }
        }
        return null;
    }

    /** Whether the first text comes before the second, in the order in which Java sorts texts. */
    private boolean ascend(int first, int second) {
        if (follows[second] != first && isBefore(first, second)) {
            follows[second] = first;
        }
        return follows[second] == first;
    }

    private boolean isBefore(int first, int second) {
        int firstAt = frame.definitionOffset(first);
        int secondAt = frame.definitionOffset(second);
        int firstLength = frame.definitionLength(first);
        int secondLength = frame.definitionLength(second);
        if (!ascii[first] || !ascii[second]) {
            return text(first).compareTo(text(second)) < 0;
        }
        int common = Math.min(firstLength, secondLength);
        for (int k = 0; k < common; k++) {
            int difference = frame.buffer.getByte(firstAt + k) - frame.buffer.getByte(secondAt + k);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return firstLength < secondLength;
    }

    private String text(int definition) {
        byte[] bytes = new byte[frame.definitionLength(definition)];
        frame.buffer.getBytes(frame.definitionOffset(definition), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final String REP = "rep";
    private static final byte[] REP_BYTES = REP.getBytes(StandardCharsets.UTF_8);
    private static final byte[] REP_KIND = ParticipantRow.kindOfRole(REP).getBytes(StandardCharsets.UTF_8);

    private boolean isKindOf(int kind, int roleName) {
        if (kindOf[roleName] != kind && isSameKind(kind, roleName)) {
            kindOf[roleName] = kind;
        }
        return kindOf[roleName] == kind;
    }

    private boolean isSameKind(int kind, int roleName) {
        if (is(roleName, REP_BYTES)) {
            return is(kind, REP_KIND);
        }
        int length = frame.definitionLength(kind);
        boolean same = length == frame.definitionLength(roleName);
        for (int k = 0; same && k < length; k++) {
            same = frame.buffer.getByte(frame.definitionOffset(kind) + k)
                    == frame.buffer.getByte(frame.definitionOffset(roleName) + k);
        }
        return same;
    }

    private boolean is(int definition, byte[] text) {
        boolean same = frame.definitionLength(definition) == text.length;
        for (int k = 0; same && k < text.length; k++) {
            same = frame.buffer.getByte(frame.definitionOffset(definition) + k) == text[k];
        }
        return same;
    }

    private String fieldsProblem(int k) {
        for (int f = field; f < field + frame.fieldCount(k); f++) {
            if (isEmpty(frame.fieldName(f))) {
                return "a field has no name";
            }
            if (f > field && !ascend(frame.fieldName(f - 1), frame.fieldName(f))) {
                return "its fields are not in the order of their names, each once";
            }
            if (!isNumberRight(frame.fieldText(f), frame.fieldNumber(f))) {
                return "the number of a field is not that of its text";
            }
        }
        return null;
    }

    private boolean isNumberRight(int text, long number) {
        if (text == ABSENT) {
            return number >= -MAX_NUMBER && number <= MAX_NUMBER;
        }
        if (frame.definitionLength(text) > MAX_NUMBER_TEXT || !ascii[text]) {
            return number == Fixed.NONE;
        }
        String chars = text(text);
        long parsed = Fixed.parse(chars);
        return number == parsed && (parsed == Fixed.NONE || !Fixed.isPlain(chars));
    }

    /** The hash of everything but the identity, put together as {@link ActivityFrameWriter} does. */
    private long content(int k) {
        long content = Words.mix(frame.function(k), frame.date(k));
        content = Words.mix(content, frame.definitionHash(frame.kind(k)));
        content = Words.mix(content, hashOrZero(frame.sku(k)));
        content = Words.mix(content, hashOrZero(frame.currency(k)));
        content = Words.mix(content, hashOrZero(frame.original(k)));
        content = Words.mix(content, frame.quantity(k));
        content = Words.mix(content, frame.amount(k));
        for (int r = role; r < role + frame.roleCount(k); r++) {
            content = Words.mix(content, frame.definitionHash(frame.role(r)));
            content = Words.mix(content, frame.definitionHash(frame.participant(r)));
        }
        for (int f = field; f < field + frame.fieldCount(k); f++) {
            int text = frame.fieldText(f);
            content = Words.mix(content, frame.definitionHash(frame.fieldName(f)));
            content = Words.mix(content, text == ABSENT ? frame.fieldNumber(f) : frame.definitionHash(text));
        }
        return content;
    }

    private long hashOrZero(int definition) {
        return definition == ABSENT ? 0 : frame.definitionHash(definition);
    }
}
