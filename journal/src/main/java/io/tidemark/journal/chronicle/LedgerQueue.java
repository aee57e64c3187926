package io.tidemark.journal.chronicle;

import io.tidemark.engine.query.PostingView;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.disk.Growing;
import io.tidemark.journal.shadow.Ledger;
import io.tidemark.journal.shadow.LedgerEntry;
import io.tidemark.journal.shadow.LedgerEntry.Chained;
import io.tidemark.journal.shadow.LedgerEntry.Subject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A ledger in a Chronicle queue, a self-describing excerpt per entry, a file per day of the journal's time. */
public final class LedgerQueue implements Ledger {
    private static final int BLOCK = 16 << 20;

    private final Path folder;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final ExcerptTailer tailer;
    private long timestampMs;

    public LedgerQueue(Path folder) {
        this.folder = folder;
        try {
            queue = SingleChronicleQueueBuilder.binary(folder)
                    .blockSize(BLOCK)
                    .rollCycle(RollCycles.FAST_DAILY)
                    .timeProvider(() -> timestampMs)
                    .build();
            appender = queue.createAppender();
            tailer = queue.createTailer();
        } catch (RuntimeException | LinkageError failed) {
            throw new JournalException(folder + ": the ledger cannot be opened", failed);
        }
    }

    @Override
    public Chained next() {
        try (DocumentContext document = tailer.readingDocument()) {
            return document.isPresent() ? read(document.wire()) : null;
        } catch (RuntimeException wrong) {
            throw JournalException.damaged(folder + ": an entry cannot be read: " + wrong.getMessage());
        }
    }

    @Override
    public void append(Chained entry, long stampMs) {
        timestampMs = stampMs;
        try (DocumentContext document = appender.writingDocument()) {
            write(entry, document.wire());
        } catch (RuntimeException | InternalError failed) {
            throw new JournalException(folder + ": the ledger cannot be written", failed);
        }
    }

    private static void write(Chained chained, WireOut wire) {
        LedgerEntry entry = chained.entry();
        Subject subject = entry.subject();
        PostingView posting = entry.posting();
        wire.write("number").int64(chained.number());
        wire.write("at").int64(entry.at());
        wire.write("program").text(subject.program());
        wire.write("track").text(subject.track());
        wire.write("kind").text(subject.kind());
        wire.write("participant").text(subject.id());
        wire.write("period").text(subject.period());
        wire.write("sequence").int64(posting.sequence());
        wire.write("cause").text(posting.cause());
        wire.write("source").text(posting.source());
        wire.write("activity").text(posting.activity());
        wire.write("activity-kind").text(posting.kind());
        wire.write("date").int32(posting.date());
        wire.write("rule").text(posting.rule());
        wire.write("before").text(posting.before().toString());
        wire.write("after").text(posting.after().toString());
        wire.write("measure").text(posting.measure());
        wire.write("measure-before").text(posting.measureBefore().toString());
        wire.write("measure-after").text(posting.measureAfter().toString());
        wire.write("previous").int64(chained.previous());
        wire.write("chain").text(chained.chain());
    }

    private static Chained read(WireIn wire) {
        long number = wire.read("number").int64();
        long at = wire.read("at").int64();
        Subject subject = new Subject(
                wire.read("program").text(),
                wire.read("track").text(),
                wire.read("kind").text(),
                wire.read("participant").text(),
                wire.read("period").text());
        long sequence = wire.read("sequence").int64();
        String cause = wire.read("cause").text();
        String source = wire.read("source").text();
        String activity = wire.read("activity").text();
        String kind = wire.read("activity-kind").text();
        int date = wire.read("date").int32();
        String rule = wire.read("rule").text();
        BigInteger before = number(wire, "before");
        BigInteger after = number(wire, "after");
        String measure = wire.read("measure").text();
        PostingView posting = new PostingView(
                sequence,
                cause,
                source,
                activity,
                kind,
                date,
                rule,
                after.subtract(before),
                before,
                after,
                measure,
                number(wire, "measure-before"),
                number(wire, "measure-after"));
        return new Chained(
                new LedgerEntry(at, subject, posting),
                number,
                wire.read("previous").int64(),
                wire.read("chain").text());
    }

    private static BigInteger number(WireIn wire, String name) {
        return new BigInteger(wire.read(name).text());
    }

    @Override
    public void force() {
        try {
            for (Path file : files()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            Growing.forceFolder(folder);
        } catch (IOException failed) {
            throw new JournalException(folder + ": the ledger cannot be forced to the device", failed);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
