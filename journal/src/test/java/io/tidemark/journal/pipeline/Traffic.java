package io.tidemark.journal.pipeline;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What distributors send, day by day: sales up to 45 days late, corrections and voids of older ones, returns, and lines that come
 * twice. The same for the same seed; what a day brings depends on the days before.
 */
final class Traffic {
    private static final int REPS = 400;
    private static final int MOST_LATE = 45;
    private static final int PER_FRAME = 100;
    /** Sales that are still talked about. */
    private static final int RECENT = 20_000;

    private final SplittableRandom random;
    private final int perDay;
    private final List<Activity> recent = new ArrayList<>();
    private final int[] revisions = new int[RECENT];
    private int sales;
    private long sent;

    Traffic(long seed, int perDay) {
        this.random = new SplittableRandom(seed);
        this.perDay = perDay;
    }

    /** Activities so far. */
    long sent() {
        return sent;
    }

    /** A day's activities as unstamped frames. */
    List<byte[]> day(int epochDay) {
        List<Activity> activities = new ArrayList<>();
        for (int k = 0; k < perDay; k++) {
            activities.add(one(epochDay));
        }
        sent += perDay;
        return frames(activities);
    }

    private Activity one(int epochDay) {
        int what = recent.isEmpty() ? 0 : random.nextInt(100);
        int which = recent.isEmpty() ? 0 : random.nextInt(recent.size());
        if (what < 88) {
            return sale(epochDay);
        }
        Activity old = recent.get(which);
        if (what < 92) {
            return version(old, Function.CORRECT, ++revisions[which], old.amount() / 2 + Fixed.ONE);
        }
        if (what < 93) {
            return version(old, Function.VOID, ++revisions[which], old.amount());
        }
        return what < 97 ? returned(old, epochDay) : old;
    }

    private Activity sale(int epochDay) {
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", "rep-" + random.nextInt(REPS));
        int late = random.nextInt(10) == 0 ? random.nextInt(MOST_LATE) : random.nextInt(3);
        Activity sale = new Activity(
                "pos",
                "S" + sales,
                "",
                Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                epochDay - late,
                roles,
                "SKU-" + random.nextInt(500),
                (1 + random.nextInt(9)) * Fixed.ONE,
                (1 + random.nextInt(100_000)) * 100L,
                "USD",
                "",
                Collections.emptySortedMap());
        int place = sales++ % RECENT;
        if (place == recent.size()) {
            recent.add(sale);
        } else {
            recent.set(place, sale);
        }
        revisions[place] = 0;
        return sale;
    }

    private static Activity version(Activity of, Function function, int revision, long amount) {
        return new Activity(
                of.source(),
                of.id(),
                of.line(),
                function,
                revision,
                of.kind(),
                of.date(),
                of.roles(),
                of.sku(),
                of.quantity(),
                amount,
                of.currency(),
                "",
                of.fields());
    }

    private Activity returned(Activity of, int epochDay) {
        return new Activity(
                "pos",
                "R" + sent + "-" + random.nextInt(1 << 30),
                "",
                Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.RETURN,
                epochDay,
                of.roles(),
                of.sku(),
                Fixed.ONE,
                100L,
                of.currency(),
                of.id(),
                Collections.emptySortedMap());
    }

    private static List<byte[]> frames(List<Activity> activities) {
        List<byte[]> frames = new ArrayList<>();
        ActivityFrameWriter writer = new ActivityFrameWriter();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        for (Activity activity : activities) {
            if (writer.count() == PER_FRAME || !writer.hasRoomFor(activity)) {
                frames.add(Arrays.copyOf(buffer.byteArray(), writer.encode(buffer, 0)));
            }
            writer.add(activity);
        }
        frames.add(Arrays.copyOf(buffer.byteArray(), writer.encode(buffer, 0)));
        return frames;
    }
}
