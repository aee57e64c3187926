package io.tidemark.journal.pipeline;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.CrossReferenceFrameDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ParticipantFrameDecoder;
import io.tidemark.engine.sbe.ProductFrameDecoder;
import io.tidemark.engine.sbe.ReferenceFrameDecoder;
import io.tidemark.engine.sbe.TickDecoder;
import org.agrona.DirectBuffer;

/** The least that must hold of a frame before it is stamped: that its commands can be counted. */
final class FrameShape {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int GROUP = 4;

    private FrameShape() {}

    /** What is wrong with a frame; {@code null} where it can be stamped. */
    static String problem(DirectBuffer frame, int offset, int length) {
        if (length < HEADER + TickDecoder.BLOCK_LENGTH || length > EngineLimits.MAX_FRAME) {
            return "a frame of " + length + " bytes; it takes " + (HEADER + TickDecoder.BLOCK_LENGTH) + " to "
                    + EngineLimits.MAX_FRAME;
        }
        int template = u16(frame, offset + MessageHeaderDecoder.templateIdEncodingOffset());
        if (u16(frame, offset + MessageHeaderDecoder.schemaIdEncodingOffset()) != TickDecoder.SCHEMA_ID) {
            return "a frame that is none of the schema's";
        }
        int version = u16(frame, offset + MessageHeaderDecoder.versionEncodingOffset());
        if (version > TickDecoder.SCHEMA_VERSION) {
            // it must not get into the journal: a frame there that is newer than its reader stops a start
            return "a frame of schema version " + version + "; this version of Tidemark reads up to "
                    + TickDecoder.SCHEMA_VERSION;
        }
        int block = u16(frame, offset + MessageHeaderDecoder.blockLengthEncodingOffset());
        if (block < TickDecoder.BLOCK_LENGTH) {
            return "a frame with a short block";
        }
        int end = offset + length;
        int group = offset + HEADER + block;
        if (template == ActivityFrameDecoder.TEMPLATE_ID && group + GROUP <= end) {
            group += GROUP + u16(frame, group) * u16(frame, group + 2);
        }
        boolean counted = template == ActivityFrameDecoder.TEMPLATE_ID
                || template == ParticipantFrameDecoder.TEMPLATE_ID
                || template == ProductFrameDecoder.TEMPLATE_ID
                || template == CrossReferenceFrameDecoder.TEMPLATE_ID
                || template == ReferenceFrameDecoder.TEMPLATE_ID;
        if (counted && (group < 0 || group + GROUP > end)) {
            return "a frame that is cut off";
        }
        int commands = FrameClock.commands(frame, offset);
        return commands < 1 || commands > EngineLimits.MAX_COMMANDS
                ? "a frame of " + commands + " commands; it takes 1 to " + EngineLimits.MAX_COMMANDS
                : null;
    }

    private static int u16(DirectBuffer frame, int index) {
        return frame.getShort(index, TickDecoder.BYTE_ORDER) & 0xFFFF;
    }
}
