package io.tidemark.bench;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The reference workload R1, seeded: transactions of 20,000 reps in 2,000 locations in 100 distributors in 8 regions
 * over 5,000 SKUs in 40 categories; Zipf 0.9 on reps and 1.0 on SKUs; quantity 1 to 20; 2% returns (which name their
 * sale), 0.5% duplicates; external ids as text; frames of 256. The frames are encoded before anything is timed.
 */
public final class R1 {
    static final int REPS = 20_000;
    static final int LOCATIONS = 2_000;
    static final int DISTRIBUTORS = 100;
    static final int REGIONS = 8;
    static final int SKUS = 5_000;
    static final int CATEGORIES = 40;

    /** 2026-03-31. */
    private static final int TODAY = 20_543;

    private static final int FIRST_DAY = TODAY - 89;
    static final long NOW_MS = TODAY * 86_400_000L;

    private final int transactions;
    private final Consumer<Activity> also;
    private final List<byte[]> references = new ArrayList<>();
    private final List<byte[]> frames = new ArrayList<>();
    private final R1Expected expected = new R1Expected();
    private final FrameClock clock = new FrameClock(0);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);

    public R1(int transactions) {
        this(transactions, activity -> {});
    }

    /** @param also given every transaction as it stands outside the core, in order */
    public R1(int transactions, Consumer<Activity> also) {
        this.transactions = transactions;
        this.also = also;
        clock.advance(NOW_MS);
        writeReferences();
        writeTransactions();
    }

    public int transactions() {
        return transactions;
    }

    /** Frames of transactions, in order. */
    public List<byte[]> frames() {
        return frames;
    }

    /** Frames of the program and of reference data, in order, ahead of the transactions. */
    public List<byte[]> references() {
        return references;
    }

    public R1Expected expected() {
        return expected;
    }

    /** A core with the program and the reference data applied, ready for the first transaction. */
    public ScoringCore newCore() {
        ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
        for (byte[] frame : references) {
            core.apply(new UnsafeBuffer(frame), 0, frame.length);
        }
        while (!core.isSettled()) {
            throw new IllegalStateException("reference data alone leave nothing to re-rate");
        }
        return core;
    }

    private void writeReferences() {
        references(new CommandFrames(buffer, length -> references.add(stamped(length))), REPS);
    }

    /** The program, the hierarchy with so many reps below it, and the products. */
    static void references(CommandFrames commands, int reps) {
        references(R1Program.program(), commands, reps);
    }

    /** The same under another program. */
    static void references(Program program, CommandFrames commands, int reps) {
        commands.publish(program);
        List<ParticipantRow> people = new ArrayList<>();
        for (int k = 0; k < REGIONS; k++) {
            people.add(person("region", region(k), "", ""));
        }
        for (int k = 0; k < DISTRIBUTORS; k++) {
            people.add(person("distributor", distributor(k), "region", region(k % REGIONS)));
        }
        for (int k = 0; k < LOCATIONS; k++) {
            people.add(person("location", location(k), "distributor", distributor(k % DISTRIBUTORS)));
        }
        for (int k = 0; k < reps; k++) {
            people.add(person("distributor-rep", rep(k), "location", location(k % LOCATIONS)));
        }
        commands.participants(people);
        List<ProductRow> products = new ArrayList<>();
        for (int k = 0; k < SKUS; k++) {
            SortedMap<String, String> attributes = new TreeMap<>();
            attributes.put("category", "category-" + k % CATEGORIES);
            products.add(new ProductRow(sku(k), Integer.MIN_VALUE, attributes));
        }
        commands.products(products);
    }

    static ParticipantRow person(String kind, String id, String parentKind, String parent) {
        return new ParticipantRow(
                kind,
                id,
                Integer.MIN_VALUE,
                "Name of " + id,
                parentKind,
                parent,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                Collections.emptySortedMap());
    }

    static String region(int k) {
        return "region-" + k;
    }

    static String distributor(int k) {
        return "D" + (1000 + k);
    }

    static String location(int k) {
        return "L" + (10_000 + k);
    }

    static String rep(int k) {
        return "rep-" + (100_000 + k);
    }

    static String sku(int k) {
        return "SKU-" + (10_000 + k);
    }

    private void writeTransactions() {
        SplittableRandom random = new SplittableRandom(42);
        Zipf reps = new Zipf(REPS, 0.9);
        Zipf skus = new Zipf(SKUS, 1.0);
        int[] shuffledReps = shuffled(REPS, random);
        int[] shuffledSkus = shuffled(SKUS, random);
        ActivityFrameWriter writer = new ActivityFrameWriter();
        List<Activity> recent = new ArrayList<>();
        for (int k = 0; k < transactions; k++) {
            int chance = random.nextInt(1000);
            Activity activity;
            if (chance < 5 && !recent.isEmpty()) {
                activity = recent.get(random.nextInt(recent.size()));
            } else if (chance < 25 && !recent.isEmpty()) {
                activity = returnOf(k, recent.get(random.nextInt(recent.size())), random);
                expected.accept(activity);
            } else {
                int rep = shuffledReps[reps.draw(random)];
                activity = sale(k, rep, shuffledSkus[skus.draw(random)], random);
                expected.accept(activity);
                remember(recent, activity, random);
            }
            if (writer.count() == EngineLimits.MAX_COMMANDS || !writer.hasRoomFor(activity)) {
                flush(writer);
            }
            writer.add(activity);
            also.accept(activity);
        }
        flush(writer);
    }

    /** Sales that a return or a duplicate may name: a sample of those seen, so that some are old. */
    private static void remember(List<Activity> recent, Activity sale, SplittableRandom random) {
        if (recent.size() < 10_000) {
            recent.add(sale);
        } else if (random.nextInt(4) == 0) {
            recent.set(random.nextInt(recent.size()), sale);
        }
    }

    private void flush(ActivityFrameWriter writer) {
        frames.add(stamped(writer.encode(buffer, 0)));
    }

    private byte[] stamped(int length) {
        clock.stamp(buffer, 0);
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    static int[] shuffled(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int k = 0; k < n; k++) {
            int other = random.nextInt(k + 1);
            order[k] = order[other];
            order[other] = k;
        }
        return order;
    }

    private static Activity sale(int k, int rep, int sku, SplittableRandom random) {
        SortedMap<String, String> roles = new TreeMap<>();
        roles.put("rep", rep(rep));
        roles.put("distributor", distributor(rep % LOCATIONS % DISTRIBUTORS));
        long quantity = (1 + random.nextInt(20)) * Fixed.ONE;
        long price = (500 + sku % 997 * 10L) * 100;
        return new Activity(
                "pos",
                "T" + (10_000_000 + k),
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                FIRST_DAY + random.nextInt(90),
                roles,
                sku(sku),
                quantity,
                quantity / Fixed.ONE * price,
                "USD",
                "",
                Collections.emptySortedMap());
    }

    private static Activity returnOf(int k, Activity sale, SplittableRandom random) {
        long quantity = (1 + random.nextInt((int) (sale.quantity() / Fixed.ONE))) * Fixed.ONE;
        return new Activity(
                "pos",
                "R" + (10_000_000 + k),
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.RETURN,
                sale.date(),
                sale.roles(),
                sale.sku(),
                quantity,
                null,
                "USD",
                sale.id(),
                Collections.emptySortedMap());
    }

    public static Program program() {
        return R1Program.program();
    }
}
