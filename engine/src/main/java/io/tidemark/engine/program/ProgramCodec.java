package io.tidemark.engine.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * The canonical model as bytes, the same for equal models: the form in which a publish is journaled. Starts with a
 * format version; a newer one is refused by number. A program that an older format can say whole is written in it, so that
 * its bytes stay what they were. What no format has a place for follows behind the rest, each by a name of its own and only
 * where the program uses it; a name that is not known is refused.
 */
public final class ProgramCodec {
    /** What the first versions could say: conditions that compare measures of a period, and nothing of other periods. */
    private static final int PLAIN = 1;

    /** Added where {@link ClosingCodec} has something to say. */
    private static final int CLOSING = 1;

    /** Added where the model is written in full. */
    private static final int FULL = 2;

    /** Added where {@link ProgramExtensions} are used. */
    private static final int EXTENDED = 4;

    private static final int NEWEST = PLAIN + CLOSING + FULL + EXTENDED;

    private ProgramCodec() {}

    public static byte[] encode(Program program) {
        int closing = ClosingCodec.isPlain(program) ? 0 : CLOSING;
        int format = PLAIN + closing + (ProgramExtensions.areUsed(program) ? EXTENDED : 0);
        byte[] bytes = encode(program, format);
        return program.equals(decode(bytes)) ? bytes : encode(program, format + FULL);
    }

    private static boolean has(int format, int part) {
        return (format - PLAIN & part) != 0;
    }

    private static byte[] encode(Program program, int format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(format);
            new ModelWriter(out, has(format, FULL)).program(program);
            if (has(format, CLOSING)) {
                ClosingCodec.write(program, out);
            }
            if (has(format, EXTENDED)) {
                ProgramExtensions.write(out, program);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException where the bytes are of another format or damaged */
    public static Program decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readUnsignedShort();
            if (format < PLAIN || format > NEWEST) {
                throw new IllegalArgumentException(
                        "a program of format " + format + "; this version reads up to " + NEWEST);
            }
            Program program = new ModelReader(in, has(format, FULL)).program();
            if (has(format, CLOSING)) {
                program = ClosingCodec.read(program, in);
            }
            if (has(format, EXTENDED)) {
                program = ProgramExtensions.read(in, program);
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes are left behind its end");
            }
            return program;
        } catch (EOFException e) {
            throw new IllegalArgumentException("a damaged program: it ends too early", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("a damaged program: " + e.getMessage(), e);
        }
    }
}
