package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ClaimDecision.Verdict;
import io.tidemark.engine.program.Program;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** When claims count, and which sales are of the same thing. */
final class Claiming {
    static final String PENDING = "claim-pending";

    private final Program program;
    private final Directory directory;
    private final List<Effect> effects;

    Claiming(Program program, Directory directory, List<Effect> effects) {
        this.program = program;
        this.directory = directory;
        this.effects = effects;
    }

    static boolean isClaim(Effect effect) {
        return effect.kind().equals(Program.Claims.KIND);
    }

    /** Whether an activity is a claim that the program scores. */
    boolean scores(Effect effect) {
        return program.claims() != null && isClaim(effect);
    }

    /** Why a claim does not count on any track, or null. */
    String reason(Effect claim) {
        Program.Claims terms = program.claims();
        if (terms.requires().stream().anyMatch(field -> !has(claim, field))) {
            return "claim-incomplete";
        }
        int day = directory.given.receivedOn(claim.identity());
        if (terms.withinDays() >= 0 && day - claim.date() > terms.withinDays()) {
            return "outside-claim-window";
        }
        List<Verdict> verdicts = terms.approve().stream()
                .map(step -> directory.given.verdict(program.id(), claim.identity(), step))
                .toList();
        if (verdicts.contains(Verdict.REJECTED)) {
            return "claim-rejected";
        }
        boolean approved = verdicts.stream().allMatch(Verdict.APPROVED::equals);
        return approved || approvesItself(claim) ? null : PENDING;
    }

    private static boolean has(Effect claim, String field) {
        return switch (field) {
            case "sku" -> !claim.sku().isEmpty();
            case "quantity" -> claim.quantity().signum() != 0;
            case "amount" -> claim.amount().signum() != 0;
            default -> claim.fields().containsKey(field) || claim.roles().containsKey(field);
        };
    }

    private boolean approvesItself(Effect claim) {
        Program.AutoApprove auto = program.claims().auto();
        if (auto == null) {
            return false;
        }
        boolean small = auto.amountAtMost() == null || claim.amount().compareTo(Numbers.of(auto.amountAtMost())) <= 0;
        return small && (!auto.matched() || !sales(claim).isEmpty());
    }

    /** Standing sales of the same thing that are not returned whole, the earliest first. */
    private List<Effect> sales(Effect claim) {
        List<String> key = key(claim);
        return effects.stream()
                .filter(effect -> effect.kind().equals(Activity.SALE) && key != null && key.equals(key(effect)))
                .filter(effect -> !isReturnedWhole(effect))
                .sorted(Comparator.comparingInt(Effect::date).thenComparing(Effect::identity))
                .toList();
    }

    private List<String> key(Effect effect) {
        List<String> key = new ArrayList<>();
        for (String field : program.claims().match()) {
            String value = field.equals("sku")
                    ? effect.sku()
                    : effect.fields().getOrDefault(field, directory.meant(effect, field));
            if (value.isEmpty()) {
                return null;
            }
            key.add(value);
        }
        return key.isEmpty() ? null : key;
    }

    private boolean isReturnedWhole(Effect sale) {
        boolean byQuantity = sale.quantity().signum() != 0;
        BigDecimal sold = byQuantity ? sale.quantity() : sale.amount();
        BigDecimal back = effects.stream()
                .filter(effect -> effect.matched() && effect.sale().equals(sale.identity()))
                .map(byQuantity ? Effect::quantity : Effect::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sold.signum() != 0 && sold.compareTo(back) == 0;
    }

    /** The credits of a claim where a sale of the same thing credits somebody on the track already. */
    List<Credit> recognised(Effect claim, List<Credit> own, Map<Identity, List<Credit>> ofTrack) {
        for (Effect sale : sales(claim)) {
            if (ofTrack.get(sale.identity()).stream().anyMatch(credit -> credit.who() != null)) {
                String reason = "recognised-as-claim-of " + sale.identity().source() + ":"
                        + sale.identity().reference();
                return own.stream()
                        .map(credit -> credit.who() == null ? credit : Credit.setAside(reason))
                        .toList();
            }
        }
        return own;
    }
}
