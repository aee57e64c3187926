package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * What a file is before its first row is read: that it is a text at all, and in which charset. The bytes are looked at
 * to the end, because one umlaut on the last line decides between UTF-8 and windows-1252.
 *
 * @param file the file
 * @param charset by its byte order mark, else as named, else UTF-8 where every byte fits, else windows-1252
 * @param markBytes length of the byte order mark
 */
record FileProbe(SourceFile file, Charset charset, int markBytes) {
    private static final int BUFFER = 1 << 16;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    static FileProbe of(SourceFile file, String charset) throws IngestException {
        return of(file, charset, false);
    }

    /** As {@link #of}, of a text that is no CSV. */
    static FileProbe ofText(SourceFile file, String charset) throws IngestException {
        return of(file, charset, true);
    }

    private static FileProbe of(SourceFile file, String charset, boolean anyForm) throws IngestException {
        try (InputStream in = file.open()) {
            byte[] head = in.readNBytes(8);
            if (head.length == 0) {
                throw new IngestException(
                        file.name(), "the file is empty", "a header row and at least one row are needed");
            }
            if (!anyForm) {
                refuseOtherForms(file.name(), head);
            }
            return probe(file, charset, head, in);
        } catch (IOException failed) {
            throw Damage.of(file.name(), failed);
        }
    }

    /** The file's name as messages show it. */
    String name() {
        return file.name();
    }

    private static FileProbe probe(SourceFile file, String charset, byte[] head, InputStream in)
            throws IngestException, IOException {
        String name = file.name();
        Charset named = charset.equals(Profile.AUTO) ? null : named(name, charset);
        Charset marked = marked(head);
        if (marked != null) {
            if (marked == StandardCharsets.UTF_8) {
                ByteScan scan = scan(head, in);
                refuseNul(name, scan);
                refuseMalformed(name, scan);
            }
            return new FileProbe(file, marked, marked == StandardCharsets.UTF_8 ? 3 : 2);
        }
        if (named != null && named.name().startsWith("UTF-16")) {
            return new FileProbe(file, named, 0);
        }
        ByteScan scan = scan(head, in);
        refuseNul(name, scan);
        if (named == StandardCharsets.UTF_8) {
            refuseMalformed(name, scan);
        }
        return new FileProbe(file, named != null ? named : guessed(name, scan), 0);
    }

    private static Charset guessed(String name, ByteScan scan) throws IngestException {
        if (scan.isUtf8()) {
            return StandardCharsets.UTF_8;
        }
        if (scan.hasWindowsGaps()) {
            throw new IngestException(
                    name + ":" + scan.malformedLine(),
                    "the text is neither UTF-8 nor windows-1252",
                    "name its charset in the profile, e.g. charset: ibm850");
        }
        return WINDOWS;
    }

    private static ByteScan scan(byte[] head, InputStream in) throws IOException {
        ByteScan scan = new ByteScan();
        scan.accept(head, head.length);
        byte[] buffer = new byte[BUFFER];
        for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
            scan.accept(buffer, size);
        }
        scan.finish();
        return scan;
    }

    private static Charset named(String file, String charset) throws IngestException {
        try {
            return Charset.forName(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new IngestException(
                    file,
                    "the profile's charset " + charset + " is not known",
                    "auto, utf-8, utf-16, windows-1252, iso-8859-1 or ibm850, for example");
        }
    }

    private static Charset marked(byte[] head) {
        if (FileForm.starts(head, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (FileForm.starts(head, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return FileForm.starts(head, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : null;
    }

    private static void refuseOtherForms(String name, byte[] head) throws IngestException {
        String form = FileForm.of(head);
        if (form != null) {
            throw new IngestException(name, "this is " + form, FileForm.right(head));
        }
    }

    private static void refuseNul(String name, ByteScan scan) throws IngestException {
        if (scan.nulLine() > 0) {
            throw new IngestException(
                    name + ":" + scan.nulLine(),
                    "there is a NUL byte, so this is no text, or UTF-16 without its mark",
                    "save it as UTF-8, or name charset: utf-16le in the profile");
        }
    }

    private static void refuseMalformed(String name, ByteScan scan) throws IngestException {
        if (!scan.isUtf8()) {
            throw new IngestException(
                    name + ":" + scan.malformedLine(),
                    "a byte here is not UTF-8, which the file says it is",
                    "save it as UTF-8 again, or name its charset in the profile, e.g. charset: windows-1252");
        }
    }

    /** The text after the byte order mark. Malformed UTF-16 is refused while it is read. */
    Reader open() throws IOException {
        InputStream in = file.open();
        in.skipNBytes(markBytes);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        return new InputStreamReader(in, decoder);
    }
}
