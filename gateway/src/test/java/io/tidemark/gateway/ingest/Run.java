package io.tidemark.gateway.ingest;

import io.tidemark.engine.activity.Activity;
import io.tidemark.gateway.language.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A file read from first row to last, and everything that came of it, for tests. */
final class Run implements ActivitySink {
    static final int TODAY = (int) LocalDate.of(2020, 6, 15).toEpochDay();

    final List<Activity> activities = new ArrayList<>();
    final List<Long> lines = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    IngestReport report;

    static Profile profile(String yaml) {
        Problems problems = new Problems();
        Profile profile = ProfileReader.read("profile.yaml", yaml, problems);
        if (profile == null) {
            throw new AssertionError(problems.toString());
        }
        return profile;
    }

    static Run of(Profile profile, String text) {
        return of(profile, text.getBytes(StandardCharsets.UTF_8));
    }

    static Run of(Profile profile, String text, Charset charset) {
        return of(profile, text.getBytes(charset));
    }

    static Run of(Profile profile, byte[] bytes) {
        try {
            return read(profile, bytes);
        } catch (IngestException refused) {
            throw new AssertionError(refused.getMessage(), refused);
        }
    }

    /** As {@link #of}, for files that may be refused as a whole. */
    static Run read(Profile profile, byte[] bytes) throws IngestException {
        try {
            Path file = Files.createTempFile("pos", ".csv");
            try {
                Files.write(file, bytes);
                return read(profile, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Run read(Profile profile, Path file) throws IngestException {
        Run run = new Run();
        run.report = new IngestReport(file.toString());
        new FileIngest(profile, "pos", TODAY).read(file, run.report, run);
        return run;
    }

    /** The message with which the file is refused as a whole, its temporary name taken out. */
    static String refusal(Profile profile, String text) {
        return refusal(profile, text.getBytes(StandardCharsets.UTF_8));
    }

    static String refusal(Profile profile, byte[] bytes) {
        try {
            read(profile, bytes);
        } catch (IngestException refused) {
            return refused.getMessage().replaceAll("(?m)^\\S*?pos\\d+\\.csv", "pos.csv");
        }
        throw new AssertionError("the file was read, though it should be refused");
    }

    /** What the sender of the text is answered. */
    static String reply(String text) {
        return reply(Profile.plain(), text);
    }

    static String reply(Profile profile, String text) {
        try {
            Path file = Files.createTempFile("pos", ".edi");
            Run run = new Run();
            run.report = new IngestReport(file.toString());
            try {
                Files.writeString(file, text);
                new FileIngest(profile, "pos", TODAY).read(file, run.report, run);
            } catch (IngestException refused) {
                assert !refused.problems().isEmpty();
            } finally {
                Files.delete(file);
            }
            return run.report.reply();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void activity(long line, Activity activity, long quantity, long amount) {
        lines.add(line);
        activities.add(activity);
        report.verdict(Verdict.ACCEPTED, quantity, amount);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    /** {@code line: reason: column X: what — right}, for every fault of every refused row. */
    List<String> refused() {
        return refusals.stream()
                .flatMap(refusal -> refusal.messages().stream()
                        .map(message -> message.substring(refusal.file().length() + 1)))
                .toList();
    }

    List<String> ids() {
        return activities.stream().map(Activity::id).toList();
    }

    /** A short line for each activity: id, kind, date, quantity, amount, roles, fields. */
    List<String> table() {
        return activities.stream()
                .map(a -> String.join(
                        " ",
                        a.reference(),
                        a.kind(),
                        LocalDate.ofEpochDay(a.date()).toString(),
                        number(a.quantity()),
                        number(a.amount()),
                        new TreeMap<>(a.roles()).toString(),
                        new TreeMap<>(a.fields()).toString()))
                .toList();
    }

    private static String number(Long units) {
        return units == null ? "-" : io.tidemark.engine.Fixed.format(units);
    }
}
