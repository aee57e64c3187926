package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.ProgramText;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.BoardFamily;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The hot path allocates nothing but pages. Claimed frame by frame, on the core's thread: a warm frame allocates not one
 * byte, unless state outgrew a page; then it allocates whole pages, which are large. Garbage per activity, however
 * small, shows as a frame that allocates less than a page; garbage per frame as frames that are never free of it. The
 * reps of a board fit one band, since a band that splits is sorted with the help of garbage.
 */
class AllocationTest {
    private static final int TODAY = 20_000;
    private static final int FRAMES = 2_000;
    private static final int PER_FRAME = 24;
    private static final int REPS = 200;
    private static final int RUNS = 3;
    /** The smallest of the core's pages is a segment of an index: 1,024 slots of eight bytes. */
    private static final long LEAST_PAGE = 8 * 1_024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ScoringCore core = FrameScript.core(4_096);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
    private final Random random = new Random(1);
    private int sales;
    private long ranks;

    /** Bytes per frame. */
    private List<Long> allocated(List<byte[]> frames) {
        List<Long> bytes = new ArrayList<>(frames.size());
        TrackInstance track =
                core.programs().isEmpty() ? null : core.programs().get(0).tracks()[0];
        for (byte[] frame : frames) {
            buffer.wrap(frame);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            core.apply(buffer, 0, frame.length);
            readRank(track);
            long after = THREADS.getCurrentThreadAllocatedBytes();
            bytes.add(after - before);
        }
        return bytes;
    }

    private void readRank(TrackInstance track) {
        if (track != null) {
            int row = core.outcome().count() % Math.max(1, track.standings().count());
            for (BoardFamily board : track.boards()) {
                ranks += row < board.table().count() ? board.rank(row) : 0;
            }
        }
    }

    private static Program program() {
        return ProgramText.parse("""
                program p quarter
                group pumps category=pumps
                measure volume sum amount
                measure units sum quantity
                measure pump-volume sum amount of=pumps where territory=t1|t2
                measure cost sum cost
                measure returned sum amount kind=return
                track reps rep
                rule base rate by=volume points=1
                rule pumps rate by=pump-volume points=0.5 per=3 cap=100000 needs=units>=2
                rule accelerator bands by=volume base=base,pumps steps=50000*1.25,100000*1.5
                rule retro retro by=units steps=10:0.5,20:0.75
                rule every milestone by=units every=10 points=5
                rule bonus bonus points=100 when=pump-volume/volume>=0.2
                tier silver
                tier gold volume>=50000
                board points reps points ties=units
                board volume reps volume per=region
                board sites reps points level=location
                board sold reps volume level=distributor
                """);
    }

    private static List<Fact> people() {
        List<Fact> facts = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            facts.add(person("location", "l" + k, "distributor", "d0"));
        }
        for (int k = 0; k < REPS; k++) {
            facts.add(person("distributor-rep", "r" + k, "location", "l" + k % 3));
        }
        facts.add(new Fact.Item(new ProductRow("p0", Integer.MIN_VALUE, new TreeMap<>(Map.of("category", "pumps")))));
        return facts;
    }

    private static Fact person(String kind, String id, String parentKind, String parent) {
        return new Fact.Person(new ParticipantRow(
                kind,
                id,
                Integer.MIN_VALUE,
                "Name " + id,
                parentKind,
                parent,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                new TreeMap<>(Map.of("region", "north"))));
    }

    private Activity sale(int number, Function function) {
        return activity("S" + number, Activity.SALE, number, function, "");
    }

    private static Activity activity(String id, String kind, int number, Function function, String original) {
        int amount = function == Function.ORIGINAL ? 100 : 90;
        return new Activity(
                "pos",
                id,
                "1",
                function,
                Activity.NO_REVISION,
                kind,
                TODAY - number % 5,
                new TreeMap<>(Map.of("rep", "r" + number * 31L % REPS, "distributor", "d0")),
                "p" + number % 4,
                (1 + number % 3) * 10_000L,
                (amount + number % 700) * 10_000L,
                number % 2 == 0 ? "USD" : "",
                original,
                new TreeMap<>(Map.of("territory", "t" + number % 3, "cost", "1.25", "serial", "x" + number % 50)));
    }

    private List<byte[]> frames(int count) {
        FrameScript script = new FrameScript(TODAY);
        List<Fact> facts = new ArrayList<>();
        for (int k = 0; k < count * PER_FRAME; k++) {
            facts.add(new Fact.Act(next()));
        }
        return script.facts(facts, PER_FRAME).frames();
    }

    /** New sales, retries, returns of known and unknown sales, corrections and voids. */
    private Activity next() {
        int known = sales == 0 ? 0 : random.nextInt(sales);
        return switch (sales < 100 ? 0 : random.nextInt(10)) {
            case 5 -> sale(known, Function.ORIGINAL);
            case 6 -> activity("R" + known, Activity.RETURN, known, Function.ORIGINAL, "S" + known + "/1");
            case 7 -> activity("U" + known, Activity.RETURN, known, Function.ORIGINAL, "none");
            case 8 -> sale(known, Function.CORRECT);
            case 9 -> sale(known, Function.VOID);
            default -> sale(sales++, Function.ORIGINAL);
        };
    }

    /** The frames follow each other in one sequence. */
    private static List<byte[]> renumbered(List<byte[]> frames, long last) {
        long next = last + 1;
        for (byte[] frame : frames) {
            UnsafeBuffer buffer = new UnsafeBuffer(frame);
            long first = buffer.getLong(8, java.nio.ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(8, next, java.nio.ByteOrder.LITTLE_ENDIAN);
            next += PER_FRAME;
            assertThat(first).isPositive();
        }
        return frames;
    }

    private void begin() {
        new FrameScript(TODAY)
                .publish(List.of(program()))
                .facts(people(), 1)
                .frames()
                .forEach(frame -> FrameScript.apply(core, frame));
    }

    /**
     * Bytes per frame, the least of several runs: what the core allocates it allocates in each, since it is
     * deterministic; the few bytes that the JVM itself charges to a thread now and then do not recur in the same frame.
     */
    private static List<Long> least(List<List<Long>> runs) {
        List<Long> least = new ArrayList<>(runs.get(0));
        for (List<Long> run : runs) {
            least.replaceAll(new java.util.function.UnaryOperator<>() {
                private int at;

                @Override
                public Long apply(Long bytes) {
                    return Math.min(bytes, run.get(at++));
                }
            });
        }
        return least;
    }

    @Test
    void shouldAllocateNothingButPagesOnceWarm() {
        List<List<Long>> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            AllocationTest fresh = new AllocationTest();
            fresh.begin();
            fresh.allocated(renumbered(fresh.frames(FRAMES), fresh.core.sequence()));
            runs.add(fresh.allocated(renumbered(fresh.frames(FRAMES), fresh.core.sequence())));
            assertThat(fresh.ranks).isPositive();
        }
        List<Long> bytes = least(runs);
        assertThat(bytes).allMatch(b -> b == 0 || b >= LEAST_PAGE);
        assertThat(bytes.stream().filter(b -> b == 0).count()).isGreaterThan(FRAMES * 4 / 5);
    }

    @Test
    void shouldAllocateNothingAtAllForRetriesAndRanks() {
        begin();
        List<byte[]> frames = frames(FRAMES);
        allocated(renumbered(frames, core.sequence()));
        allocated(renumbered(frames, core.sequence()));
        long standings = core.standingsHash();
        List<List<Long>> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            runs.add(allocated(renumbered(frames, core.sequence())));
        }
        assertThat(least(runs)).containsOnly(0L);
        assertThat(core.standingsHash()).isEqualTo(standings);
        assertThat(ranks).isPositive();
    }
}
