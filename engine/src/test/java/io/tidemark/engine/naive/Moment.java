package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program.HasStatus;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Tier;
import io.tidemark.engine.program.Program.TrackCap;
import io.tidemark.engine.program.Program.Window;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One participant on one track in one period: the counted values of its rules (value over the rule's window, cap, what was
 * reached before, needs, best-of) and the total under the track's cap.
 */
final class Moment {
    private final Reckoning all;
    final String period;
    private final boolean everyNeedOpen;
    private final Map<String, BigDecimal> own = new HashMap<>();

    Moment(Reckoning all, String period) {
        this(all, period, false);
    }

    private Moment(Reckoning all, String period, boolean everyNeedOpen) {
        this.all = all;
        this.period = period;
        this.everyNeedOpen = everyNeedOpen;
    }

    /** The same with every condition of every {@code needs} of this period taken as holding. */
    Moment withEveryNeedOpen() {
        return new Moment(all, period, true);
    }

    BigDecimal measure(String name, Window window) {
        return all.history.measure(name, window, period);
    }

    BigDecimal attribute(String name) {
        return all.attribute(name, period);
    }

    /** Whether a measure is made of facts. */
    boolean isOfFacts(String measure) {
        return all.program.measures().stream()
                .noneMatch(declared -> declared.name().equals(measure) && declared.isGiven());
    }

    BigDecimal points(PointsOf of, Window window) {
        List<String> periods = all.history.periods(window, period);
        BigDecimal sum = of.isTotal() ? points() : counted(all.rule(of.rule()));
        for (String earlier : periods.subList(0, periods.size() - 1)) {
            Moment before = all.at(earlier);
            sum = sum.add(of.isTotal() ? before.points() : before.counted(all.rule(of.rule())));
        }
        return sum;
    }

    boolean has(HasStatus status) {
        return all.circumstances.has(status, period);
    }

    /** Whether an ancestor holds a tier. */
    boolean holds(HoldsTier tier) {
        return all.circumstances.holds(tier, period);
    }

    /** Position of the tier held. */
    int tier() {
        return new Tiers(all.program.measures(), all.track, all).held(period);
    }

    int position(String tier) {
        return all.track.ladder().stream().map(Tier::name).toList().indexOf(tier);
    }

    /** Counted values by rule, in the track's order. */
    Map<String, BigDecimal> counted() {
        Map<String, BigDecimal> counted = new LinkedHashMap<>();
        all.track.rules().forEach(rule -> counted.put(rule.name(), counted(rule)));
        return counted;
    }

    BigDecimal counted(Rule rule) {
        return rule.bestOf() == null || rule == winner(rule.bestOf()) ? own(rule) : BigDecimal.ZERO;
    }

    /** The largest counts; of equal ones the first declared. */
    private Rule winner(String contest) {
        Rule best = null;
        for (Rule rule : all.track.rules()) {
            if (contest.equals(rule.bestOf()) && (best == null || own(rule).compareTo(own(best)) > 0)) {
                best = rule;
            }
        }
        return best;
    }

    /** After cap and needs, before best-of. */
    private BigDecimal own(Rule rule) {
        BigDecimal known = own.get(rule.name());
        if (known == null) {
            known = ownOf(rule);
            own.put(rule.name(), known);
        }
        return known;
    }

    private BigDecimal ownOf(Rule rule) {
        if (!everyNeedOpen && !Conditions.allHold(rule.needs(), this, rule.window())) {
            return BigDecimal.ZERO;
        }
        List<String> periods = all.history.periods(rule.window(), period);
        BigDecimal before = periods.size() == 1
                ? BigDecimal.ZERO
                : all.at(periods.get(periods.size() - 2)).reached(rule);
        return reached(rule).subtract(before);
    }

    /** The rule's value over its window up to this period, under its cap. */
    private BigDecimal reached(Rule rule) {
        BigDecimal value = Formulas.value(rule, this, base(rule));
        return rule.cap() == null ? value : value.min(Numbers.of(rule.cap()));
    }

    private BigDecimal base(Rule rule) {
        BigDecimal base = BigDecimal.ZERO;
        for (String name : rule.spec().rules("base")) {
            base = base.add(points(new PointsOf(null, name, 0, null), rule.window()));
        }
        return base;
    }

    BigDecimal uncapped() {
        return counted().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal points() {
        TrackCap cap = all.track.cap();
        if (cap == null) {
            return uncapped();
        }
        List<String> periods = all.history.periods(cap.window(), period);
        BigDecimal most = Numbers.of(cap.points());
        BigDecimal before = all.uncapped(periods.subList(0, periods.size() - 1));
        return before.add(uncapped()).min(most).subtract(before.min(most));
    }
}
