package io.tidemark.tools.load;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;

/** Invented sales of 20,000 reps and 5,000 products, each with an id of its own. One thread. */
final class LoadFacts {
    private static final int REPS = 20_000;
    private static final int SKUS = 5_000;
    private static final int DISTRIBUTORS = 100;
    private static final int DAYS = 60;

    private final SplittableRandom random = new SplittableRandom(42);
    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    private final String source;
    private final String prefix;
    private final int today;
    private long next;
    private Activity held;

    /**
     * @param source the feed of the ids
     * @param prefix makes the ids of this run its own
     * @param today epoch day of the newest sale
     */
    LoadFacts(String source, String prefix, int today) {
        this.source = source;
        this.prefix = prefix;
        this.today = today;
    }

    /** Writes a frame of up to {@code most} sales: as many as fit. Answers its length; {@link #count} says how many. */
    int frame(MutableDirectBuffer into, int most) {
        count = 0;
        while (count < most) {
            Activity sale = held == null ? sale() : held;
            held = null;
            if (!writer.hasRoomFor(sale)) {
                held = sale;
                break;
            }
            writer.add(sale);
            count++;
        }
        return writer.encode(into, 0);
    }

    private int count;

    int count() {
        return count;
    }

    private Activity sale() {
        int rep = random.nextInt(REPS);
        SortedMap<String, String> roles = new TreeMap<>();
        roles.put("distributor", "D" + (1_000 + rep % DISTRIBUTORS));
        roles.put("rep", "rep-" + (100_000 + rep));
        int sku = random.nextInt(SKUS);
        long quantity = 1 + random.nextInt(20);
        return new Activity(
                source,
                prefix + next++,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                today - random.nextInt(DAYS),
                roles,
                "SKU-" + (10_000 + sku),
                quantity * Fixed.ONE,
                quantity * (500 + sku % 997 * 10L) * 100,
                "USD",
                "",
                Collections.emptySortedMap());
    }
}
