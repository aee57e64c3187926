package io.tidemark.engine;

import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCommands;
import io.tidemark.engine.hash.StandingsHash;
import io.tidemark.engine.job.JobQueue;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.ClosePeriodDecoder;
import io.tidemark.engine.sbe.CrossReferenceFrameDecoder;
import io.tidemark.engine.sbe.DeskCommandDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ParticipantFrameDecoder;
import io.tidemark.engine.sbe.ProductFrameDecoder;
import io.tidemark.engine.sbe.PublishPartDecoder;
import io.tidemark.engine.sbe.ReferenceFrameDecoder;
import io.tidemark.engine.sbe.ReportFrameDecoder;
import io.tidemark.engine.sbe.TickDecoder;
import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.snapshot.SnapshotReader;
import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotException;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The deterministic core: all state changes through {@link #apply}, on one thread. The same frames give the same
 * outcomes and the same {@link #stateHash} on any machine. Time moves only by the frames' timestamps.
 *
 * <p>A frame is checked whole before anything changes; a frame that is not what its schema says, or not the next in
 * sequence, throws {@link FrameException} and changes nothing. What a frame's commands are worth is in {@link #outcome}.
 */
public final class ScoringCore {
    private final EngineLimits limits;
    private final Facts facts;
    private final JobQueue jobs = new JobQueue();
    private final Programs programs;
    private final Rerating rerating;
    private final Outcome outcome = new Outcome();
    private final ActivityCommands activities;
    private final ReferenceCommands references;
    private final ReportCommands reports;
    private final CrossReferenceCommands crossReferences;
    private final RowCommands rows;
    private final IntConsumer tierChanged;
    private final DeskCommands desk = new DeskCommands();
    private final ClosePeriodFrame close = new ClosePeriodFrame();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PublishPartDecoder publish = new PublishPartDecoder();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private int partsReceived;
    private int partsExpected;

    /** What is frozen, or null. */
    private List<Sections> frozen;

    private long sequence;
    private long timestampMs = Long.MIN_VALUE;

    public ScoringCore(EngineLimits limits) {
        this.limits = limits;
        this.facts = new Facts(limits.expectedIdentities());
        this.programs = new Programs(facts, jobs);
        this.rerating = new Rerating(facts, jobs, programs);
        this.tierChanged = rerating::tierChanged;
        this.activities = new ActivityCommands(limits, facts, programs, outcome);
        this.references = new ReferenceCommands(limits, facts, rerating, outcome);
        this.crossReferences = new CrossReferenceCommands(limits, facts, rerating, outcome);
        this.rows = new RowCommands(limits, facts, rerating, outcome);
        this.reports = new ReportCommands(limits, facts, rerating);
    }

    /**
     * Applies one frame: its commands in order, then one slice of pending work. Points, tiers and boards that follow are
     * settled when they are read, or once many wait.
     *
     * @param frame read during the call only
     * @throws FrameException where the frame is damaged, of another schema, out of sequence or back in time
     */
    public void apply(DirectBuffer frame, int offset, int length) {
        int template = checkHeader(frame, offset, length);
        int commands = 1;
        if (template != ActivityFrameDecoder.TEMPLATE_ID || !jobs.isEmpty()) {
            programs.beforeChange();
        }
        switch (template) {
            case ActivityFrameDecoder.TEMPLATE_ID -> {
                activities.wrap(frame, offset, length);
                begin(activities.sequence(), activities.timestampMs(), activities.today());
                commands = activities.apply();
            }
            case ParticipantFrameDecoder.TEMPLATE_ID, ProductFrameDecoder.TEMPLATE_ID -> {
                references.wrap(template, frame, offset, length);
                begin(references.sequence(), references.timestampMs(), references.today());
                commands = references.apply();
            }
            case PublishPartDecoder.TEMPLATE_ID -> publish(frame, offset, length);
            case ClosePeriodDecoder.TEMPLATE_ID -> closePeriod(frame, offset, length);
            case DeskCommandDecoder.TEMPLATE_ID -> {
                desk.wrap(frame, offset, length, header);
                begin(desk.sequence(), desk.timestampMs(), desk.today());
                outcome.add(desk.apply());
            }
            case ReportFrameDecoder.TEMPLATE_ID -> {
                reports.wrap(frame, offset, length, header);
                begin(reports.sequence(), reports.timestampMs(), reports.today());
                outcome.add(reports.apply());
            }
            case CrossReferenceFrameDecoder.TEMPLATE_ID -> {
                crossReferences.wrap(frame, offset, length, header);
                begin(crossReferences.sequence(), crossReferences.timestampMs(), crossReferences.today());
                commands = crossReferences.apply();
            }
            case ReferenceFrameDecoder.TEMPLATE_ID -> {
                rows.wrap(frame, offset, length, header);
                begin(rows.sequence(), rows.timestampMs(), rows.today());
                commands = rows.apply();
            }
            default -> {
                int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
                begin(
                        frame.getLong(block + TickDecoder.sequenceEncodingOffset(), TickDecoder.BYTE_ORDER),
                        frame.getLong(block + TickDecoder.timestampMsEncodingOffset(), TickDecoder.BYTE_ORDER),
                        frame.getInt(block + TickDecoder.todayEncodingOffset(), TickDecoder.BYTE_ORDER));
                outcome.add(Verdict.ACCEPTED);
            }
        }
        sequence += commands;
        rerating.slice(limits.itemsPerSlice(), sequence);
        afterFrame();
        outcome.end(jobs.pending());
    }

    /**
     * Tells that nobody is going to read for a while, as in a replay: standings that change again and again are then settled once,
     * when this is over or somebody reads all the same. What they end as is the same.
     */
    public void unread(boolean isUnread) {
        facts.isUnread = isUnread;
        if (!isUnread) {
            programs.settle();
        }
    }

    private int checkHeader(DirectBuffer frame, int offset, int length) {
        require(length >= MessageHeaderDecoder.ENCODED_LENGTH + TickDecoder.BLOCK_LENGTH, "a frame is cut off");
        require(length <= EngineLimits.MAX_FRAME, "a frame is longer than 65536 bytes");
        header.wrap(frame, offset);
        int template = header.templateId();
        boolean known = header.schemaId() == TickDecoder.SCHEMA_ID
                && header.version() <= TickDecoder.SCHEMA_VERSION
                && (template >= ActivityFrameDecoder.TEMPLATE_ID && template <= CrossReferenceFrameDecoder.TEMPLATE_ID
                        || template == ReferenceFrameDecoder.TEMPLATE_ID
                        || template == ClosePeriodDecoder.TEMPLATE_ID);
        if (!known) {
            throw new FrameException("a frame of schema " + header.schemaId() + " version " + header.version()
                    + " template " + template + "; this version reads schema " + TickDecoder.SCHEMA_ID
                    + " up to version " + TickDecoder.SCHEMA_VERSION);
        }
        require(header.blockLength() >= TickDecoder.BLOCK_LENGTH, "a frame with a short block");
        return template;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new FrameException(what);
        }
    }

    /** Checks a frame's place in the sequence and moves time. */
    private void begin(long first, long stampMs, int today) {
        if (first != sequence + 1) {
            throw new FrameException("sequence " + first + " does not follow " + sequence);
        }
        if (stampMs < timestampMs || today < facts.today) {
            throw new FrameException("time goes back at sequence " + first);
        }
        timestampMs = stampMs;
        outcome.begin(first);
        if (today != facts.today) {
            programs.beforeChange();
            facts.today = today;
            rerating.dayChanged();
        }
        if (stampMs >= programs.dueMs()) {
            programs.closeDue(stampMs, sequence);
        }
    }

    private void closePeriod(DirectBuffer frame, int offset, int length) {
        close.wrap(frame, offset, length, header);
        begin(close.sequence(), close.timestampMs(), close.today());
        outcome.add(programs.close(close.program(), close.period(), timestampMs, sequence));
    }

    private void publish(DirectBuffer frame, int offset, int length) {
        require(header.blockLength() >= PublishPartDecoder.BLOCK_LENGTH, "a frame with a short block");
        publish.wrap(frame, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        int most = offset + length - publish.limit() - PublishPartDecoder.modelHeaderLength();
        require(most >= 0, "a part of a program is missing");
        int part = publish.part();
        int all = publish.parts();
        int bytes = publish.modelLength();
        require(bytes >= 0 && bytes <= most, "a part of a program is cut off");
        boolean follows = part == 0 || part == partsReceived && all == partsExpected;
        require(follows && part < all && all <= EngineLimits.MAX_PARTS, "a part of a program is out of order");
        byte[] model = new byte[bytes];
        publish.getModel(model, 0, bytes);
        if (part > 0) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(parts.toByteArray());
            whole.writeBytes(model);
            model = whole.toByteArray();
        }
        Program program = part + 1 == all ? Programs.decode(model) : null;
        begin(publish.sequence(), publish.timestampMs(), publish.today());
        if (program == null) {
            parts.reset();
            parts.writeBytes(model);
            partsReceived = part + 1;
            partsExpected = all;
            outcome.add(Verdict.ACCEPTED);
            return;
        }
        parts.reset();
        partsReceived = 0;
        Verdict verdict = programs.admit(program, limits.maxPrograms());
        if (verdict == Verdict.ACCEPTED) {
            programs.publish(program, timestampMs);
        }
        outcome.add(verdict);
    }

    private void afterFrame() {
        for (ProgramInstance program : programs.all()) {
            program.afterFrame(tierChanged);
        }
    }

    /**
     * The state as it is, for another thread to write while this one goes on: settles what waits, then takes as long as the pages
     * are many, and copies none of them. Until {@link #thaw} the first write to each page copies it. One image at a time.
     */
    public CoreImage freeze() {
        if (frozen != null) {
            throw new IllegalStateException("an image is held already");
        }
        programs.settle();
        frozen = sections();
        return CoreImage.of(sequence, timestampMs, frozen);
    }

    /** Nobody reads the image any more: no more copies are made. */
    public void thaw() {
        if (frozen != null) {
            frozen.forEach(Sections::thaw);
            frozen = null;
        }
    }

    /** In the order in which they can be restored: programs look up names, and what they keep has its place once they are there. */
    private List<Sections> sections() {
        return List.of(own(), new Sections().add("programs", 1, programs), instances());
    }

    private Sections instances() {
        Sections instances = new Sections();
        programs.list(instances);
        return instances;
    }

    private Sections own() {
        Sections own = new Sections().add("core", 1, new Position());
        facts.list(own);
        own.add("jobs", 2, jobs).add("days-ahead", 1, rerating);
        desk.list(own);
        return own;
    }

    /**
     * Takes in the state of a snapshot, and rebuilds what is derived from it.
     *
     * @throws SnapshotException where it cannot be used; the core is then good for nothing
     */
    public void restore(SnapshotReader from) {
        if (sequence > 0) {
            throw new IllegalStateException("only a new core takes in a snapshot");
        }
        own().restore(from);
        new Sections().add("programs", 1, programs).restore(from);
        instances().restore(from);
    }

    /** Where the core stands, under which limits, and the parts of a publish that came so far. */
    private final class Position implements Stored {
        @Override
        public Frozen freeze() {
            long[] numbers = {sequence, timestampMs, facts.today, partsReceived, partsExpected};
            byte[] received = parts.toByteArray();
            return to -> {
                to.putLongs(limits.numbers());
                to.putLongs(numbers);
                to.putBytes(received);
            };
        }

        @Override
        public void restore(SnapshotSource from) {
            if (!Arrays.equals(from.longs(), limits.numbers())) {
                throw new SnapshotException(
                        "was written under other limits, under which the same facts may end otherwise");
            }
            long[] numbers = from.longs();
            sequence = numbers[0];
            timestampMs = numbers[1];
            facts.today = (int) numbers[2];
            partsReceived = (int) numbers[3];
            partsExpected = (int) numbers[4];
            parts.writeBytes(from.bytes());
        }
    }

    /** What became of the frame applied last; valid until the next. */
    public Outcome outcome() {
        return outcome;
    }

    /** Sequence of the last command applied. */
    public long sequence() {
        return sequence;
    }

    /** Time stamped on the last frame, epoch milliseconds; the smallest long where there was none. */
    public long timestampMs() {
        return timestampMs;
    }

    /** Whether no work is pending: every standing is a function of the facts. */
    public boolean isSettled() {
        return jobs.isEmpty();
    }

    /** The facts, for reading on the core's thread. */
    public Facts facts() {
        return facts;
    }

    /** Of each program the version that shows today, for reading on the core's thread. */
    public List<ProgramInstance> programs() {
        return programs.live();
    }

    /** Whether a version would be taken as things stand; on the core's thread. */
    public Verdict admits(Program program) {
        return programs.admit(program, limits.maxPrograms());
    }

    /** The versions of a program that show periods, the earliest first; none where it is not known. On the core's thread. */
    public List<ProgramInstance> versions(String program) {
        return programs.versions(program);
    }

    /** Names of the tracks of a program, by their numbers in outcomes; on the core's thread. */
    public List<String> trackNames(ProgramInstance program) {
        return programs.trackNames(program.number());
    }

    /** All versions of all programs that show periods; on the core's thread. */
    public List<ProgramInstance> shown() {
        return programs.shown();
    }

    /** The version of a program that shows a day's period, or null where the program is not known; on the core's thread. */
    public ProgramInstance showing(String program, int day) {
        return programs.showing(program, day);
    }

    /** The closings of a program, or null; for reading on the core's thread. */
    public ProgramClosings closings(String program) {
        return programs.closings(program);
    }

    /** When the next period of any program closes by itself, epoch milliseconds; the largest long where none does. */
    public long dueMs() {
        return programs.dueMs();
    }

    /** What the server knows beside its facts, for reading on the core's thread. */
    public Desk desk() {
        return desk.desk();
    }

    /** Bit-exact hash of the whole state: equal after the same frames, on any machine. Reads everything. */
    public long stateHash() {
        long hash = Words.mix(facts.stateHash(sequence), timestampMs);
        hash = Words.mix(hash, partsReceived);
        UnsafeBuffer received = new UnsafeBuffer(parts.toByteArray());
        hash = TextHash.of(hash, received, 0, received.capacity());
        return desk.stateHash(rerating.stateHash(programs.stateHash(hash)));
    }

    /** Hash of what people see, the same whatever the order in which the facts arrived. Reads everything. */
    public long standingsHash() {
        return StandingsHash.of(programs.shown(), facts);
    }
}
