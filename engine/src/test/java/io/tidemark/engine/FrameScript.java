package io.tidemark.engine;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Facts and programs as frames, in the order in which they are said; the frames stay. */
final class FrameScript {
    static final long MS_PER_DAY = 86_400_000L;

    private final List<byte[]> frames = new ArrayList<>();
    private final FrameClock clock = new FrameClock(0);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2 * EngineLimits.MAX_FRAME]);
    private final CommandFrames commands = new CommandFrames(buffer, this::record);
    private final ActivityFrameWriter one = new ActivityFrameWriter();
    private final ActivityFrameWriter two = new ActivityFrameWriter();

    FrameScript(int today) {
        clock.advance(today * MS_PER_DAY);
    }

    List<byte[]> frames() {
        return frames;
    }

    private void record(int length) {
        clock.stamp(buffer, 0);
        frames.add(Arrays.copyOf(buffer.byteArray(), length));
    }

    FrameScript publish(List<Program> programs) {
        programs.forEach(commands::publish);
        return this;
    }

    FrameScript tick() {
        commands.tick();
        return this;
    }

    /** Time reaches a day. */
    FrameScript day(int today) {
        clock.advance(today * MS_PER_DAY);
        return this;
    }

    /** A text, and one that is taken away. */
    FrameScript desk() {
        commands.put(DeskCollection.PROFILES, "märz", "profile: märz\n".repeat(3));
        commands.remove(DeskCollection.TOKENS, "none");
        return this;
    }

    /** @param frameSize activities per frame at most; a reference row ends a frame */
    FrameScript facts(List<Fact> facts, int frameSize) {
        facts.forEach(fact -> add(fact, one, frameSize));
        flush(one);
        return this;
    }

    /** As two producers who send at once: each keeps the order of its own. */
    FrameScript byTwo(List<Fact> facts, int frameSize, Random random) {
        facts.forEach(fact -> add(fact, random.nextBoolean() ? one : two, frameSize));
        flush(one);
        flush(two);
        return this;
    }

    private void add(Fact fact, ActivityFrameWriter writer, int frameSize) {
        if (fact instanceof Fact.Act act) {
            add(act.activity(), writer, frameSize);
        } else if (fact instanceof Fact.Sent sent) {
            add(sent, writer, frameSize);
        } else if (fact instanceof Fact.Person person) {
            flush(writer);
            commands.participants(List.of(person.row()));
        } else if (fact instanceof Fact.CrossReference reference) {
            flush(writer);
            commands.crossReferences(List.of(reference.row()));
        } else if (fact instanceof Fact.Row row) {
            flush(writer);
            commands.rows(List.of(row.row()));
        } else if (fact instanceof Fact.Item item) {
            flush(writer);
            commands.products(List.of(item.row()));
        }
    }

    private void add(Fact.Sent sent, ActivityFrameWriter writer, int frameSize) {
        flush(writer);
        commands.reportBegins(sent.report());
        writer.report(sent.report().key());
        sent.lines().forEach(line -> add(line, writer, frameSize));
        flush(writer);
        writer.report(0);
        if (sent.whole()) {
            commands.reportIsWhole(sent.report());
        }
    }

    private void add(Activity activity, ActivityFrameWriter writer, int frameSize) {
        if (writer.count() == frameSize || !writer.hasRoomFor(activity)) {
            flush(writer);
        }
        writer.add(activity);
    }

    private void flush(ActivityFrameWriter writer) {
        if (writer.count() > 0) {
            record(writer.encode(buffer, 0));
        }
    }

    /** A core that applied every frame and all work that followed. */
    ScoringCore settled(int itemsPerSlice) {
        ScoringCore core = core(itemsPerSlice);
        frames.forEach(frame -> apply(core, frame));
        settle(core);
        return core;
    }

    static ScoringCore core(int itemsPerSlice) {
        return new ScoringCore(new EngineLimits(itemsPerSlice, 1_000_000, 1_000_000, 100));
    }

    static void apply(ScoringCore core, byte[] frame) {
        core.apply(new UnsafeBuffer(frame), 0, frame.length);
    }

    /** Ticks until no work is pending. */
    static void settle(ScoringCore core) {
        FrameClock clock = new FrameClock(core.sequence());
        clock.advance(core.facts().today * MS_PER_DAY);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        CommandFrames commands = new CommandFrames(buffer, length -> {
            clock.stamp(buffer, 0);
            core.apply(buffer, 0, length);
        });
        while (!core.isSettled()) {
            commands.tick();
        }
    }
}
