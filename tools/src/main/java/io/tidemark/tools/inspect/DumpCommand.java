package io.tidemark.tools.inspect;

import io.tidemark.engine.FrameClock;
import io.tidemark.journal.Batch;
import io.tidemark.journal.FrameApplier;
import io.tidemark.journal.Record;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code journal dump}. */
@Command(name = "dump", description = "Prints records and the commands in them, one a line.")
final class DumpCommand extends FolderCommand {
    @Mixin
    private Stretch stretch;

    DumpCommand(Console console) {
        super(console);
    }

    @Override
    Exit run(DataFolder folder) {
        return stretch.read(folder.runs(), console, this::record);
    }

    private void record(Record record, Path file, long position) {
        if (!stretch.meets(record.first(), record.last())) {
            return;
        }
        PrintStream out = console.out();
        out.println(file.getParent().getFileName() + "/" + file.getFileName() + ":" + position + "  " + text(record));
        record.forEach((buffer, offset, length) -> frame(buffer, offset, length, out));
    }

    private static String text(Record record) {
        String what = record.kind() == Batch.Kind.FRAMES
                ? record.frames() + (record.frames() == 1 ? " frame" : " frames") + ", sequence " + record.first()
                        + " to " + record.last()
                : record.kind() == Batch.Kind.OPENED
                        ? "run " + record.run() + " begins behind sequence " + record.last()
                        : "run " + record.run() + " ended in order behind sequence " + record.last();
        return what + ", safe up to " + record.synced() + ", " + record.length() + " bytes";
    }

    private void frame(DirectBuffer buffer, int offset, int length, PrintStream out) {
        long sequence = FrameApplier.sequence(buffer, offset);
        if (!stretch.meets(sequence, sequence + FrameClock.commands(buffer, offset) - 1)) {
            return;
        }
        Instant when = Instant.ofEpochMilli(FrameApplier.timestampMs(buffer, offset));
        List<String> lines;
        try {
            lines = FrameLines.of(buffer, offset, length);
        } catch (RuntimeException unreadable) {
            // the record is as it was written; what was written is no frame, and was not taken by the core
            lines = List.of(
                    FrameClock.commands(buffer, offset) + " commands that cannot be read, " + length + " bytes");
        }
        for (String line : lines) {
            if (stretch.meets(sequence, sequence)) {
                out.println("  " + sequence + "  " + when + "  " + line);
            }
            sequence++;
        }
    }
}
