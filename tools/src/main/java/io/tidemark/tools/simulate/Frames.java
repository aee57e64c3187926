package io.tidemark.tools.simulate;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Facts as unstamped frames. */
final class Frames {
    private static final int MOST = 9;

    private Frames() {}

    /** What is no activity: programs, rows. */
    static List<byte[]> references(SimFacts facts) {
        return written(frames -> {
            facts.programs().forEach(frames::publish);
            frames.participants(facts.participants());
            frames.products(facts.products());
        });
    }

    private static List<byte[]> written(Consumer<CommandFrames> what) {
        List<byte[]> all = new ArrayList<>();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        what.accept(new CommandFrames(buffer, length -> all.add(Arrays.copyOf(buffer.byteArray(), length))));
        return all;
    }

    /** A part for everybody; some activities are in two. */
    static List<List<Activity>> parts(List<Activity> activities, int count, SplittableRandom random) {
        List<List<Activity>> parts = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            parts.add(new ArrayList<>());
        }
        for (Activity activity : activities) {
            parts.get(random.nextInt(count)).add(activity);
            if (random.nextInt(12) == 0) {
                parts.get(random.nextInt(count)).add(activity);
            }
        }
        return parts;
    }

    /** Activities in frames of a few each. */
    static List<byte[]> activities(List<Activity> activities, SplittableRandom random) {
        List<byte[]> all = new ArrayList<>();
        ActivityFrameWriter writer = new ActivityFrameWriter();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        int until = 1 + random.nextInt(MOST);
        for (Activity activity : activities) {
            if (writer.count() >= until || !writer.hasRoomFor(activity)) {
                all.add(Arrays.copyOf(buffer.byteArray(), writer.encode(buffer, 0)));
                until = 1 + random.nextInt(MOST);
            }
            writer.add(activity);
        }
        if (writer.count() > 0) {
            all.add(Arrays.copyOf(buffer.byteArray(), writer.encode(buffer, 0)));
        }
        return all;
    }
}
