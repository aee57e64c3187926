package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.command.Done;
import io.tidemark.gateway.command.Halted;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.http.FeedsDue;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploaded files, read one after the other on a thread of their own. A file that was taken is read even if the process ends
 * in between: its report at the desk says that it waits, and the next start goes on with it. Any thread may call.
 */
public final class Ingests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ingests.class);
    private static final int MOST_PROBLEMS = 50;
    private static final long MS_PER_DAY = 86_400_000L;

    private final FrameSink frames;
    private final Commands commands;
    private final Reads reads;
    private final Settings settings;
    private final IntakeMetrics metrics;
    private final Path folder;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, IngestRun> running = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "tidemark-ingest");
        made.setDaemon(true);
        return made;
    });

    /** @param folder holds the files that wait */
    public Ingests(
            FrameSink frames, Commands commands, Reads reads, Settings settings, IntakeMetrics metrics, Path folder) {
        this.frames = frames;
        this.commands = commands;
        this.reads = reads;
        this.settings = settings;
        this.metrics = metrics;
        this.folder = folder;
    }

    /** Goes on with the files of an earlier run; once, when the core has recovered. Blocks for a read. */
    public void resume() throws HttpProblem, InterruptedException {
        List<Desk.Entry> open = reads.await(core -> {
            List<Desk.Entry> entries = new ArrayList<>();
            for (Desk.Entry entry : core.desk().entries(DeskCollection.INGESTS)) {
                if (entry.text().startsWith("{\"ingest\":\"" + entry.id() + "\",\"state\":\"" + Ingest.QUEUED + "\"")) {
                    entries.add(entry);
                }
            }
            return entries;
        });
        sweep(open.stream().map(entry -> path(entry.id())).collect(Collectors.toSet()));
        for (Desk.Entry entry : open) {
            Ingest ingest = Ingest.read(JsonText.object(entry.text()));
            waiting.incrementAndGet();
            LOG.info("going on with the file {} of feed {}", ingest.file(), ingest.feed());
            queue(ingest);
        }
    }

    /** Deletes what a process left that ended in the middle of an upload, or before it had deleted a file it had read. */
    private void sweep(Set<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !wanted.contains(file)).toList()) {
                LOG.info("deleting {}: an upload that did not end, or is read", file);
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            LOG.warn("uploads that did not end could not be deleted", failed);
        }
    }

    Path path(String id) {
        return folder.resolve(id + ".csv");
    }

    /** Makes room for one more file, or says that there is none. */
    void reserve() throws HttpProblem {
        if (waiting.incrementAndGet() > settings.count(Setting.WAITING_INGESTS)) {
            waiting.decrementAndGet();
            throw HttpProblem.noRoom("too many files wait to be read — send it again later")
                    .header("retry-after", "10");
        }
    }

    /** Gives back what {@link #reserve} took, where no file came. */
    void release() {
        waiting.decrementAndGet();
    }

    /** Takes a file whose bytes lie at {@link #path}; done when the journal knows of it. */
    CompletableFuture<Done> take(Ingest ingest) {
        String text = JsonText.write(json -> ingest.write(json, Ingest.QUEUED));
        return commands.put(DeskCollection.INGESTS, ingest.id(), text).thenApply(done -> {
            queue(ingest);
            return done;
        });
    }

    private void queue(Ingest ingest) {
        thread.execute(() -> {
            try {
                ingest(ingest);
            } catch (InterruptedException stopping) {
                // the next start goes on with the file
                Thread.currentThread().interrupt();
            } catch (RuntimeException | HttpProblem broken) {
                LOG.error("the file {} of feed {} could not be read", ingest.file(), ingest.feed(), broken);
            } finally {
                waiting.decrementAndGet();
                running.remove(ingest.id());
            }
        });
    }

    private void ingest(Ingest ingest) throws InterruptedException, HttpProblem {
        Path path = path(ingest.id());
        IngestRun run = new IngestRun(ingest, path, frames, commands, reads, settings.count(Setting.KEPT_REFUSALS));
        running.put(ingest.id(), run);
        List<String> problems = List.of();
        Schedule expected = null;
        try {
            String name = ingest.profile().isEmpty() ? null : ingest.profile();
            Profile profile = ReferenceRoutes.profile(
                    name, reads.await(core -> ReferenceRoutes.profileText(core.desk(), name)), Profile.plain());
            expected = profile.expected();
            int today = (int) Math.floorDiv(System.currentTimeMillis(), MS_PER_DAY);
            run.run(profile, today);
        } catch (IngestException unreadable) {
            String file = ingest.file().isEmpty() ? "file" : ingest.file();
            problems = unreadable.problems().stream()
                    .limit(MOST_PROBLEMS)
                    .map(text -> text.replace(path.toString(), file))
                    .toList();
        } catch (HttpProblem wrong) {
            problems = List.of(wrong.getMessage());
        } catch (Halted halted) {
            throw halted;
        } catch (RuntimeException broken) {
            LOG.error("the file {} of feed {} could not be read", ingest.file(), ingest.feed(), broken);
            problems = List.of("the file could not be read — the server's log says why");
        }
        finish(ingest, run, expected, problems);
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            LOG.warn("a file that was read could not be deleted", failed);
        }
    }

    private void finish(Ingest ingest, IngestRun run, Schedule expected, List<String> problems)
            throws InterruptedException, HttpProblem {
        IngestRun.Counts counts = run.counts();
        metrics.activities(counts.accepted(), counts.rows());
        for (IngestRun.Exception exception : run.exceptions()) {
            commands.put(DeskCollection.REFUSED, ingest.id() + "/" + exception.key(), exception.text());
        }
        Map<Integer, List<String>> names = reads.await(ActivityResults::names);
        String before = watermark(ingest.feed());
        String after = run.lastDay() == null ? before : later(before, run.lastDay());
        String report = JsonText.write(json -> {
            ingest.write(json, problems.isEmpty() ? Ingest.DONE : Ingest.FAILED);
            run.write(json, names);
            watermark(json, before, after);
            if (!problems.isEmpty()) {
                json.writeArrayFieldStart("problems");
                for (String problem : problems) {
                    json.writeString(problem);
                }
                json.writeEndArray();
            }
        });
        String feed = JsonText.write(json -> {
            json.writeStringField("feed", ingest.feed());
            json.writeStringField("profile", ingest.profile());
            json.writeStringField("ingest", ingest.id());
            json.writeStringField("watermark", after);
            if (expected != null) {
                FeedsDue.write(json, expected);
            }
        });
        commands.put(DeskCollection.FEEDS, ingest.feed(), feed);
        commands.put(DeskCollection.INGESTS, ingest.id(), report).join();
    }

    private String watermark(String feed) throws HttpProblem, InterruptedException {
        return reads.await(core -> {
            Desk.Entry entry = core.desk().entry(DeskCollection.FEEDS, feed);
            return entry == null ? "" : JsonText.text(JsonText.object(entry.text()), "watermark");
        });
    }

    private static String later(String before, LocalDate day) {
        String text = day.toString();
        return before.compareTo(text) > 0 ? before : text;
    }

    private static void watermark(JsonGenerator json, String before, String after) throws IOException {
        if (!after.isEmpty()) {
            json.writeObjectFieldStart("watermark");
            if (!before.isEmpty()) {
                json.writeStringField("from", before);
            }
            json.writeStringField("to", after);
            json.writeEndObject();
        }
    }

    /** What is known of an ingest now, a JSON object. */
    String report(Desk.Entry entry) {
        IngestRun run = running.get(entry.id());
        if (run == null) {
            return entry.text();
        }
        Map<String, Object> object = JsonText.object(entry.text());
        if (!JsonText.text(object, "state").equals(Ingest.QUEUED)) {
            return entry.text();
        }
        return JsonText.write(json -> {
            Ingest.read(object).write(json, Ingest.RUNNING);
            run.counts().write(json);
        });
    }

    /** Files that wait or are being read. */
    public int waiting() {
        return waiting.get();
    }

    /** Interrupts the file in work; it and those that wait are read at the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
