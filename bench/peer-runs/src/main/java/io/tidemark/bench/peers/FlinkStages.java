package io.tidemark.bench.peers;

import io.tidemark.bench.R1Reference;
import io.tidemark.engine.activity.Activity;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.tuple.Tuple6;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The stages of the Flink job. Stages are copied into the cluster, which is this process: facts and what the job came to
 * pass through static fields.
 */
final class FlinkStages {
    private static volatile List<Activity> facts = List.of();
    private static final Queue<Standing> STANDINGS = new ConcurrentLinkedQueue<>();
    private static final Queue<Board> BOARDS = new ConcurrentLinkedQueue<>();

    private static volatile long beganNs;
    private static final AtomicLong ENDED_NS = new AtomicLong();

    /** Sums and points of a rep in a period. */
    static final class Standing {
        final String rep;
        final String period;
        final long[] sums = new long[Points.CLASSES];
        long points;
        String tier = "";

        Standing(String rep, String period) {
            this.rep = rep;
            this.period = period;
        }
    }

    record Board(String name, String period, TreeBoard order) {}

    /** A sale as long as it may be returned. */
    static final class Sale {
        private final String rep;
        private final String period;
        private final int category;
        private final long quantity;
        private final long amount;
        private long returned;

        Sale(String rep, String period, int category, long quantity, long amount) {
            this.rep = rep;
            this.period = period;
            this.category = category;
            this.quantity = quantity;
            this.amount = amount;
        }
    }

    private FlinkStages() {}

    static void facts(List<Activity> activities) {
        facts = activities;
    }

    /** From the first transaction that went in to the end of the last board. */
    static long tookNs() {
        return ENDED_NS.get() - beganNs;
    }

    static void reset() {
        ENDED_NS.set(0);
        STANDINGS.clear();
        BOARDS.clear();
    }

    static Collection<Standing> standings() {
        return STANDINGS;
    }

    static Collection<Board> boards() {
        return BOARDS;
    }

    /** Id, original, rep and period in one, SKU, quantity, amount. */
    static Tuple6<String, String, String, String, Long, Long> line(long k) {
        if (k == 0) {
            beganNs = System.nanoTime();
        }
        Activity activity = facts.get((int) k);
        return Tuple6.of(
                activity.id(),
                activity.original(),
                activity.roles().get("rep") + '|' + Facts.period(activity.date()),
                activity.sku(),
                activity.quantity(),
                activity.amount() == null ? 0 : activity.amount());
    }

    /** Drops duplicates, brings returns to their sale. */
    static final class BySale
            extends KeyedProcessFunction<
                    String, Tuple6<String, String, String, String, Long, Long>, Tuple4<String, String, Integer, Long>> {
        private transient ValueState<Sale> sales;
        private transient MapState<String, Boolean> returns;
        private transient Map<String, Integer> classes;

        @Override
        public void open(OpenContext context) {
            sales = getRuntimeContext().getState(new ValueStateDescriptor<>("sale", Sale.class));
            returns = getRuntimeContext().getMapState(new MapStateDescriptor<>("returns", String.class, Boolean.class));
            classes = R1Reference.classes();
        }

        @Override
        public void processElement(
                Tuple6<String, String, String, String, Long, Long> line,
                Context context,
                Collector<Tuple4<String, String, Integer, Long>> out)
                throws Exception {
            Sale sale = sales.value();
            if (line.f1.isEmpty() && sale == null) {
                int bar = line.f2.indexOf('|');
                Sale first = new Sale(
                        line.f2.substring(0, bar), line.f2.substring(bar + 1), classes.get(line.f3), line.f4, line.f5);
                sales.update(first);
                out.collect(Tuple4.of(first.rep, first.period, first.category, first.amount));
            } else if (!line.f1.isEmpty() && !returns.contains(line.f0)) {
                returns.put(line.f0, Boolean.TRUE);
                long before = sale.returned;
                sale.returned = Math.min(sale.quantity, before + line.f4);
                sales.update(sale);
                long gain = -(sale.amount * (sale.returned - before) / sale.quantity);
                out.collect(Tuple4.of(sale.rep, sale.period, sale.category, gain));
            }
        }
    }

    /** Sums, points and tier of a rep in a period. */
    static final class ByStanding
            extends KeyedProcessFunction<
                    String, Tuple4<String, String, Integer, Long>, Tuple4<String, String, String, Long>> {
        private transient ValueState<Standing> standings;
        private transient Map<String, R1Reference.Rep> reps;

        @Override
        public void open(OpenContext context) {
            standings = getRuntimeContext().getState(new ValueStateDescriptor<>("standing", Standing.class));
            reps = new HashMap<>();
            R1Reference.reps().forEach(rep -> reps.put(rep.id(), rep));
        }

        @Override
        public void processElement(
                Tuple4<String, String, Integer, Long> gain,
                Context context,
                Collector<Tuple4<String, String, String, Long>> out)
                throws Exception {
            Standing standing = standings.value();
            if (standing == null) {
                standing = new Standing(gain.f0, gain.f1);
                STANDINGS.add(standing);
            }
            standing.sums[gain.f2] += gain.f3;
            long points = Points.of(standing.sums);
            long moved = points - standing.points;
            standing.points = points;
            standing.tier = Points.tier(standing.sums);
            standings.update(standing);
            R1Reference.Rep rep = reps.get(gain.f0);
            out.collect(Tuple4.of("reps", gain.f1, rep.id(), moved));
            out.collect(Tuple4.of("locations", gain.f1, rep.location(), moved));
            out.collect(Tuple4.of("distributors", gain.f1, rep.distributor(), moved));
            out.collect(Tuple4.of("regions", gain.f1, rep.region(), moved));
        }
    }

    /** One board in one period; of the reps' every hundredth rank is read. */
    static final class ByBoard extends KeyedProcessFunction<String, Tuple4<String, String, String, Long>, Integer> {
        private transient ValueState<TreeBoard> boards;
        private transient int moves;

        @Override
        public void open(OpenContext context) {
            boards = getRuntimeContext().getState(new ValueStateDescriptor<>("board", TreeBoard.class));
        }

        @Override
        public void processElement(Tuple4<String, String, String, Long> move, Context context, Collector<Integer> out)
                throws Exception {
            TreeBoard board = boards.value();
            if (board == null) {
                board = new TreeBoard();
                boards.update(board);
                BOARDS.add(new Board(move.f0, move.f1, board));
            }
            board.add(move.f2, move.f3);
            if (move.f0.equals("reps") && ++moves % Contender.READ_EVERY == 0) {
                out.collect(board.rank(move.f2));
            }
        }

        @Override
        public void close() {
            ENDED_NS.accumulateAndGet(System.nanoTime(), Math::max);
        }
    }
}
