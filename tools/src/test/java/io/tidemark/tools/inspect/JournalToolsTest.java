package io.tidemark.tools.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import io.tidemark.journal.Batch;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.JournalSettings.Store;
import io.tidemark.journal.pipeline.RunJournal;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Journals;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.tools.cli.Cli;
import io.tidemark.tools.service.ServingAccess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the journal's tools show of a folder, whole and damaged, as files and as archives. */
class JournalToolsTest {
    private static final long DAY = 86_400_000L;
    private static final int TODAY = (int) LocalDate.of(2026, 3, 31).toEpochDay();
    private static final String PROGRAM = """
            program: first
            name: First
            periods: { every: quarter, close: manual } # what comes later moves the board that is replayed
            measures:
              volume: { sum: amount }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules:
                  base: { rate: { by: volume, points: 1, per: 100 } }
            boards:
              reps: { track: reps, rank: points }
            """;

    @TempDir
    private Path temp;

    private final FrameClock clock = new FrameClock(0);
    private RunJournal run;
    private Batch batch;

    private Path data() {
        return temp.resolve("data");
    }

    private Cli.Result journal(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("journal"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", data()));
        return Cli.run(all.toArray());
    }

    /** Two runs: a program, rows and sales of three days, and a correction; then a start that ends the second. */
    private void write(Store store) throws IOException {
        clock.advance(TODAY * DAY);
        run(store, true, () -> {
            commands(frames -> frames.publish(program()));
            commands(frames -> frames.participants(List.of(new ParticipantRow(
                    "distributor-rep",
                    "ann",
                    Integer.MIN_VALUE,
                    "Ann Lee",
                    "",
                    "",
                    Integer.MIN_VALUE,
                    Integer.MAX_VALUE,
                    new TreeMap<>()))));
            commands(frames -> frames.products(List.of(new ProductRow("PUMP", Integer.MIN_VALUE, new TreeMap<>()))));
            commands(frames -> frames.put(DeskCollection.PROFILES, "mine", "secret"));
            sales(List.of(sale("S1", "ann", 100), sale("S2", "ben", 200)));
        });
        run(store, false, () -> {
            clock.advance(clock.timestampMs() + DAY);
            sales(List.of(sale("S3", "ben", 50)));
            clock.advance(clock.timestampMs() + DAY);
            sales(List.of(corrected("S1", "ann", 500)));
            commands(CommandFrames::tick);
        });
        ended();
    }

    private static Program program() {
        return ProgramReader.read("first.yaml", PROGRAM, new Problems());
    }

    private interface Writing {
        void write();
    }

    private void run(Store store, boolean close, Writing writing) {
        ended();
        try (DataFolder folder = DataFolder.open(data())) {
            run = Journals.begin(folder, new JournalSettings(store, 512 * 1024, 0), clock.timestampMs());
            batch = new Batch(run.journal().maxRecord());
            run.journal().append(batch.mark(Batch.Kind.OPENED, run.run(), clock.sequence()), clock.timestampMs());
            writing.write();
            if (close) {
                run.journal().append(batch.mark(Batch.Kind.CLOSED, run.run(), clock.sequence()), clock.timestampMs());
            }
            run.journal().close();
        }
    }

    /** As a start does with the runs before it. */
    private void ended() {
        try (DataFolder folder = DataFolder.open(data())) {
            Recovery recovery = new Recovery(new io.tidemark.engine.ScoringCore(EngineLimits.DEFAULT), sequence -> {});
            recovery.replay(folder.runs());
            recovery.endRuns();
        }
    }

    private void commands(Consumer<CommandFrames> what) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        what.accept(new CommandFrames(buffer, length -> append(buffer, length)));
    }

    private void sales(List<Activity> activities) {
        ActivityFrameWriter writer = new ActivityFrameWriter();
        activities.forEach(writer::add);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        append(buffer, writer.encode(buffer, 0));
    }

    private void append(UnsafeBuffer frame, int length) {
        long safe = clock.sequence();
        long first = clock.stamp(frame, 0);
        batch.clear();
        batch.add(frame, 0, length, first, clock.sequence());
        run.journal().append(batch.frames(run.run(), safe), clock.timestampMs());
    }

    private static Activity sale(String id, String rep, long amount) {
        return activity(id, Activity.Function.ORIGINAL, Activity.NO_REVISION, rep, amount);
    }

    private static Activity corrected(String id, String rep, long amount) {
        return activity(id, Activity.Function.CORRECT, 1, rep, amount);
    }

    private static Activity activity(String id, Activity.Function function, int revision, String rep, long amount) {
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", rep);
        roles.put("fitter", "f-1");
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("territory", "north east");
        fields.put("cost", "12.5");
        fields.put("memo", "née \"x\"");
        return new Activity(
                "pos",
                id,
                "7",
                function,
                revision,
                "sale",
                TODAY - 3,
                roles,
                "PUMP",
                Fixed.ONE,
                amount * Fixed.ONE,
                "USD",
                "",
                fields);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldDumpRecordsAndCommandsOneALine(Store store) throws IOException {
        write(store);
        Cli.Result all = journal("dump");
        assertThat(all.status()).isZero();
        assertThat(all.out())
                .contains("  run 1 begins behind sequence 0")
                .contains("  run 1 ended in order behind sequence 6")
                .contains("  1  2026-03-31T00:00:00Z  publish a program, part 1 of 1")
                .contains("  2  2026-03-31T00:00:00Z  participant distributor-rep:ann name=\"Ann Lee\"")
                .contains("  3  2026-03-31T00:00:00Z  product PUMP")
                .contains("  4  2026-03-31T00:00:00Z  put into profiles mine, part 1 of 1, 6 bytes")
                .contains(
                        "  5  2026-03-31T00:00:00Z  sale pos:S1/7 of 2026-03-28 sku=PUMP quantity=1 amount=100 currency=USD"
                                + " fitter=f-1 rep=ann cost=12.5 memo=\"née \"x\"\" territory=\"north east\"")
                .contains("  8  2026-04-02T00:00:00Z  sale pos:S1/7 correct revision 1")
                .contains("  9  2026-04-02T00:00:00Z  tick")
                .doesNotContain("secret");
        assertThat(journal("dump", "--from", "6", "--to", "7").out().lines())
                .filteredOn(line -> line.startsWith("  "))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldReplayToAPointAndShowTheBoardAsItStood(Store store) throws IOException {
        write(store);
        Cli.Result then = journal("replay", "--until", "7", "--board", "first/reps", "--period", "2026-Q1");
        assertThat(then.status()).isZero();
        assertThat(then.out())
                .contains("sequence 7\n")
                .containsPattern("1 +distributor-rep:ben +2.5")
                .containsPattern("2 +Ann Lee +distributor-rep:ann +1\n");
        Cli.Result now = journal("replay", "--board", "first/reps");
        assertThat(now.out()).contains("sequence 9\n").containsPattern("1 +Ann Lee +distributor-rep:ann +5\n");
        assertThat(journal("replay", "--until", "2026-03-31").out()).contains("sequence 6\n");
        assertThat(journal("replay", "--until", "2026-04-01T00:00:00Z").out()).contains("sequence 7\n");
        assertThat(journal("replay", "--until", "5").out())
                .as("frames are whole")
                .contains("sequence 4\n");
        assertThat(journal("replay", "--until", "noon").status()).isEqualTo(2);
        assertThat(journal("replay", "--board", "second/reps").status()).isEqualTo(2);
        assertThat(journal("hash").out())
                .isEqualTo(now.out()
                        .lines()
                        .filter(line -> line.matches("(sequence|.*-hash) .*"))
                        .reduce("", (one, other) -> one + other + "\n"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldExportWhatSendTakesInAgain(Store store) throws Exception {
        write(store);
        Path frames = temp.resolve("frames");
        Cli.Result exported = journal("export", "--frames", frames);
        assertThat(exported.status()).isZero();
        assertThat(exported.err()).contains("activities 4, other commands left out 5");
        assertThat(exported.out().lines()).hasSize(4);
        assertThat(Files.size(frames)).isGreaterThan(500);
        Path facts = Files.writeString(temp.resolve("facts.ndjson"), exported.out());
        try (ServingAccess other = new ServingAccess(temp.resolve("other"))) {
            Cli.Result sent =
                    Cli.run("send", facts, "--feed", "none", "--server", other.url(), "--token", other.token());
            assertThat(sent.err()).isEmpty();
            assertThat(sent.out()).contains("4 rows").contains("accepted 4, duplicate 0, conflict 0, refused 0");
            assertThat(Cli.run("send", facts, "--feed", "none", "--server", other.url(), "--token", other.token())
                            .out())
                    .contains("accepted 0, duplicate 4");
        }
        // what the other server keeps is what was exported
        Cli.Result again = Cli.run("journal", "export", "--data", temp.resolve("other"));
        assertThat(again.out().lines().distinct().toList())
                .containsExactlyInAnyOrderElementsOf(exported.out().lines().toList());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldArchiveWhatIsOldAndReadItAsBefore(Store store) throws IOException {
        write(store);
        String dump = journal("dump").out();
        String hash = journal("hash").out();
        assertThat(journal("compact", "--keep-days", "100000").out()).contains("archived 0");
        assertThat(journal("compact", "--keep-days", "-100000", "--dry-run").out())
                .contains("would be archived");
        Cli.Result compacted = journal("compact", "--keep-days", "-100000");
        assertThat(compacted.status()).as(compacted.err()).isZero();
        assertThat(files()).isNotEmpty().allMatch(file -> file.toString().endsWith(".zst"));
        assertThat(journal("hash").out()).isEqualTo(hash);
        assertThat(journal("verify").out()).contains("up to sequence 9: whole");
        assertThat(journal("dump").out().replace(".zst:", ":")).isEqualTo(dump);
        Path archive = files().get(0);
        for (long position = 0; position < Files.size(archive); position += 1 + Files.size(archive) / 40) {
            flip(archive, position);
            Cli.Result damaged = journal("verify");
            assertThat(damaged.status()).as("byte " + position).isEqualTo(1);
            assertThat(damaged.err()).contains(archive.toString());
            flip(archive, position);
        }
        assertThat(journal("verify").status()).isZero();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(data().resolve("journal"))) {
            return all.filter(file -> file.toString().matches(".*(cq4|tidemark)(\\.zst)?"))
                    .sorted()
                    .toList();
        }
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int before = bytes.read();
            bytes.seek(position);
            bytes.write(before ^ 4);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldShowWhatIsLeftOfADamagedFolder(Store store) throws IOException {
        write(store);
        Path first = files().get(0);
        byte[] bytes = Files.readAllBytes(first);
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("distributor-repannAnn");
        if (at < 0) {
            at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Ann Lee");
        }
        flip(first, at);
        Cli.Result strict = journal("dump");
        assertThat(strict.status()).isEqualTo(1);
        assertThat(strict.out()).contains("publish a program").doesNotContain("sale");
        assertThat(strict.err())
                .contains(first + ", byte ")
                .contains("damaged from sequence 2 on")
                .contains("Bring the file back from a copy")
                .contains("--past-damage");
        Cli.Result past = journal("dump", "--past-damage");
        assertThat(past.status()).isEqualTo(1);
        assertThat(past.out()).contains("publish a program").contains("S3").doesNotContain("Ann Lee");
        assertThat(past.err())
                .contains("cannot be read; a whole record follows")
                .contains("sequences 2 to 2 are missing");
        assertThat(journal("export", "--past-damage").out().lines()).hasSize(4);
        for (String command : new String[] {"verify", "hash", "replay", "ls", "export", "compact"}) {
            Cli.Result damaged = journal(command);
            assertThat(damaged.status()).as(command).isEqualTo(1);
            assertThat(damaged.err()).as(command).contains(first + ", byte ");
        }
    }
}
