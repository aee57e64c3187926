package io.tidemark.engine;

import static io.tidemark.engine.TextBytes.i32;
import static io.tidemark.engine.TextBytes.i64;
import static io.tidemark.engine.TextBytes.u16;
import static io.tidemark.engine.TextBytes.u8;

import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.sbe.ActivityFrameDecoder.DefinitionsDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The definitions of a stranger's frame, each checked by itself, and what the rows ask about them. */
final class FrameDefinitions {
    /** An index that stands for "absent". */
    static final int ABSENT = ActivityFrameReader.ABSENT;

    /** What a definition is; a text without a letter is a kind of its own, since most places take none. */
    private static final byte TEXT = ActivityFrameReader.TEXT;

    private static final byte PARTICIPANT = ActivityFrameReader.PARTICIPANT;
    private static final byte PRODUCT = ActivityFrameReader.PRODUCT;
    private static final byte EMPTY_TEXT = 3;

    private static final int MAX_NUMBER_TEXT = 20;

    private static final String REP = "rep";
    private static final byte[] REP_BYTES = REP.getBytes(StandardCharsets.UTF_8);
    private static final byte[] REP_KIND = ParticipantRow.kindOfRole(REP).getBytes(StandardCharsets.UTF_8);

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private byte[] bytes;
    private int count;
    private boolean ascii;
    private long[] hashes = new long[1024];
    private int[] offsets = new int[1024];
    private int[] lengths = new int[1024];
    private int[] kinds = new int[1024];
    private byte[] types = new byte[1024];
    /** Per definition, what was found of it as a name in this frame: the kind it goes with, the name it follows. */
    private int[] kindOf = new int[1024];

    private int[] follows = new int[1024];

    /** What is wrong with one of them; {@code null} where nothing is. */
    String problem(FrameSections frame) {
        bytes = frame.bytes;
        count = frame.definitions;
        ascii = TextBytes.isAscii(bytes, frame.textAt, frame.textEnd - frame.textAt);
        makeRoom();
        boolean ahead = false;
        int at = frame.definitionsAt;
        for (int k = 0; k < count; k++, at += frame.definitionStride) {
            int offset = i32(bytes, at + DefinitionsDecoder.textOffsetEncodingOffset());
            int length = u16(bytes, at + DefinitionsDecoder.textLengthEncodingOffset());
            int type = u8(bytes, at + DefinitionsDecoder.definitionTypeEncodingOffset());
            int kind = u16(bytes, at + DefinitionsDecoder.kindEncodingOffset());
            long hash = i64(bytes, at + DefinitionsDecoder.hashEncodingOffset());
            if (length > EngineLimits.MAX_TEXT || offset < 0 || offset > frame.textEnd - frame.textAt - length) {
                return "definition " + k + " points outside the frame";
            }
            offset += frame.textAt;
            if (hash != TextBytes.hash(bytes, offset, length)) {
                return "the hash of definition " + k + " is not that of its text";
            }
            if (!ascii && !isUtf8(offset, length)) {
                return "definition " + k + " is not UTF-8";
            }
            if (type > PRODUCT || type != TEXT && length == 0) {
                return "definition " + k + " is an empty id, or none of text, participant and product";
            }
            hashes[k] = hash;
            offsets[k] = offset;
            lengths[k] = length;
            kinds[k] = kind;
            types[k] = length == 0 ? EMPTY_TEXT : (byte) type;
            if (type != PARTICIPANT ? kind != ABSENT : kind < k && !isAnyText(kind)) {
                return wrongKind(k);
            }
            ahead |= type == PARTICIPANT && kind >= k;
        }
        return ahead ? kindsProblem() : null;
    }

    private void makeRoom() {
        if (count > hashes.length) {
            hashes = new long[count];
            offsets = new int[count];
            lengths = new int[count];
            kinds = new int[count];
            types = new byte[count];
            kindOf = new int[count];
            follows = new int[count];
        }
        Arrays.fill(kindOf, 0, count, ABSENT);
        Arrays.fill(follows, 0, count, ABSENT);
    }

    /** Of participants whose kind is defined behind them. */
    private String kindsProblem() {
        for (int k = 0; k < count; k++) {
            if (types[k] == PARTICIPANT && !isAnyText(kinds[k])) {
                return wrongKind(k);
            }
        }
        return null;
    }

    private static String wrongKind(int k) {
        return "the kind of definition " + k + " is not a text, or stands where none does";
    }

    /** Whether bytes of the frame's text are UTF-8. */
    boolean isUtf8(int offset, int length) {
        if (ascii || TextBytes.isAscii(bytes, offset, length)) {
            return true;
        }
        try {
            utf8.decode(ByteBuffer.wrap(bytes, offset, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** Whether all of the frame's text is ASCII. */
    boolean isAllAscii() {
        return ascii;
    }

    boolean isText(int definition) {
        return definition < count && types[definition] == TEXT;
    }

    boolean isAnyText(int definition) {
        return isText(definition) || definition < count && types[definition] == EMPTY_TEXT;
    }

    boolean isParticipant(int definition) {
        return definition < count && types[definition] == PARTICIPANT;
    }

    boolean isProduct(int definition) {
        return definition < count && types[definition] == PRODUCT;
    }

    long hash(int definition) {
        return hashes[definition];
    }

    long hashOrZero(int definition) {
        return definition == ABSENT ? 0 : hashes[definition];
    }

    /** Whether a participant is of the kind that a role names. */
    boolean isOfRole(int participant, int role) {
        int kind = kinds[participant];
        if (kindOf[role] != kind && isSameKind(kind, role)) {
            kindOf[role] = kind;
        }
        return kindOf[role] == kind;
    }

    private boolean isSameKind(int kind, int role) {
        int until = plainUntil(role);
        return Arrays.equals(bytes, from(role), until, REP_BYTES, 0, REP_BYTES.length)
                ? Arrays.equals(bytes, from(kind), until(kind), REP_KIND, 0, REP_KIND.length)
                : Arrays.equals(bytes, from(kind), until(kind), bytes, from(role), until);
    }

    /** Where a role's text ends without what tells several of one kind apart. */
    private int plainUntil(int role) {
        int at = from(role);
        while (at < until(role) && bytes[at] != '.') {
            at++;
        }
        return at;
    }

    private int from(int definition) {
        return offsets[definition];
    }

    private int until(int definition) {
        return offsets[definition] + lengths[definition];
    }

    /** Whether the first text comes before the second, in the order in which Java sorts texts. */
    boolean ascend(int first, int second) {
        if (follows[second] != first && isBefore(first, second)) {
            follows[second] = first;
        }
        return follows[second] == first;
    }

    private boolean isBefore(int first, int second) {
        return ascii
                ? Arrays.compare(bytes, from(first), until(first), bytes, from(second), until(second)) < 0
                : text(first).compareTo(text(second)) < 0;
    }

    private String text(int definition) {
        return new String(bytes, offsets[definition], lengths[definition], StandardCharsets.UTF_8);
    }

    /** The number that a text is, or {@link Fixed#NONE}; where it is the plain notation of one, what no text may be. */
    boolean isNumber(int definition, long number) {
        int length = lengths[definition];
        if (length > MAX_NUMBER_TEXT || !startsLikeANumber(definition)) {
            return number == Fixed.NONE;
        }
        String chars = text(definition);
        long parsed = Fixed.parse(chars);
        return number == parsed && (parsed == Fixed.NONE || !Fixed.isPlain(chars));
    }

    private boolean startsLikeANumber(int definition) {
        if (lengths[definition] == 0) {
            return false;
        }
        byte first = bytes[offsets[definition]];
        return first == '-' || first >= '0' && first <= '9';
    }
}
