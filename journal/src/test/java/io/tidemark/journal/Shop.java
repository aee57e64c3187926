package io.tidemark.journal;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.RuleSpec.Argument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** A small program and its sales as unstamped frames, the same for the same seed. */
public final class Shop {
    /** 2026-03-31. */
    public static final int TODAY = 20_543;

    private Shop() {}

    public static Program program() {
        Program.Rule base = new Program.Rule(
                "base",
                new RuleSpec(
                        "rate",
                        Map.of("by", new Argument.MeasureName("volume"), "points", new Argument.Number(10_000))),
                null,
                List.of(),
                null);
        return new Program(
                "shop",
                "Shop",
                "UTC",
                "USD",
                Program.DateRange.ALWAYS,
                new Program.Periods(Program.Every.QUARTER, 1, 0, true, true),
                new Program.Points("points", 0, Program.Rounding.HALF_UP, null, 0),
                false,
                false,
                new Program.Returns(false, -1),
                List.of(),
                List.of(),
                List.of(new Program.Measure(
                        "volume", Program.Aggregate.SUM, "amount", null, null, List.of(), Program.DateRange.ALWAYS)),
                List.of(new Program.Track(
                        "reps",
                        "distributor-rep",
                        List.of(),
                        "rep",
                        List.of(base),
                        List.of(new Program.Tier("bronze", List.of())))),
                List.of(new Program.Board("reps", "reps", Program.Rank.POINTS, List.of(), null, null, null)),
                "");
    }

    /** The frame that publishes the program. */
    public static byte[] publish() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        List<byte[]> frames = new ArrayList<>();
        new CommandFrames(buffer, length -> frames.add(Arrays.copyOf(buffer.byteArray(), length))).publish(program());
        return frames.get(0);
    }

    /** A frame of sales, all different. */
    public static byte[] sales(int frame, int count) {
        SplittableRandom random = new SplittableRandom(frame);
        ActivityFrameWriter writer = new ActivityFrameWriter();
        for (int k = 0; k < count; k++) {
            writer.add(sale("S" + frame + "-" + k, random));
        }
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        return Arrays.copyOf(buffer.byteArray(), writer.encode(buffer, 0));
    }

    private static Activity sale(String id, SplittableRandom random) {
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", "rep-" + random.nextInt(50));
        return new Activity(
                "pos",
                id,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                TODAY - random.nextInt(60),
                roles,
                "SKU-" + random.nextInt(20),
                (1 + random.nextInt(9)) * Fixed.ONE,
                (1 + random.nextInt(100_000)) * 100L,
                "USD",
                "",
                Collections.emptySortedMap());
    }
}
