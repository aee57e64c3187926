package io.tidemark.engine.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * The canonical model as bytes, the same for equal models: the form in which a publish is journaled. Starts with a
 * format version; a newer one is refused by number. A program that the first format can say whole is written in it, so that
 * its bytes stay what they were.
 */
public final class ProgramCodec {
    /** What the first versions could say: conditions that compare measures of a period, and nothing of other periods. */
    private static final int PLAIN = 1;

    /** Added where {@link ClosingCodec} has something to say. */
    private static final int CLOSING = 1;

    /** Added where the model is written in full. */
    private static final int FULL = 2;

    private static final int NEWEST = PLAIN + CLOSING + FULL;

    private ProgramCodec() {}

    public static byte[] encode(Program program) {
        int format = ClosingCodec.isPlain(program) ? PLAIN : PLAIN + CLOSING;
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
