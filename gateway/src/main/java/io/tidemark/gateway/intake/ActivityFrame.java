package io.tidemark.gateway.intake;

import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.ActivitiesDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.DefinitionsDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** A frame of one request, kept until it is answered: of the few activities that an answer lists it says which they are. */
final class ActivityFrame {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int GROUP = 4;
    private static final int DEFINITIONS =
            MessageHeaderDecoder.ENCODED_LENGTH + ActivityFrameDecoder.BLOCK_LENGTH + GROUP;

    private final UnsafeBuffer bytes;
    private final long[] places;

    /**
     * @param bytes as {@link io.tidemark.gateway.ingest.ActivityEncoder} made them
     * @param places of the activities in the request
     */
    ActivityFrame(byte[] bytes, long[] places) {
        this.bytes = new UnsafeBuffer(bytes);
        this.places = places;
    }

    UnsafeBuffer bytes() {
        return bytes;
    }

    int length() {
        return bytes.capacity();
    }

    long place(int activity) {
        return places[activity];
    }

    /** The source that an activity names. */
    String source(int activity) {
        int definition = DEFINITIONS
                + u16(row(activity) + ActivitiesDecoder.sourceEncodingOffset()) * DefinitionsDecoder.sbeBlockLength();
        return text(
                bytes.getInt(definition + DefinitionsDecoder.textOffsetEncodingOffset(), ORDER),
                u16(definition + DefinitionsDecoder.textLengthEncodingOffset()));
    }

    /** {@code id[/line]} of an activity. */
    String reference(int activity) {
        int row = row(activity);
        int offset = bytes.getInt(row + ActivitiesDecoder.idOffsetEncodingOffset(), ORDER);
        int id = u16(row + ActivitiesDecoder.idLengthEncodingOffset());
        int line = u16(row + ActivitiesDecoder.lineLengthEncodingOffset());
        return line == 0 ? text(offset, id) : text(offset, id) + "/" + text(offset + id, line);
    }

    private int row(int activity) {
        return behind(DEFINITIONS) + activity * ActivitiesDecoder.sbeBlockLength();
    }

    /** Where the rows of the group behind a group's rows begin. */
    private int behind(int rows) {
        return rows + u16(rows - GROUP) * u16(rows - GROUP + 2) + GROUP;
    }

    private String text(int offset, int length) {
        int text = behind(behind(behind(behind(DEFINITIONS))));
        byte[] copy = new byte[length];
        bytes.getBytes(text + offset, copy);
        return new String(copy, StandardCharsets.UTF_8);
    }

    private int u16(int at) {
        return bytes.getShort(at, ORDER) & 0xFFFF;
    }
}
