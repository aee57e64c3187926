package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.ingest.ActivityJson;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends rows again that were refused: as they were, because a profile has changed since, or put right by a person. What becomes a
 * fact, or already is one, is marked as repaired at the desk. On a worker's thread, which it blocks.
 */
final class Repairs {
    private static final long MS_PER_DAY = 86_400_000L;

    /** What became of one. */
    record Outcome(
            Exceptional exception,
            String verdict,
            String source,
            String activity,
            String reason,
            List<String> details,
            List<ActivityResults.SetAside> setAside) {
        boolean isSettled() {
            return verdict.equals("accepted") || verdict.equals("duplicate");
        }
    }

    /** A row and the exception it is about. */
    record Row(Exceptional exception, List<String> cells) {}

    private final FrameSink frames;
    private final Commands commands;
    private final Reads reads;
    private long sequence;

    Repairs(FrameSink frames, Commands commands, Reads reads) {
        this.frames = frames;
        this.commands = commands;
        this.reads = reads;
    }

    /** Sequence of the last activity sent. */
    long sequence() {
        return sequence;
    }

    private static int today() {
        return (int) Math.floorDiv(System.currentTimeMillis(), MS_PER_DAY);
    }

    /** Reads rows by the profiles of their ingests, as they are now, and sends them. */
    List<Outcome> rows(List<Row> rows, String by) throws HttpProblem, InterruptedException {
        Map<String, List<Row>> byIngest = new LinkedHashMap<>();
        rows.forEach(row -> byIngest.computeIfAbsent(row.exception().field("ingest"), key -> new ArrayList<>())
                .add(row));
        List<Outcome> outcomes = new ArrayList<>();
        for (Map.Entry<String, List<Row>> ingest : byIngest.entrySet()) {
            outcomes.addAll(rowsOf(ingest.getKey(), ingest.getValue()));
        }
        settle(outcomes, by);
        return outcomes;
    }

    private List<Outcome> rowsOf(String ingest, List<Row> rows) throws HttpProblem, InterruptedException {
        Map<String, Object> report = report(ingest);
        String name = JsonText.text(report, "profile");
        String known = name.isEmpty() ? null : name;
        Profile profile = ReferenceRoutes.profile(
                known, reads.await(core -> ReferenceRoutes.profileText(core.desk(), known)), Profile.plain());
        Batch batch = new Batch(rows);
        try {
            new FileIngest(profile, JsonText.text(report, "feed"), today())
                    .read(
                            JsonText.texts(report, "columns"),
                            JsonText.texts(report, "datePatterns"),
                            rows.stream().map(Row::cells).toList(),
                            new IngestReport("row"),
                            batch);
        } catch (IngestException unfit) {
            throw new HttpProblem(422, String.join("; ", unfit.problems()));
        }
        batch.finish();
        return batch.outcomes;
    }

    private Map<String, Object> report(String ingest) throws HttpProblem, InterruptedException {
        String text = reads.await(core -> {
            Desk.Entry entry = core.desk().entry(DeskCollection.INGESTS, ingest);
            return entry == null ? "{}" : entry.text();
        });
        Map<String, Object> report = JsonText.object(text);
        if (JsonText.texts(report, "columns").isEmpty()) {
            throw new HttpProblem(
                    409,
                    "how the rows of the ingest " + ingest + " were laid out is not known"
                            + " — wait until it is done, or send the activity itself");
        }
        return report;
    }

    /** Sends one activity in place of what was refused. */
    Outcome activity(Exceptional exception, Map<String, Object> activity, String by)
            throws HttpProblem, InterruptedException {
        Batch batch = new Batch(List.of(new Row(exception, List.of())));
        ActivityJson reader = new ActivityJson();
        String text = JsonText.write(json -> ExceptionTexts.members(json, activity));
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            Activity made = reader.read(json, exception.field("feed"), today());
            if (made == null) {
                var faults = reader.faults();
                return refused(
                        exception,
                        faults.get(0).reason().code(),
                        faults.stream().map(Object::toString).toList());
            }
            batch.activity(1, made, 0, 0);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        batch.finish();
        settle(batch.outcomes, by);
        return batch.outcomes.get(0);
    }

    private static Outcome refused(Exceptional exception, String reason, List<String> details) {
        return new Outcome(exception, "refused", "", "", reason, details, List.of());
    }

    private void settle(List<Outcome> outcomes, String by) {
        List<java.util.concurrent.CompletableFuture<?>> kept = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            // what is set aside is derived: it is no exception any more once it counts
            if (outcome.isSettled() && !outcome.exception().id().startsWith(SetAsideSearch.PREFIX)) {
                String text = outcome.exception().settled(Exceptional.REPAIRED, by, "");
                kept.add(
                        commands.put(DeskCollection.REFUSED, outcome.exception().id(), text));
            }
        }
        kept.forEach(java.util.concurrent.CompletableFuture::join);
    }

    /** Rows of one ingest on their way into the core. The line of a row is its number, from 1. */
    private final class Batch implements ActivitySink {
        private final List<Row> rows;
        private final List<Outcome> outcomes = new ArrayList<>();
        private final Feeder feeder = new Feeder(frames, this::told);

        Batch(List<Row> rows) {
            this.rows = rows;
        }

        private Exceptional exception(long line) {
            return rows.get((int) line - 1).exception();
        }

        @Override
        public void activity(long line, Activity activity, long quantity, long amount) {
            try {
                feeder.add(activity, line);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new io.tidemark.gateway.command.Halted();
            }
        }

        @Override
        public void refused(Refusal refusal) {
            outcomes.add(Repairs.refused(
                    exception(refusal.line()),
                    refusal.reason().code(),
                    refusal.faults().stream().map(Object::toString).toList()));
        }

        private void told(SentRows sent, int index, Verdict verdict, List<ActivityResults.SetAside> setAside) {
            Activity activity = sent.activity(index);
            boolean known = verdict == Verdict.ACCEPTED || verdict == Verdict.DUPLICATE || verdict == Verdict.CONFLICT;
            outcomes.add(new Outcome(
                    exception(sent.line(index)),
                    known ? verdict.text() : "refused",
                    activity.source(),
                    activity.reference(),
                    known ? "" : verdict.text(),
                    List.of(),
                    setAside));
        }

        void finish() throws InterruptedException {
            feeder.finish();
            sequence = Math.max(sequence, feeder.sequence());
        }
    }
}
