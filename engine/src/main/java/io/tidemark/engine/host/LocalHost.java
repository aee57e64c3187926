package io.tidemark.engine.host;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.directory.ReferenceRow;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Program;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A core in process, without journal or server: facts become frames, frames are applied at once. What {@code score}
 * runs on. One thread.
 */
public final class LocalHost {
    /** Told what became of each activity, in the order in which they were added. */
    public interface Verdicts {
        /** @param index of the activity in the frame that the outcome is about */
        void verdict(Outcome outcome, int index);
    }

    private static final Verdicts NOBODY = (outcome, index) -> {};

    private final ScoringCore core;
    private final FrameClock clock = new FrameClock(0);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    private final CommandFrames commands;
    private final int frameSize;
    private Verdicts verdicts = NOBODY;

    /** @param nowMs epoch milliseconds, stamped on every frame until {@link #advance} */
    public LocalHost(EngineLimits limits, long nowMs) {
        this(limits, nowMs, EngineLimits.MAX_COMMANDS);
    }

    /** @param frameSize activities per frame, at most {@link EngineLimits#MAX_COMMANDS} */
    public LocalHost(EngineLimits limits, long nowMs, int frameSize) {
        this.core = new ScoringCore(limits);
        core.unread(true); // whoever reads here reads once, at the end
        this.frameSize = frameSize;
        this.commands = new CommandFrames(buffer, this::applyCommands);
        clock.advance(nowMs);
    }

    public ScoringCore core() {
        return core;
    }

    public void onVerdict(Verdicts sink) {
        verdicts = sink;
    }

    /** Moves time on, for the core too; what was added before is applied before. */
    public void advance(long nowMs) {
        flush();
        clock.advance(nowMs);
        commands.tick();
    }

    public void publish(Program program) {
        flush();
        commands.publish(program);
    }

    public void participants(List<ParticipantRow> rows) {
        flush();
        commands.participants(rows);
    }

    public void products(List<ProductRow> rows) {
        flush();
        commands.products(rows);
    }

    public void crossReferences(List<CrossReferenceRow> rows) {
        flush();
        commands.crossReferences(rows);
    }

    /** Rows of one table. */
    public void rows(List<? extends ReferenceRow> rows) {
        flush();
        commands.rows(rows);
    }

    /** A report begins: activities added from now on are its lines, until {@link #reportEnds}. */
    public void reportBegins(Report report) {
        flush();
        commands.reportBegins(report);
        writer.report(report.key());
    }

    /**
     * What is added from now on are no lines of a report.
     *
     * @param whole the report with its spans, where all its lines were added; else null
     */
    public void reportEnds(Report whole) {
        flush();
        writer.report(0);
        if (whole != null) {
            commands.reportIsWhole(whole);
        }
    }

    /** Closes a period; what follows is done by {@link #settle}. */
    public Verdict close(String program, String period) {
        flush();
        Verdict[] verdict = new Verdict[1];
        new CommandFrames(buffer, length -> {
                    clock.stamp(buffer, 0);
                    core.apply(buffer, 0, length);
                    verdict[0] = core.outcome().verdict(0);
                })
                .close(program, period);
        return verdict[0];
    }

    /** Applies a frame that is no activities. A command beyond the engine's limits is never dropped in silence. */
    private void applyCommands(int length) {
        clock.stamp(buffer, 0);
        core.apply(buffer, 0, length);
        Outcome outcome = core.outcome();
        for (int k = 0; k < outcome.count(); k++) {
            if (outcome.verdict(k).isRefusal()) {
                throw new IllegalStateException("reference data or programs beyond the limits of the engine: "
                        + outcome.verdict(k).text());
            }
        }
    }

    /** Adds an activity; it is applied with its frame, at the latest by {@link #flush}. */
    public void activity(Activity activity) {
        if (writer.count() == frameSize || !writer.hasRoomFor(activity)) {
            flush();
        }
        writer.add(activity);
    }

    /** Applies what was added. */
    public void flush() {
        if (writer.count() == 0) {
            return;
        }
        apply(buffer, writer.encode(buffer, 0));
    }

    /** Applies a frame of activities that somebody else gathered; it is stamped in place. */
    public void frame(byte[] frame) {
        flush();
        apply(new UnsafeBuffer(frame), frame.length);
    }

    private void apply(UnsafeBuffer frame, int length) {
        clock.stamp(frame, 0);
        core.apply(frame, 0, length);
        Outcome outcome = core.outcome();
        for (int k = 0; k < outcome.count(); k++) {
            verdicts.verdict(outcome, k);
        }
    }

    /** Applies what was added and does all pending work. */
    public void settle() {
        flush();
        while (!core.isSettled()) {
            commands.tick();
        }
    }
}
