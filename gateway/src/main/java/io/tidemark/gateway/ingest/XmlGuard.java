package io.tidemark.gateway.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses XML with a tag or a text so long that a parser would hold it in memory as a whole. */
final class XmlGuard extends FilterInputStream {
    private long run;

    XmlGuard(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int size = in.read(bytes, offset, length);
        int last = offset - 1;
        for (int i = offset; i < offset + size; i++) {
            if (bytes[i] == '<' || bytes[i] == '>') {
                check(run + i - last);
                run = 0;
                last = i;
            }
        }
        run += Math.max(0, offset + size - 1 - last);
        check(run);
        return size;
    }

    private static void check(long length) throws Damage {
        if (length > IngestLimits.ROW_CHARS) {
            throw new Damage(
                    "",
                    "the workbook has a tag or a text of more than " + IngestLimits.ROW_CHARS + " bytes",
                    "a cell holds at most 32,767 characters");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
