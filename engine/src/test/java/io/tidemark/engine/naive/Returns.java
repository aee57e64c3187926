package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** From standing versions to effects: returns are matched with their sales and cut to what was sold. */
final class Returns {
    private static final Comparator<Activity> FACT_ORDER =
            Comparator.comparingInt(Activity::date).thenComparing(Identity::of);

    private final SortedMap<Identity, Activity> highest;
    private final Originals originals;

    Returns(SortedMap<Identity, Activity> highest) {
        this.highest = highest;
        this.originals = new Originals(highest);
    }

    /** Every standing activity once, in (date, identity) order of what was stated. */
    List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        SortedMap<Identity, List<Activity>> returnsOf = new TreeMap<>();
        for (Activity standing : standing()) {
            Originals.Match match =
                    standing.kind().equals(Activity.RETURN) ? originals.of(standing) : Originals.Match.NONE;
            if (match.sale() != null) {
                returnsOf
                        .computeIfAbsent(match.sale(), any -> new ArrayList<>())
                        .add(standing);
            } else {
                effects.add(byItsOwnFields(standing, match.ambiguous()));
            }
        }
        returnsOf.forEach((sale, returns) -> effects.addAll(cut(highest.get(sale), returns)));
        return effects;
    }

    private List<Activity> standing() {
        return highest.values().stream()
                .filter(version -> version.function() != Function.VOID)
                .sorted(FACT_ORDER)
                .toList();
    }

    private static Effect byItsOwnFields(Activity own, boolean ambiguous) {
        boolean lost = own.kind().equals(Activity.RETURN) && !own.original().isEmpty();
        return new Effect(
                Identity.of(own),
                own.kind(),
                own.date(),
                own.roles(),
                own.sku(),
                List.of(own.currency()),
                Numbers.orZero(own.quantity()),
                Numbers.orZero(own.amount()),
                isNegative(own.quantity()) || isNegative(own.amount()),
                own.fields(),
                Numbers.among(own.fields()),
                false,
                null,
                0,
                ambiguous ? Effect.AMBIGUOUS : lost ? Effect.WAITING : null,
                Effect.Basis.of(own),
                false);
    }

    private static boolean isNegative(Long units) {
        return units != null && units < 0;
    }

    private static List<Effect> cut(Activity sale, List<Activity> returns) {
        Remainder remainder = new Remainder(sale);
        return returns.stream()
                .map(goodsBack -> counted(sale, goodsBack, remainder.take(goodsBack)))
                .toList();
    }

    private static Effect counted(Activity sale, Activity goodsBack, Remainder.Share share) {
        Map<String, java.math.BigDecimal> numbers = share.numbers();
        return new Effect(
                Identity.of(goodsBack),
                Activity.RETURN,
                sale.date(),
                sale.roles(),
                sale.sku(),
                List.of(sale.currency(), goodsBack.currency()),
                share.quantity(),
                share.amount(),
                false,
                sale.fields(),
                numbers,
                true,
                Identity.of(sale),
                goodsBack.date() - sale.date(),
                share.overReturn() ? Effect.OVER_RETURN : null,
                Effect.Basis.of(sale),
                sale.function() == Function.VOID);
    }
}
