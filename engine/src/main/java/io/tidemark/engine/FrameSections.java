package io.tidemark.engine;

import static io.tidemark.engine.TextBytes.i32;
import static io.tidemark.engine.TextBytes.u16;

import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.ActivitiesDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.DefinitionsDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.FieldsDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.RolesDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.TickDecoder;

/** Where the rows and the text of a stranger's ActivityFrame stand: all within the frame, once no problem was found. */
final class FrameSections {
    private static final int GROUP_HEADER = 4;
    private static final String MISSING = "a group is missing, is cut off or has rows that are too short";

    byte[] bytes;
    private int end;
    private int at;
    private int stride;

    int definitions;
    int definitionsAt;
    int definitionStride;
    int activities;
    int activitiesAt;
    int activityStride;
    int roles;
    int rolesAt;
    int roleStride;
    int fields;
    int fieldsAt;
    int fieldStride;
    int textAt;
    int textEnd;

    /** What is wrong with the frame as a whole; {@code null} where nothing is. */
    String problem(byte[] array, int offset, int length) {
        String problem = headerProblem(array, offset, length);
        if (problem != null) {
            return problem;
        }
        bytes = array;
        end = offset + length;
        at = offset + MessageHeaderDecoder.ENCODED_LENGTH + u16(array, offset);
        if (!findGroups()) {
            return MISSING;
        }
        if (end - at < Integer.BYTES) {
            return "the text is missing";
        }
        textAt = at + Integer.BYTES;
        int textLength = i32(array, at);
        if (textLength < 0 || textLength > end - textAt) {
            return "the text ends behind the frame";
        }
        textEnd = textAt + textLength;
        if (textEnd != end) {
            return "something follows its text";
        }
        boolean counts = activities > 0 && activities <= EngineLimits.MAX_COMMANDS;
        return counts ? null : "it holds no activity, or more than " + EngineLimits.MAX_COMMANDS;
    }

    private static String headerProblem(byte[] bytes, int offset, int length) {
        int least = MessageHeaderDecoder.ENCODED_LENGTH + TickDecoder.BLOCK_LENGTH;
        if (length < least || length > EngineLimits.MAX_FRAME) {
            return "it takes " + length + " bytes, not " + least + " to " + EngineLimits.MAX_FRAME;
        }
        int template = u16(bytes, offset + MessageHeaderDecoder.templateIdEncodingOffset());
        int schema = u16(bytes, offset + MessageHeaderDecoder.schemaIdEncodingOffset());
        int version = u16(bytes, offset + MessageHeaderDecoder.versionEncodingOffset());
        int block = u16(bytes, offset + MessageHeaderDecoder.blockLengthEncodingOffset());
        boolean known = schema == ActivityFrameDecoder.SCHEMA_ID
                && template == ActivityFrameDecoder.TEMPLATE_ID
                && version >= 1
                && version <= ActivityFrameDecoder.SCHEMA_VERSION;
        if (!known) {
            return "it is template " + template + " of schema " + schema + " version " + version
                    + ", not an ActivityFrame (template " + ActivityFrameDecoder.TEMPLATE_ID + " of schema "
                    + ActivityFrameDecoder.SCHEMA_ID + ") up to version " + ActivityFrameDecoder.SCHEMA_VERSION;
        }
        // the first version ended with what every frame begins with
        return block < TickDecoder.BLOCK_LENGTH || block > length ? "its block has a wrong length" : null;
    }

    /** Answers false at the first group that is not there whole. */
    private boolean findGroups() {
        definitions = group(DefinitionsDecoder.sbeBlockLength());
        definitionStride = stride;
        definitionsAt = skip(definitions);
        activities = group(ActivitiesDecoder.sbeBlockLength());
        activityStride = stride;
        activitiesAt = skip(activities);
        roles = group(RolesDecoder.sbeBlockLength());
        roleStride = stride;
        rolesAt = skip(roles);
        fields = group(FieldsDecoder.sbeBlockLength());
        fieldStride = stride;
        fieldsAt = skip(fields);
        return at <= end;
    }

    /** Rows of the group that begins here. Where there is none, the place moves behind the frame for good. */
    private int group(int leastStride) {
        if (at > end - GROUP_HEADER || u16(bytes, at) < leastStride) {
            at = Integer.MAX_VALUE;
            stride = leastStride;
            return 0;
        }
        stride = u16(bytes, at);
        int count = u16(bytes, at + 2);
        at += GROUP_HEADER;
        return count;
    }

    /** Passes over rows. Answers where they begin. */
    private int skip(int count) {
        int from = at;
        at = (long) count * stride > end - at ? Integer.MAX_VALUE : at + count * stride;
        return from;
    }
}
