package io.tidemark.tools.load;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.feed.FeedClient;
import io.tidemark.gateway.feed.FeedException;
import io.tidemark.gateway.feed.FeedListener;
import io.tidemark.gateway.feed.FeedTotals;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.cli.Numbers;
import io.tidemark.tools.cli.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads files here and sends what is in them over the binary feed. One thread; answers come on the client's own. */
public final class BinarySender {
    private static final long PATIENCE_MS = 60_000;

    /** Where an activity under way came from. */
    private record Row(String file, long line, String reference) {}

    private final Console console;
    private final Progress progress;
    private final Profile profile;
    private final String feed;
    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
    private final Map<Long, List<Row>> underWay = new ConcurrentHashMap<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private List<Row> rows = new ArrayList<>();
    private boolean fine = true;
    private long batches;

    public BinarySender(Console console, Profile profile, String feed) {
        this.console = console;
        this.progress = new Progress(console);
        this.profile = profile;
        this.feed = feed;
    }

    /** Sends files in order. Answers whether nothing was refused and nothing is in conflict. */
    public boolean send(List<Path> files, FeedAddress at, String token) throws Failure {
        try (FeedClient client = new FeedClient(at.address(), at.sockets(), token, feed, new Answers(), PATIENCE_MS)) {
            for (Path file : files) {
                send(client, file);
            }
        } catch (FeedException failed) {
            throw FeedAddress.failure(failed);
        }
        return fine;
    }

    private void send(FeedClient client, Path file) throws FeedException {
        FeedTotals before = client.totals();
        IngestReport report = new IngestReport(file.toString());
        int today = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
        progress.start(file.toString());
        try {
            new FileIngest(profile, feed, today).read(file, report, new Rows(client, file.toString()));
        } catch (IngestException unreadable) {
            unreadable.problems().forEach(this::say);
        } catch (Broken broken) {
            throw broken.cause;
        }
        flush(client);
        client.awaitAll();
        sayAll();
        progress.clear();
        if (!report.layout().isEmpty()) {
            summary(report, before, client.totals());
        }
    }

    private void summary(IngestReport report, FeedTotals before, FeedTotals after) {
        long here = report.conservation().refusedHere().rows();
        console.out()
                .println(report.file() + ": "
                        + Numbers.rows(report.conservation().read().rows()) + " (" + report.layout() + ")");
        console.out()
                .println("accepted " + Numbers.grouped(after.accepted() - before.accepted()) + ", duplicate "
                        + Numbers.grouped(after.duplicate() - before.duplicate()) + ", conflict "
                        + Numbers.grouped(after.conflict() - before.conflict()) + ", refused "
                        + Numbers.grouped(here + after.refused() - before.refused()) + ", skipped "
                        + Numbers.grouped(report.conservation().skipped().rows()));
        console.out().flush();
    }

    private void flush(FeedClient client) throws FeedException {
        if (writer.count() > 0) {
            int length = writer.encode(frame, 0);
            underWay.put(++batches, rows);
            rows = new ArrayList<>();
            client.send(frame, 0, length);
        }
        sayAll();
    }

    private void sayAll() {
        for (String line = said.poll(); line != null; line = said.poll()) {
            say(line);
        }
    }

    private void say(String line) {
        fine = false;
        progress.clear();
        console.say(line);
    }

    /** The feed broke inside the reading of a file, which can only throw what is unchecked. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient FeedException cause;

        Broken(FeedException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private final class Rows implements ActivitySink {
        private final FeedClient client;
        private final String file;

        Rows(FeedClient client, String file) {
            this.client = client;
            this.file = file;
        }

        @Override
        public void activity(long line, Activity activity, long quantity, long amount) {
            progress.step();
            if (writer.count() == EngineLimits.MAX_COMMANDS || !writer.hasRoomFor(activity)) {
                try {
                    flush(client);
                } catch (FeedException broken) {
                    throw new Broken(broken);
                }
            }
            writer.add(activity);
            rows.add(new Row(file, line, activity.reference()));
        }

        @Override
        public void refused(Refusal refusal) {
            progress.step();
            refusal.messages().forEach(BinarySender.this::say);
        }
    }

    /** On the client's reading thread. */
    private final class Answers implements FeedListener {
        private long told;

        @Override
        public void verdict(long number, int index, Verdict verdict) {
            Row row = underWay.get(number).get(index);
            said.add(row.file() + ":" + row.line() + ": " + verdict.text() + ": " + row.reference()
                    + (verdict == Verdict.CONFLICT ? " was received before with other content" : " is refused"));
        }

        @Override
        public void acknowledged(long number) {
            while (told < number) {
                underWay.remove(++told);
            }
        }
    }
}
