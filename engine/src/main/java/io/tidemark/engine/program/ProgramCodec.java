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

    /** The same, and what is said about closing. */
    private static final int WITH_CLOSING = 2;

    private static final int FULL = 3;

    private ProgramCodec() {}

    public static byte[] encode(Program program) {
        byte[] plain = encode(program, ClosingCodec.isPlain(program) ? PLAIN : WITH_CLOSING);
        return program.equals(decode(plain)) ? plain : encode(program, FULL);
    }

    private static byte[] encode(Program program, int format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(format);
            new ModelWriter(out, format == FULL).program(program);
            if (format >= WITH_CLOSING) {
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
            if (format < PLAIN || format > FULL) {
                throw new IllegalArgumentException(
                        "a program of format " + format + "; this version reads up to " + FULL);
            }
            Program program = new ModelReader(in, format == FULL).program();
            if (format >= WITH_CLOSING) {
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
