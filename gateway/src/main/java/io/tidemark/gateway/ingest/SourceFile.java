package io.tidemark.gateway.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The bytes of a file, out of the GZIP or ZIP archive around them. May be opened any number of times; nothing is held.
 *
 * @param path the file as it was sent
 * @param name its name as messages show it
 * @param member the one file in a ZIP archive, or empty
 * @param gzip whether the bytes are packed by GZIP
 */
record SourceFile(Path path, String name, String member, boolean gzip) {
    private static final int BUFFER = 1 << 16;

    static SourceFile of(Path path) throws IngestException {
        String name = path.toString();
        if (Files.isDirectory(path)) {
            throw new IngestException(name, "this is a folder", "name a file in it");
        }
        try {
            byte[] head = head(path);
            if (FileForm.starts(head, 0x1F, 0x8B)) {
                return new SourceFile(path, name, "", true).unpacked();
            }
            boolean zip = FileForm.starts(head, 'P', 'K', 3, 4) || FileForm.starts(head, 'P', 'K', 5, 6);
            String member = zip ? member(path, name) : "";
            return new SourceFile(path, name, member, false).unpacked();
        } catch (NoSuchFileException absent) {
            throw new IngestException(name, "there is no such file", "check the name and the folder");
        } catch (AccessDeniedException denied) {
            throw new IngestException(name, "the file may not be read", "check its permissions");
        } catch (IOException failed) {
            throw Damage.of(name, failed);
        }
    }

    private static byte[] head(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(8);
        }
    }

    /** The one file of the archive; empty where the archive itself is a workbook. */
    private static String member(Path path, String name) throws IOException, IngestException {
        List<String> members = new ArrayList<>();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            if (zip.getEntry("[Content_Types].xml") != null) {
                return "";
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && members.size() < 2) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !isLitter(entry.getName())) {
                    members.add(entry.getName());
                }
            }
        } catch (IllegalArgumentException badName) {
            throw new IngestException(name, "a name in the archive cannot be read", "pack it again");
        }
        if (members.size() != 1) {
            String what = members.isEmpty() ? "holds no file" : "holds more than one file";
            throw new IngestException(name, "the archive " + what, "one file in each archive");
        }
        return members.get(0);
    }

    /** What some systems put into every archive. */
    private static boolean isLitter(String member) {
        return member.startsWith("__MACOSX/") || member.endsWith("/.DS_Store") || member.equals(".DS_Store");
    }

    private SourceFile unpacked() throws IOException, IngestException {
        if (isPacked()) {
            byte[] head = head(8);
            if (FileForm.starts(head, 0x1F, 0x8B)) {
                throw new IngestException(name, "there is an archive in the archive", "pack the file once");
            }
        }
        return this;
    }

    boolean isPacked() {
        return gzip || !member.isEmpty();
    }

    /** The first bytes, fewer where the file is shorter. */
    byte[] head(int most) throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(most);
        }
    }

    /** The bytes from the first; of an archive at most as many as {@link IngestLimits} says. */
    InputStream open() throws IOException {
        if (!member.isEmpty()) {
            return openMember();
        }
        InputStream in = Files.newInputStream(path);
        try {
            return gzip
                    ? new UnpackedStream(new GZIPInputStream(in, BUFFER), Files.size(path), -1, null)
                    : new BufferedInputStream(in, BUFFER);
        } catch (IOException failed) {
            in.close();
            throw failed;
        }
    }

    private InputStream openMember() throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            ZipEntry entry = zip.getEntry(member);
            return new UnpackedStream(zip.getInputStream(entry), Files.size(path), entry.getCrc(), zip);
        } catch (IOException | RuntimeException failed) {
            zip.close();
            throw failed;
        }
    }
}
