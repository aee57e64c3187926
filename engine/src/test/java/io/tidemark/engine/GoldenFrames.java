package io.tidemark.engine;

import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.TickDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Frames as text under {@code src/test/resources/golden/v<version>}. Frames and outcomes of a released version never
 * change, nor does what {@code standings.txt} holds: the standings' hash behind each frame.
 */
final class GoldenFrames {
    static final Path ROOT = Path.of("src/test/resources/golden");

    private GoldenFrames() {}

    /** Writes what is missing of this version's golden files, and {@code standings.txt}; started from the module's folder. */
    public static void main(String[] args) throws IOException {
        Path folder = ROOT.resolve("v" + TickDecoder.SCHEMA_VERSION);
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> frame : GoldenInput.frames().entrySet()) {
            writeOnce(folder.resolve(frame.getKey() + ".hex"), frame.getValue());
        }
        ScoringCore core = FrameScript.core(4_096);
        List<String> states = new ArrayList<>();
        for (Path file : frames(folder)) {
            FrameScript.apply(core, read(file));
            writeOnce(outcomeOf(file), outcome(core));
            states.add(standings(file, core));
        }
        Files.write(folder.resolve("standings.txt"), states);
    }

    private static void writeOnce(Path file, byte[] bytes) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, HexFormat.of().formatHex(bytes).replaceAll("(.{96})", "$1\n") + "\n");
        }
    }

    static List<Path> folders() throws IOException {
        try (var folders = Files.list(ROOT)) {
            return folders.sorted().toList();
        }
    }

    /** The frames of a version, in the order in which they follow each other. */
    static List<Path> frames(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".hex"))
                    .sorted()
                    .toList();
        }
    }

    static Path outcomeOf(Path frame) {
        return frame.resolveSibling(frame.getFileName().toString().replace(".hex", ".outcome"));
    }

    static byte[] read(Path file) throws IOException {
        return HexFormat.of().parseHex(Files.readString(file).replaceAll("\\s", ""));
    }

    /** The version in a message's header set to 0: outcomes of old frames are written by the present version. */
    static byte[] withoutVersion(byte[] message) {
        byte[] copy = message.clone();
        int at = MessageHeaderDecoder.versionEncodingOffset();
        copy[at] = 0;
        copy[at + 1] = 0;
        return copy;
    }

    static byte[] outcome(ScoringCore core) {
        byte[] outcome = new byte[core.outcome().length()];
        core.outcome().buffer().getBytes(0, outcome);
        return outcome;
    }

    /** What a frame comes to. The hash of state is left out: it belongs to the layout of one version, not to the format. */
    static String standings(Path frame, ScoringCore core) {
        return frame.getFileName().toString().replace(".hex", "") + " " + Long.toHexString(core.standingsHash());
    }
}
