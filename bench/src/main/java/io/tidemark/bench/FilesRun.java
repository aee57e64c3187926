package io.tidemark.bench;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.MappedRow;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.ProfileReader;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.gateway.language.Problems;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * R1 as files, from the file to the scored state: CSV, lines of JSON, a workbook, an X12 867. Round by round in turn what a
 * parser's library alone takes, reading to activities, and reading with scoring on the same thread; processor time of that
 * thread, the median of the rounds after the first two. After each scoring the rows accepted and duplicate and the hash of all standings are
 * compared with those of the same transactions as frames. Arguments: {@code rows rounds forms}, forms such as {@code csv,x12}.
 */
public final class FilesRun {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TODAY = (int) (R1.NOW_MS / 86_400_000L);

    /** A pass over a file; answers how many rows it met. */
    private interface Pass {
        long rows(Path file) throws Exception;
    }

    private interface Opened {
        R1Files file(Path file) throws IOException;
    }

    private record Form(String name, String parser, Opened writer, String profile, Pass alone) {}

    private static final List<Form> FORMS = List.of(
            new Form("csv", "fastcsv", R1Files.Csv::new, "", FileLibraries::fastcsv),
            new Form("ndjson", "Jackson", R1Files.Lines::new, "", FileLibraries::jackson),
            new Form("xlsx", "fastexcel-reader", R1Files.Sheet::new, "", FileLibraries::fastexcel),
            new Form("x12", "staedi", R1Files.Resale::new, R1Files.Resale.PROFILE, FileLibraries::staedi));

    private final R1 workload;
    private final int rounds;
    private final long expectedHash;
    private final long expectedAccepted;

    private FilesRun(R1 workload, int rounds) {
        this.workload = workload;
        this.rounds = rounds;
        ScoringCore core = workload.newCore();
        long accepted = 0;
        for (byte[] frame : workload.frames()) {
            core.apply(new UnsafeBuffer(frame), 0, frame.length);
            for (int k = 0; k < core.outcome().count(); k++) {
                accepted += core.outcome().verdict(k) == Verdict.ACCEPTED ? 1 : 0;
            }
        }
        this.expectedHash = core.standingsHash();
        this.expectedAccepted = accepted;
    }

    public static void main(String... arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        List<String> wanted = List.of((arguments.length > 2 ? arguments[2] : "csv,ndjson,xlsx,x12").split(","));
        Path folder = Files.createTempDirectory("files-run");
        List<Form> forms =
                FORMS.stream().filter(form -> wanted.contains(form.name())).toList();
        List<R1Files> files = new ArrayList<>();
        for (Form form : forms) {
            files.add(form.writer().file(folder.resolve(form.name())));
        }
        R1 workload = new R1(rows, activity -> files.forEach(file -> file.addUnchecked(activity)));
        for (R1Files file : files) {
            file.close();
        }
        FilesRun run = new FilesRun(workload, rounds);
        System.out.println(
                "| form | bytes a row | library alone, rows/s | read, rows/s | of the library's | read, ns | frames, ns |"
                        + " core, ns | scored, rows/s |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Form form : forms) {
            run.measure(form, folder.resolve(form.name()));
            Files.delete(folder.resolve(form.name()));
        }
        Files.delete(folder);
    }

    private void measure(Form form, Path file) throws Exception {
        Profile profile = form.profile().isEmpty()
                ? Profile.plain()
                : ProfileReader.read("profile.yaml", form.profile(), new Problems());
        double[][] ns = new double[4][rounds];
        for (int round = 0; round < rounds; round++) {
            ns[0][round] = time(form.alone(), file);
            ns[1][round] = time(path -> read(profile, path), file);
            ns[2][round] = time(path -> score(profile, path), file);
            ns[3][round] = time(path -> core(), file);
        }
        double alone = median(ns[0]);
        double read = median(ns[1]);
        double scored = median(ns[2]);
        double core = median(ns[3]);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %,.0f (%s) | %,.0f | %.2f | %,.0f | %,.0f | %,.0f | %,.0f |%n",
                form.name(),
                Files.size(file) / workload.transactions(),
                1e9 / alone,
                form.parser(),
                1e9 / read,
                alone / read,
                read,
                scored - read - core,
                core,
                1e9 / scored);
    }

    private double median(double[] ns) {
        double[] measured = Arrays.copyOfRange(ns, Math.min(2, rounds - 1), rounds);
        Arrays.sort(measured);
        return measured[measured.length / 2];
    }

    private double time(Pass pass, Path file) throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        long rows = pass.rows(file);
        long took = THREADS.getCurrentThreadCpuTime() - before;
        if (rows != workload.transactions()) {
            throw new IllegalStateException("met " + rows + " rows of " + workload.transactions());
        }
        return took / (double) rows;
    }

    private static long read(Profile profile, Path file) throws Exception {
        long[] rows = {0};
        new FileIngest(profile, "pos", TODAY).read(file, new IngestReport("file"), new Taken() {
            @Override
            public void row(long line, MappedRow row, long quantity, long amount) {
                rows[0]++;
            }
        });
        return rows[0];
    }

    private long score(Profile profile, Path file) throws Exception {
        FileHost host = new FileHost();
        IngestReport report = new IngestReport("file");
        new FileIngest(profile, "pos", TODAY).read(file, report, new Taken() {
            @Override
            public void row(long line, MappedRow row, long quantity, long amount) {
                host.row(row);
            }
        });
        host.flush();
        if (host.accepted() != expectedAccepted || host.core().standingsHash() != expectedHash) {
            throw new IllegalStateException("the standings are not those that the same transactions make as frames: "
                    + host.accepted() + " accepted of " + expectedAccepted);
        }
        return report.conservation().read().rows();
    }

    /** The core alone, over frames made beforehand. */
    private long core() {
        ScoringCore core = workload.newCore();
        for (byte[] frame : workload.frames()) {
            core.apply(new UnsafeBuffer(frame), 0, frame.length);
        }
        return workload.transactions();
    }

    private abstract static class Taken implements ActivitySink {
        @Override
        public void activity(long line, Activity activity, long quantity, long amount) {
            throw new IllegalStateException("a file has rows");
        }

        @Override
        public void refused(Refusal refusal) {
            throw new IllegalStateException(String.join("; ", refusal.messages()));
        }
    }
}
