package io.tidemark.tools.cli;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.program.Program;
import io.tidemark.gateway.ingest.AssignmentFiles;
import io.tidemark.gateway.ingest.DecisionFiles;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.GivenFiles;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.ReferenceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the whole engine over files, in process: programs and reference files first, then every POS file, streamed.
 * Memory grows with the facts kept, not with what is read at once. One thread.
 */
public final class ScoreRun {
    private static final long MS_PER_DAY = 86_400_000L;

    private final Console console;
    private final Facts facts;
    private final List<Program> programs;
    private final LocalHost host;
    private final Progress progress;
    private final RefusalPrinter refusals;
    private final List<IngestReport> reports = new ArrayList<>();

    /**
     * Reads the programs.
     *
     * @throws Failure where one has errors
     */
    public ScoreRun(Console console, Facts facts) throws Failure {
        this(console, facts, InputFiles.programs(facts.programs(), console));
    }

    /** Runs under programs that were read already; {@code facts.programs()} is not looked at. */
    public ScoreRun(Console console, Facts facts, List<Program> programs) {
        this.console = console;
        this.facts = facts;
        this.programs = programs;
        this.host = new LocalHost(EngineLimits.DEFAULT, facts.receivedMs());
        this.progress = new Progress(console);
        this.refusals = new RefusalPrinter(console, progress);
    }

    public List<Program> programs() {
        return programs;
    }

    /**
     * Reads every file and settles the core. What cannot be read is said on standard error, and the rest goes on.
     *
     * @throws Failure where a profile cannot be read, or the product lost or invented a row
     */
    public void load() throws Failure {
        Profile profile = InputFiles.profile(facts.profile(), Profile.plain());
        publish();
        if (!facts.referencesLast()) {
            references();
        }
        files(profile, facts.files(), facts.feed());
        if (facts.referencesLast()) {
            references();
        }
        finish();
    }

    /** Reads the reference files; part of {@link #load}, for callers that go step by step. */
    public void references() throws Failure {
        List<Profile> participants =
                InputFiles.profiles(facts.participantsProfiles(), ReferenceFiles.plainParticipants());
        List<Profile> products = InputFiles.profiles(facts.productsProfiles(), ReferenceFiles.plainProducts());
        ReferenceLoader loader = new ReferenceLoader(host, refusals, console);
        loader.participants(facts.participants(), participants);
        loader.products(facts.products(), products);
        loader.xref(facts.xref());
        loader.rows("targets", facts.given().targets(), GivenFiles.plainTargets(), GivenFiles::targets);
        loader.rows("assignments", facts.given().assignments(), AssignmentFiles.plain(), AssignmentFiles::read);
        loader.rows("statuses", facts.given().statuses(), GivenFiles.plainStatuses(), GivenFiles::statuses);
        loader.rows(
                "decisions",
                facts.given().decisions(),
                DecisionFiles.plain(),
                (path, profile, sink) -> DecisionFiles.read(path, profile, facts.feed(), sink));
    }

    /** Publishes the programs; part of {@link #load}, for callers that go step by step. */
    public void publish() {
        programs.forEach(host::publish);
    }

    /** Reads POS files of one feed and one layout. */
    public void files(Profile profile, List<Path> files, String feed) throws Failure {
        FileIngest ingest = new FileIngest(profile, feed, (int) Math.floorDiv(facts.receivedMs(), MS_PER_DAY));
        FeedLoader loader = new FeedLoader(host, feed, programs, refusals, progress);
        for (Path file : files) {
            IngestReport report = new IngestReport(file.toString());
            reports.add(report);
            try {
                loader.load(ingest, file, report);
            } catch (IngestException failed) {
                refusals.unreadable(failed);
            }
            checkNothingVanished(report);
        }
    }

    private static void checkNothingVanished(IngestReport report) throws Failure {
        List<String> differences = report.conservation().differences();
        if (!differences.isEmpty()) {
            List<String> sentences = new ArrayList<>();
            sentences.add("internal error: the rows of " + report.file()
                    + " do not add up; the standings would be wrong and are not shown");
            sentences.addAll(differences);
            throw new Failure(Exit.ENVIRONMENT, sentences);
        }
    }

    /** Does all pending work, so that standings are a function of the facts. */
    public void finish() {
        host.settle();
    }

    public ScoringCore core() {
        return host.core();
    }

    /** What it runs on, for callers that go step by step. */
    LocalHost host() {
        return host;
    }

    /** What became of each POS file, in the order in which they were read. */
    public List<IngestReport> reports() {
        return reports;
    }

    /** Whether a row was refused or conflicts, or a file could not be read. */
    public boolean inputIsAtFault() {
        return refusals.anything();
    }
}
