package io.tidemark.tools.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.gateway.ingest.ActivityWriter;
import io.tidemark.journal.FrameApplier;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.shadow.LedgerExport;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code journal export}. */
@Command(
        name = "export",
        description = {
            "Prints the activities as lines of JSON, which tidemark send takes and POST /v1/activities too: sent twice they count"
                    + " once.",
            "Programs, participants, products and what the server keeps besides are frames, not activities: --frames has them.",
            "With --ledger it writes the postings instead, each with what moved which rule's value from what to what, chained per"
                    + " participant; sent there again it goes on where it stopped."
        })
final class ExportCommand extends FolderCommand {
    @Mixin
    private Stretch stretch;

    @Option(
            names = "--frames",
            paramLabel = "FILE",
            description = "writes the frames themselves, each behind its length as four bytes, little-endian")
    private Path frames;

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description = "writes all postings into the Chronicle queue in DIR/postings; what is there is continued")
    private Path ledger;

    private long activities;
    private long others;

    ExportCommand(Console console) {
        super(console);
    }

    @Override
    Exit run(DataFolder folder) throws Failure {
        return ledger == null ? facts(folder) : postings(folder);
    }

    private Exit postings(DataFolder folder) {
        LedgerExport.Report report = LedgerExport.run(folder, EngineLimits.DEFAULT, ledger);
        console.out()
                .println("entries " + report.entries() + ", new " + report.fresh() + ", checked again "
                        + report.checked() + ", up to sequence " + report.sequence());
        return Exit.DONE;
    }

    private Exit facts(DataFolder folder) throws Failure {
        try (OutputStream raw = frames == null ? OutputStream.nullOutputStream() : Files.newOutputStream(frames);
                OutputStream out = new BufferedOutputStream(raw, 1 << 16);
                JsonGenerator json = new JsonFactory()
                        .createGenerator(console.out())
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .setRootValueSeparator(null)) {
            Exit exit = stretch.read(
                    folder.runs(),
                    console,
                    (record, file, position) ->
                            record.forEach((buffer, offset, length) -> frame(buffer, offset, length, out, json)));
            json.flush();
            console.say("activities " + activities + ", other commands left out " + others);
            return exit;
        } catch (IOException | UncheckedIOException failed) {
            throw new Failure(Exit.ENVIRONMENT, "what is exported cannot be written: " + failed.getMessage());
        }
    }

    private void frame(DirectBuffer buffer, int offset, int length, OutputStream out, JsonGenerator json) {
        long sequence = FrameApplier.sequence(buffer, offset);
        int commands = FrameClock.commands(buffer, offset);
        if (!stretch.meets(sequence, sequence + commands - 1)) {
            return;
        }
        try {
            byte[] bytes = new byte[Integer.BYTES + length];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
            buffer.getBytes(offset, bytes, Integer.BYTES, length);
            out.write(bytes);
            if (FrameLines.template(buffer, offset) != ActivityFrameDecoder.TEMPLATE_ID) {
                others += commands;
                return;
            }
            for (Activity activity : FrameRows.activities(buffer, offset)) {
                if (stretch.meets(sequence, sequence)) {
                    ActivityWriter.write(json, activity);
                    json.writeRaw('\n');
                    activities++;
                }
                sequence++;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
