package io.tidemark.tools.demo;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a delimited text file, CRLF as most senders do; fields are quoted where they must be, or always. */
final class Delimited implements Closeable {
    private final BufferedWriter out;
    private final char delimiter;
    private final boolean quoteAll;

    Delimited(Path file, Charset charset, char delimiter, boolean quoteAll) throws IOException {
        this.out = Files.newBufferedWriter(file, charset);
        this.delimiter = delimiter;
        this.quoteAll = quoteAll;
    }

    void line(String... cells) {
        try {
            for (int k = 0; k < cells.length; k++) {
                if (k > 0) {
                    out.write(delimiter);
                }
                out.write(cell(cells[k]));
            }
            out.write("\r\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String cell(String text) {
        boolean quoted = quoteAll || text.indexOf(delimiter) >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
