package io.tidemark.bench.peers;

import io.tidemark.bench.R1Answer;
import io.tidemark.bench.R1Reference;
import io.tidemark.engine.activity.Activity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Maps, records and trees of the JDK in one thread: no frames, no journal, no versions, no explanations. */
final class PlainJava implements Contender {
    /** A sale as long as it may be returned. */
    private static final class Sale {
        private final Standing standing;
        private final int category;
        private final long quantity;
        private final long amount;
        private long returned;

        Sale(Standing standing, int category, Activity sale) {
            this.standing = standing;
            this.category = category;
            this.quantity = sale.quantity();
            this.amount = sale.amount();
        }
    }

    private static final class Standing {
        private final R1Reference.Rep rep;
        private final Map<String, TreeBoard> boards;
        private final long[] sums = new long[Points.CLASSES];
        private long points;
        private String tier;

        Standing(R1Reference.Rep rep, Map<String, TreeBoard> boards) {
            this.rep = rep;
            this.boards = boards;
        }
    }

    /** Marks an id that is taken by something that cannot be returned. */
    private static final Sale RETURN = null;

    private final Facts facts;
    private final boolean reading;
    private Map<String, Sale> taken;
    private Map<String, R1Reference.Rep> reps;
    private Map<String, Integer> classes;
    private Map<String, Map<String, Standing>> standings;
    private Map<String, Map<String, TreeBoard>> boards;
    private Map<Integer, String> periods;
    private long ranks;

    PlainJava(Facts facts, boolean reading) {
        this.facts = facts;
        this.reading = reading;
    }

    @Override
    public String name() {
        return reading ? "plain Java: HashMap and TreeSet" : "the same, no rank is read";
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void prepare() {
        taken = new HashMap<>();
        reps = new HashMap<>();
        R1Reference.reps().forEach(rep -> reps.put(rep.id(), rep));
        classes = R1Reference.classes();
        standings = new HashMap<>();
        boards = new HashMap<>();
        periods = new HashMap<>();
    }

    @Override
    public void run() {
        int count = 0;
        for (Activity activity : facts.activities()) {
            score(activity);
            if (++count % READ_EVERY == 0 && reading) {
                String period = periods.get(activity.date());
                ranks += boards.get(period).get("reps").rank(activity.roles().get("rep"));
            }
        }
    }

    private void score(Activity activity) {
        if (taken.containsKey(activity.id())) {
            return;
        }
        if (activity.kind().equals(Activity.SALE)) {
            sale(activity);
        } else {
            taken.put(activity.id(), RETURN);
            returned(taken.get(activity.original()), activity.quantity());
        }
    }

    private void sale(Activity sale) {
        String period = periods.computeIfAbsent(sale.date(), Facts::period);
        R1Reference.Rep rep = reps.get(sale.roles().get("rep"));
        Map<String, TreeBoard> ofPeriod = boards.computeIfAbsent(period, key -> boards());
        Standing standing = standings
                .computeIfAbsent(period, key -> new HashMap<>())
                .computeIfAbsent(rep.id(), key -> new Standing(rep, ofPeriod));
        Sale scored = new Sale(standing, classes.get(sale.sku()), sale);
        taken.put(sale.id(), scored);
        add(standing, scored.category, scored.amount);
    }

    private static Map<String, TreeBoard> boards() {
        Map<String, TreeBoard> boards = new HashMap<>();
        R1Answer.BOARDS.forEach(board -> boards.put(board, new TreeBoard()));
        return boards;
    }

    /** Prices are whole cents, so that a part of a sale comes out even. */
    private static void returned(Sale sale, long quantity) {
        long before = sale.returned;
        sale.returned = Math.min(sale.quantity, before + quantity);
        add(sale.standing, sale.category, -(sale.amount * (sale.returned - before) / sale.quantity));
    }

    private static void add(Standing standing, int category, long amount) {
        standing.sums[category] += amount;
        long points = Points.of(standing.sums);
        long gain = points - standing.points;
        standing.points = points;
        standing.tier = Points.tier(standing.sums);
        standing.boards.get("reps").set(standing.rep.id(), points);
        standing.boards.get("locations").add(standing.rep.location(), gain);
        standing.boards.get("distributors").add(standing.rep.distributor(), gain);
        standing.boards.get("regions").add(standing.rep.region(), gain);
    }

    @Override
    public R1Answer answer() {
        R1Answer answer = new R1Answer();
        boards.forEach((period, ofPeriod) -> ofPeriod.forEach((board, tree) ->
                tree.forEach((member, value) -> answer.put(board, period, member, BigDecimal.valueOf(value, 4)))));
        standings.forEach(
                (period, ofPeriod) -> ofPeriod.forEach((rep, standing) -> answer.tier(period, rep, standing.tier)));
        if (reading && ranks == 0) {
            throw new IllegalStateException("no rank was read");
        }
        return answer;
    }

    @Override
    public void close() {
        taken = null;
        standings = null;
        boards = null;
    }
}
