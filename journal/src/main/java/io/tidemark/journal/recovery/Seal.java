package io.tidemark.journal.recovery;

import io.tidemark.journal.JournalException;
import io.tidemark.journal.disk.FileWindow;
import io.tidemark.journal.disk.Growing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The file {@code seal} in a run's folder: length and checksum of each of its files, written by the start that follows the run, or by
 * the service that goes on in another, when nobody writes to them any more. With it, any change of any byte shows, also where no
 * record is. Version 1 does not say where the run ends.
 *
 * <pre>
 * tidemark seal 2
 * last 4711                        sequence of the run's last command
 * 000000.tidemark 73216 5c0e9f11
 * end 91b2ffa0                     CRC32C of the lines above
 * </pre>
 */
final class Seal {
    static final String NAME = "seal";
    private static final String FIRST = "tidemark seal 2";
    private static final String WITHOUT_LAST = "tidemark seal 1";
    private static final String LAST = "last";
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final String CHOICES = ". Bring the file back from a copy";

    /** Length and checksum of one file. */
    private record Sealed(long length, int crc) {
        String text() {
            return length + " " + String.format("%08x", crc);
        }
    }

    private final Path file;
    private final long last;
    private final Map<String, Sealed> files;

    private Seal(Path file, long last, Map<String, Sealed> files) {
        this.file = file;
        this.last = last;
        this.files = files;
    }

    static boolean isOn(Run run) {
        return Files.exists(run.folder().resolve(NAME));
    }

    /** Sequence of a sealed run's last command; of a run without a seal, or with one that does not say, the largest. */
    static long last(Run run) {
        try {
            return isOn(run) ? read(run.folder().resolve(NAME)).last : UNKNOWN;
        } catch (IOException failed) {
            throw new JournalException(run.folder() + " cannot be read", failed);
        }
    }

    /**
     * Seals a run whose files are safe on the device.
     *
     * @param last sequence of its last command
     */
    static void put(Run run, long last) throws IOException {
        StringBuilder lines = new StringBuilder(FIRST).append('\n');
        lines.append(LAST).append(' ').append(last).append('\n');
        for (Path file : run.files()) {
            lines.append(Run.nameOf(file))
                    .append(' ')
                    .append(sealed(file).text())
                    .append('\n');
        }
        write(run.folder().resolve(NAME), lines + "end " + String.format("%08x", crc(lines.toString())) + "\n");
    }

    /** A file that is there whole or not at all, whatever happens meanwhile. */
    static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Growing.forceFolder(file.getParent());
    }

    private static int crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private static Sealed sealed(Path file) throws IOException {
        try (FileWindow window = Run.window(file)) {
            CRC32C crc = new CRC32C();
            long position = 0;
            while (position < window.size()) {
                int piece = (int) Math.min(1 << 20, window.size() - position);
                if (!window.load(position, piece)) {
                    throw new IOException("byte " + position + " cannot be read");
                }
                int at = window.offset(position);
                crc.update(window.bytes().duplicate().limit(at + piece).position(at));
                position += piece;
            }
            return new Sealed(window.size(), (int) crc.getValue());
        }
    }

    /**
     * Checks a run against its seal, where it has one.
     *
     * @param last sequence of the last command that was read
     * @param torn what ends the run as it was read, or {@code null}
     * @throws JournalException where a file is not what was sealed
     */
    static void check(Run run, long last, TornTail torn) {
        check(run, torn);
        if (isOn(run) && last(run) != UNKNOWN && last(run) != last) {
            throw JournalException.damaged(run.folder().resolve(NAME) + " says that the run ends with sequence "
                    + last(run) + ", its records end with " + last + CHOICES);
        }
    }

    /** As above, for one of which not everything can be read. */
    static void check(Run run, TornTail torn) {
        if (!isOn(run)) {
            return;
        }
        try {
            read(run.folder().resolve(NAME)).compare(run, torn);
        } catch (IOException failed) {
            throw new JournalException(run.folder() + " cannot be read", failed);
        }
    }

    private static Seal read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (java.nio.charset.CharacterCodingException garbled) {
            throw damaged(file);
        }
        int end = lines.size() - 1;
        if (end < 1 || !lines.get(0).startsWith("tidemark seal ")) {
            throw damaged(file);
        }
        if (!lines.get(0).equals(FIRST) && !lines.get(0).equals(WITHOUT_LAST)) {
            throw JournalException.damaged(file + " reads \"" + lines.get(0)
                    + "\"; this version of Tidemark reads up to \"" + FIRST + "\". Use the version that wrote it");
        }
        String above = String.join("\n", lines.subList(0, end)) + "\n";
        if (!lines.get(end).equals("end " + String.format("%08x", crc(above)))) {
            throw damaged(file);
        }
        boolean says = lines.get(0).equals(FIRST);
        long last = says ? Long.parseLong(lines.get(1).substring(LAST.length() + 1)) : UNKNOWN;
        Map<String, Sealed> files = new LinkedHashMap<>();
        for (String line : lines.subList(says ? 2 : 1, end)) {
            String[] parts = line.split(" ");
            files.put(parts[0], new Sealed(Long.parseLong(parts[1]), Integer.parseUnsignedInt(parts[2], 16)));
        }
        return new Seal(file, last, files);
    }

    private static JournalException damaged(Path file) {
        return JournalException.damaged(file
                + " is damaged: its own checksum is wrong. Bring it back from a copy; or delete it, and the run is checked record"
                + " by record only and sealed anew");
    }

    private void compare(Run run, TornTail torn) throws IOException {
        Map<String, Sealed> missing = new LinkedHashMap<>(files);
        for (Path path : run.files()) {
            String name = Run.nameOf(path);
            Sealed was = missing.remove(name);
            if (was == null) {
                throw JournalException.damaged(
                        path + " is not in " + file + ": nobody writes to a run that has ended. Move it away");
            }
            same(path, was, torn);
        }
        if (!missing.isEmpty()) {
            Path gone = run.folder().resolve(missing.keySet().iterator().next());
            throw JournalException.damaged(gone + " is missing; " + file + " names it" + CHOICES);
        }
    }

    private static void same(Path path, Sealed was, TornTail torn) throws IOException {
        Sealed is = sealed(path);
        if (!is.equals(was)) {
            throw JournalException.damaged(path + " is damaged: " + is.text() + " (bytes, checksum) where " + was.text()
                    + " was sealed; " + where(path, torn) + CHOICES);
        }
    }

    /** Checks one file of a sealed run. */
    static void checkFile(Path folder, Path path) throws IOException {
        same(path, read(folder.resolve(NAME)).files.get(Run.nameOf(path)), null);
    }

    private static String where(Path path, TornTail torn) {
        return torn != null && torn.file().equals(path)
                ? "it can be read up to byte " + torn.position()
                : "its records are whole, what is wrong lies between them, behind them or in the store's own parts";
    }
}
