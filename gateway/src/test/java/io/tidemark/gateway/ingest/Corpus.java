package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Files of one format that each led the reader somewhere else: they are what damage begins with. Kept in a folder, so that what
 * was found once is read by every build.
 */
final class Corpus {
    /** Larger ones are read slowly, and hold nothing that a smaller one could not. */
    private static final int LARGEST = 16_384;

    private final Path folder;
    private final List<byte[]> files = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Corpus(Path folder) {
        this.folder = folder;
        for (Path file : listed(folder)) {
            files.add(bytes(file));
        }
    }

    private static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<byte[]> files() {
        return List.copyOf(files);
    }

    int size() {
        return files.size();
    }

    byte[] any(Random random) {
        return files.get(random.nextInt(files.size()));
    }

    /** Takes a file in where nothing led to that outcome before. */
    void offer(byte[] file, String outcome) {
        if (seen.add(outcome)) {
            files.add(file);
        }
    }

    /** Counts an outcome as seen. */
    void know(String outcome) {
        seen.add(outcome);
    }

    /** Writes a file to the folder. */
    void keep(byte[] file) {
        if (file.length > LARGEST) {
            return;
        }
        CRC32 sum = new CRC32();
        sum.update(file);
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(String.format("%08x", sum.getValue())), file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether an outcome was seen. */
    boolean knows(String outcome) {
        return seen.contains(outcome);
    }
}
