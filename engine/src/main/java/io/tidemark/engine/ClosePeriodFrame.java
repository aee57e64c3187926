package io.tidemark.engine;

import io.tidemark.engine.sbe.ClosePeriodDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Reads the command that closes a period. Core thread only. */
final class ClosePeriodFrame {
    private static final int LENGTH = Integer.BYTES;

    private final ClosePeriodDecoder decoder = new ClosePeriodDecoder();
    private String program;
    private String period;

    /** @throws FrameException where the frame is cut off */
    void wrap(DirectBuffer frame, int offset, int length, MessageHeaderDecoder header) {
        int end = offset + length;
        decoder.wrap(frame, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        program = text(frame, end);
        period = text(frame, end);
    }

    private String text(DirectBuffer frame, int end) {
        int at = decoder.limit();
        long bytes = at + LENGTH > end ? -1 : frame.getInt(at, ClosePeriodDecoder.BYTE_ORDER);
        if (bytes < 0 || bytes > EngineLimits.MAX_TEXT || at + LENGTH + bytes > end) {
            throw new FrameException("a command to close a period is cut off");
        }
        byte[] text = new byte[(int) bytes];
        frame.getBytes(at + LENGTH, text);
        decoder.limit(at + LENGTH + text.length);
        return new String(text, StandardCharsets.UTF_8);
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

    String program() {
        return program;
    }

    String period() {
        return period;
    }
}
