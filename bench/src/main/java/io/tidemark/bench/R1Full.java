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
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * R1-full, seeded: the mix of R1 with as many reps and SKUs as asked, under {@code r1-full.yaml}. The transactions are made
 * piece by piece, as fifty million of them would not fit in memory beside the core; sums are kept beside the generator.
 */
public final class R1Full {
    /** 2026-03-31. */
    private static final int TODAY = 20_543;

    /** A sale that may be returned or sent again. */
    private static final class Sold {
        private final Activity sale;
        private final int rep;
        private long returned;

        Sold(Activity sale, int rep) {
            this.sale = sale;
            this.rep = rep;
        }
    }

    private final int reps;
    private final int skus;
    private final SplittableRandom random = new SplittableRandom(42);
    private final Zipf zipfReps;
    private final Zipf zipfSkus;
    private final int[] shuffledReps;
    private final int[] shuffledSkus;
    private final R1FullExpected expected;
    private final List<Sold> recent = new ArrayList<>();
    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    private final FrameClock clock = new FrameClock(0);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private int number;

    public R1Full(int reps, int skus) {
        this.reps = reps;
        this.skus = skus;
        zipfReps = new Zipf(reps, 0.9);
        zipfSkus = new Zipf(skus, 1.0);
        shuffledReps = shuffled(reps);
        shuffledSkus = shuffled(skus);
        expected = new R1FullExpected(reps);
        clock.advance(TODAY * 86_400_000L);
    }

    public R1FullExpected expected() {
        return expected;
    }

    /** A core with the program and the reference data applied. */
    public ScoringCore newCore() {
        ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
        CommandFrames commands = new CommandFrames(buffer, length -> {
            clock.stamp(buffer, 0);
            core.apply(buffer, 0, length);
        });
        commands.publish(program());
        inPieces(R1.REGIONS, k -> R1.person("region", R1.region(k), "", ""), commands::participants);
        inPieces(
                R1.DISTRIBUTORS,
                k -> R1.person("distributor", R1.distributor(k), "region", R1.region(k % R1.REGIONS)),
                commands::participants);
        inPieces(
                R1.LOCATIONS,
                k -> R1.person("location", R1.location(k), "distributor", R1.distributor(k % R1.DISTRIBUTORS)),
                commands::participants);
        inPieces(reps, R1Full::rep, commands::participants);
        inPieces(skus, R1Full::product, commands::products);
        return core;
    }

    /** The program of R1-full. */
    public static Program program() {
        try (InputStream yaml = R1Full.class.getResourceAsStream("r1-full.yaml")) {
            Problems problems = new Problems();
            Program program = ProgramReader.read(
                    "r1-full.yaml", new String(yaml.readAllBytes(), StandardCharsets.UTF_8), problems);
            if (program == null) {
                throw new IllegalStateException(problems.toString());
            }
            return program;
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    private static <T> void inPieces(int count, java.util.function.IntFunction<T> row, Consumer<List<T>> commands) {
        List<T> piece = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            piece.add(row.apply(k));
            if (piece.size() == 10_000 || k + 1 == count) {
                commands.accept(piece);
                piece.clear();
            }
        }
    }

    private static ParticipantRow rep(int k) {
        return R1.person("distributor-rep", R1.rep(k), "location", R1.location(k % R1.LOCATIONS));
    }

    private static ProductRow product(int k) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("category", "category-" + k % R1.CATEGORIES);
        return new ProductRow(R1.sku(k), Integer.MIN_VALUE, attributes);
    }

    /** The next transactions as frames, in order. They are to be applied before more are asked for. */
    public List<UnsafeBuffer> next(int transactions) {
        List<UnsafeBuffer> frames = new ArrayList<>();
        for (int k = 0; k < transactions; k++) {
            writer.add(transaction());
            if (writer.count() == EngineLimits.MAX_COMMANDS || k + 1 == transactions) {
                int length = writer.encode(buffer, 0);
                clock.stamp(buffer, 0);
                frames.add(new UnsafeBuffer(Arrays.copyOf(buffer.byteArray(), length)));
            }
        }
        return frames;
    }

    private Activity transaction() {
        int chance = random.nextInt(1000);
        number++;
        if (chance < 5 && !recent.isEmpty()) {
            return recent.get(random.nextInt(recent.size())).sale;
        }
        return chance < 25 && !recent.isEmpty() ? returned(recent.get(random.nextInt(recent.size()))) : sale();
    }

    private Activity sale() {
        int rep = shuffledReps[zipfReps.draw(random)];
        int sku = shuffledSkus[zipfSkus.draw(random)];
        long quantity = (1 + random.nextInt(20)) * Fixed.ONE;
        long price = (500 + sku % 997 * 10L) * 100;
        Activity sale = activity("T", Activity.SALE, rep, sku, TODAY - random.nextInt(90), quantity, "");
        sale = amount(sale, quantity / Fixed.ONE * price);
        expected.sale(rep, sku, sale);
        remember(new Sold(sale, rep));
        return sale;
    }

    private Activity activity(String prefix, String kind, int rep, int sku, int date, long quantity, String original) {
        SortedMap<String, String> roles = new TreeMap<>();
        roles.put("rep", R1.rep(rep));
        roles.put("distributor", R1.distributor(rep % R1.LOCATIONS % R1.DISTRIBUTORS));
        return new Activity(
                "pos",
                prefix + (10_000_000 + number),
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                kind,
                date,
                roles,
                R1.sku(sku),
                quantity,
                null,
                "USD",
                original,
                Collections.emptySortedMap());
    }

    private static Activity amount(Activity of, long amount) {
        return new Activity(
                of.source(),
                of.id(),
                of.line(),
                of.function(),
                of.revision(),
                of.kind(),
                of.date(),
                of.roles(),
                of.sku(),
                of.quantity(),
                amount,
                of.currency(),
                of.original(),
                of.fields());
    }

    /** Returns of a sale count up to what was sold. */
    private Activity returned(Sold of) {
        long quantity = (1 + random.nextInt((int) (of.sale.quantity() / Fixed.ONE))) * Fixed.ONE;
        int sku = Integer.parseInt(of.sale.sku().substring(4)) - 10_000;
        long before = of.returned;
        of.returned = Math.min(of.sale.quantity(), before + quantity);
        expected.returned(of.rep, sku, of.sale, of.returned - before);
        return activity("R", Activity.RETURN, of.rep, sku, of.sale.date(), quantity, of.sale.id());
    }

    /** A sample of those seen, so that some are old. */
    private void remember(Sold sold) {
        if (recent.size() < 10_000) {
            recent.add(sold);
        } else if (random.nextInt(4) == 0) {
            recent.set(random.nextInt(recent.size()), sold);
        }
    }

    private int[] shuffled(int n) {
        int[] order = new int[n];
        for (int k = 0; k < n; k++) {
            int other = random.nextInt(k + 1);
            order[k] = order[other];
            order[other] = k;
        }
        return order;
    }
}
