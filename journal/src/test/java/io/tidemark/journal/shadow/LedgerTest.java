package io.tidemark.journal.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.journal.Batch;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.JournalSettings.Store;
import io.tidemark.journal.Shop;
import io.tidemark.journal.chronicle.LedgerQueue;
import io.tidemark.journal.pipeline.RunJournal;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Journals;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.shadow.LedgerEntry.Chained;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger: everything that ever moved a rule's value, once, however often and from wherever it is exported. */
class LedgerTest {
    private static final EngineLimits LIMITS = new EngineLimits(512, 100_000, 100_000, 100);
    private static final long MS_PER_DAY = 86_400_000L;

    @TempDir
    private Path temp;

    private FrameClock clock = new FrameClock(0);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);

    private Path data() {
        return temp.resolve("data");
    }

    private List<byte[]> written(Consumer<CommandFrames> what) {
        List<byte[]> all = new ArrayList<>();
        what.accept(new CommandFrames(buffer, length -> all.add(Arrays.copyOf(buffer.byteArray(), length))));
        return all;
    }

    /** Programs first, then facts in the order in which they come, then the programs again and what they make anew. */
    private List<byte[]> frames(Scenario scenario) {
        List<byte[]> all = new ArrayList<>(written(frames -> scenario.programs().forEach(frames::publish)));
        for (Fact fact : scenario.facts()) {
            if (fact instanceof Fact.Act act) {
                ActivityFrameWriter writer = new ActivityFrameWriter();
                writer.add(act.activity());
                all.add(Arrays.copyOf(buffer.byteArray(), writer.encode(buffer, 0)));
            } else if (fact instanceof Fact.Person person) {
                all.addAll(written(frames -> frames.participants(List.of(person.row()))));
            } else if (fact instanceof Fact.Item item) {
                all.addAll(written(frames -> frames.products(List.of(item.row()))));
            }
        }
        int half = all.size() / 2;
        all.addAll(half, written(frames -> scenario.programs().forEach(frames::publish)));
        for (int k = 0; k < 20; k++) {
            all.addAll(written(CommandFrames::tick));
        }
        return all;
    }

    /** A run of these frames, as the service writes it. */
    private void write(List<byte[]> frames, int today) {
        clock.advance(today * MS_PER_DAY);
        try (DataFolder folder = DataFolder.open(data())) {
            RunJournal run =
                    Journals.begin(folder, new JournalSettings(Store.FILE, 512 * 1024, 0), clock.timestampMs());
            Batch batch = new Batch(run.journal().maxRecord());
            run.journal().append(batch.mark(Batch.Kind.OPENED, run.run(), clock.sequence()), clock.timestampMs());
            for (byte[] frame : frames) {
                UnsafeBuffer bytes = new UnsafeBuffer(frame);
                long first = clock.stamp(bytes, 0);
                batch.clear();
                batch.add(bytes, 0, frame.length, first, clock.sequence());
                run.journal().append(batch.frames(run.run(), first - 1), clock.timestampMs());
            }
            run.journal().append(batch.mark(Batch.Kind.CLOSED, run.run(), clock.sequence()), clock.timestampMs());
            run.journal().close();
        }
    }

    private LedgerExport.Report export(Path into) {
        try (DataFolder folder = DataFolder.open(data())) {
            return LedgerExport.run(folder, LIMITS, into);
        }
    }

    private static List<Chained> entries(Path ledger) {
        List<Chained> all = new ArrayList<>();
        try (LedgerQueue queue = new LedgerQueue(ledger.resolve("postings"))) {
            for (Chained entry = queue.next(); entry != null; entry = queue.next()) {
                all.add(entry);
            }
        }
        return all;
    }

    private static void deleteCheckpoint(Path ledger) throws IOException {
        try (Stream<Path> files = Files.list(ledger.resolve("snapshots"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private ScoringCore replayed() {
        try (DataFolder folder = DataFolder.open(data())) {
            ScoringCore core = new ScoringCore(LIMITS);
            new Recovery(core, sequence -> {}).replay(folder.runs());
            return core;
        }
    }

    /** What the entries add up to, by standing and rule; each begins where the one before ended. */
    private static Map<List<String>, BigInteger> sums(List<Chained> entries) {
        Map<List<String>, BigInteger> values = new HashMap<>();
        for (Chained chained : entries) {
            LedgerEntry entry = chained.entry();
            LedgerEntry.Subject subject = entry.subject();
            List<String> key = List.of(
                    subject.program(),
                    subject.track(),
                    subject.participant(),
                    subject.period(),
                    entry.posting().rule());
            BigInteger before = values.getOrDefault(key, BigInteger.ZERO);
            assertThat(entry.posting().before()).as(chained.toString()).isEqualTo(before);
            values.put(key, entry.posting().after());
        }
        return values;
    }

    private static BigInteger sum(Map<List<String>, BigInteger> values, String... of) {
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<List<String>, BigInteger> entry : values.entrySet()) {
            if (entry.getKey().subList(0, of.length).equals(List.of(of))) {
                sum = sum.add(entry.getValue());
            }
        }
        return sum;
    }

    private static int assertSumsAreStandings(ScoringCore core, List<Chained> entries) {
        Map<List<String>, BigInteger> values = sums(entries);
        int standings = 0;
        for (ProgramInstance program : core.programs()) {
            for (TrackInstance track : program.tracks()) {
                StandingTable table = track.standings();
                for (int row = 0; row < table.count() && !track.looksBack(); row++, standings++) {
                    String participant = track.track().kind() + ":"
                            + core.facts().participants.id(table.participant(row));
                    String period = program.calendar().id(table.period(row));
                    assertThat(sum(values, program.program().id(), track.track().name(), participant, period))
                            .as(participant + " in " + period)
                            .isEqualTo(table.exactPoints(row));
                }
            }
        }
        return standings;
    }

    @Test
    void shouldAddUpToTheStandingsHoweverItIsExported() throws IOException {
        int standings = 0;
        for (int seed = 0; seed < 30 || standings <= 50 && seed < 100; seed++) {
            temp = Files.createDirectories(temp.resolve("next"));
            clock = new FrameClock(0);
            Scenario scenario = Scenario.random(new Random(seed), Options.IN_ORDER.withFacts(150));
            List<byte[]> frames = frames(scenario);
            Path inPieces = temp.resolve("in-pieces");
            int third = frames.size() / 3;
            write(frames.subList(0, third), scenario.today());
            export(inPieces);
            write(frames.subList(third, 2 * third), scenario.today());
            export(inPieces);
            write(frames.subList(2 * third, frames.size()), scenario.today() + 1);
            LedgerExport.Report last = export(inPieces);
            Path atOnce = temp.resolve("at-once");
            LedgerExport.Report whole = export(atOnce);
            List<Chained> entries = entries(atOnce);
            assertThat(entries).as("seed " + seed).isEqualTo(entries(inPieces)).hasSize((int) whole.entries());
            assertThat(last.checked()).isZero();
            assertThat(last.sequence()).isEqualTo(clock.sequence());
            standings += assertSumsAreStandings(replayed(), entries);
            assertThat(export(atOnce).fresh()).as("nothing is new").isZero();
        }
        assertThat(standings).isGreaterThan(50);
    }

    @Test
    void shouldSayAgainWhatNoCheckpointVouchesForAndRefuseWhatIsOtherwise() throws IOException {
        write(List.of(Shop.publish(), Shop.sales(1, 30), Shop.sales(2, 30)), Shop.TODAY);
        Path ledger = temp.resolve("ledger");
        LedgerExport.Report report = export(ledger);
        assertThat(report.fresh()).isGreaterThan(20);
        deleteCheckpoint(ledger);
        LedgerExport.Report again = export(ledger);
        assertThat(again.fresh()).isZero();
        assertThat(again.checked()).isEqualTo(report.entries());
        Path other = temp.resolve("other");
        Files.createDirectories(other);
        copyChanged(ledger, other);
        assertThatThrownBy(() -> export(other))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("entry 7 is ");
    }

    /** A ledger with another seventh entry, in all else as good. */
    private static void copyChanged(Path from, Path to) {
        try (LedgerQueue queue = new LedgerQueue(to.resolve("postings"))) {
            for (Chained entry : entries(from)) {
                LedgerEntry was = entry.entry();
                long at = entry.number() == 7 ? was.at() + 1 : was.at();
                queue.append(
                        new Chained(
                                new LedgerEntry(at, was.subject(), was.posting()),
                                entry.number(),
                                entry.previous(),
                                entry.chain()),
                        0);
            }
        }
    }
}
