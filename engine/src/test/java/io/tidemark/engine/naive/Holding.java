package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.program.Program;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What only one activity may have on a track: of those otherwise creditable, the earliest by (date, identity) holds it. Sales have
 * the serial of their product, unless they are returned whole; kinds have what the program counts them once per.
 */
final class Holding {
    private final Program program;
    private final Directory directory;
    private final Map<Identity, Effect> effects = new HashMap<>();
    private final Map<Identity, List<Credit>> credits;
    /** Matched returns by their sale. */
    private final Map<Identity, List<Effect>> returns;

    /** @param credits of one track, as they would be if every activity counted */
    Holding(Program program, Directory directory, List<Effect> effects, Map<Identity, List<Credit>> credits) {
        this.program = program;
        this.directory = directory;
        this.credits = credits;
        effects.forEach(effect -> this.effects.put(effect.identity(), effect));
        this.returns = effects.stream().filter(Effect::matched).collect(Collectors.groupingBy(Effect::sale));
    }

    /** The credits that remain. */
    Map<Identity, List<Credit>> remaining() {
        Map<List<String>, Effect> holders = holders();
        Map<Identity, List<Credit>> remaining = new HashMap<>();
        credits.forEach((identity, ofRoles) -> {
            Effect effect = effects.get(identity);
            Effect wants = effect.matched() ? effects.get(effect.sale()) : effect;
            List<Credit> left = new ArrayList<>();
            for (int k = 0; k < ofRoles.size(); k++) {
                left.add(remaining(ofRoles.get(k), wants, k, holders));
            }
            remaining.put(identity, left);
        });
        return remaining;
    }

    private Credit remaining(Credit own, Effect wants, int role, Map<List<String>, Effect> holders) {
        Credit credit = wants == null
                ? Credit.NOT_STANDING
                : credits.get(wants.identity()).get(role);
        List<String> key = own.who() == null || credit.who() == null ? null : key(wants, credit);
        Effect holder = key == null ? null : holders.get(key);
        if (holder == null || holder.identity().equals(wants.identity())) {
            return own;
        }
        String reason = fields(wants).equals(List.of("serial")) ? "serial-held-by" : "once-per-held-by";
        return Credit.setAside(reason + " " + holder.identity().source() + ":"
                + holder.identity().reference());
    }

    private Map<List<String>, Effect> holders() {
        Comparator<Effect> earliest = Comparator.comparingInt(Effect::date).thenComparing(Effect::identity);
        Map<List<String>, Effect> holders = new HashMap<>();
        credits.forEach((identity, ofRoles) -> {
            Effect effect = effects.get(identity);
            for (Credit credit : ofRoles) {
                List<String> key = credit.who() == null ? null : key(effect, credit);
                if (key != null) {
                    holders.merge(key, effect, (a, b) -> earliest.compare(a, b) <= 0 ? a : b);
                }
            }
        });
        return holders;
    }

    private List<String> fields(Effect effect) {
        if (effect.kind().equals(Activity.SALE)) {
            return List.of("serial");
        }
        return program.kinds().stream()
                .filter(kind -> kind.name().equals(effect.kind()))
                .findFirst()
                .map(Program.Kind::oncePer)
                .orElse(List.of());
    }

    /** What the activity wants to hold, or null where it wants nothing or a field of it is absent. */
    private List<String> key(Effect effect, Credit credit) {
        List<String> fields = fields(effect);
        if (fields.isEmpty() || isReturnedWhole(effect)) {
            return null;
        }
        List<String> key = new ArrayList<>(List.of(effect.kind()));
        if (fields.equals(List.of("serial"))) {
            key.add(effect.sku());
        }
        for (String field : fields) {
            String value = value(effect, credit, field);
            if (value == null || value.isEmpty()) {
                return null;
            }
            key.add(value);
        }
        return key;
    }

    private String value(Effect effect, Credit credit, String field) {
        return switch (field) {
            case "participant" -> credit.who().toString();
            case "sku" -> effect.sku();
            default -> effect.fields().getOrDefault(field, named(effect, field));
        };
    }

    private String named(Effect effect, String role) {
        return effect.roles().containsKey(role) ? directory.meant(effect, role) : null;
    }

    private boolean isReturnedWhole(Effect sale) {
        boolean byQuantity = sale.quantity().signum() != 0;
        BigDecimal sold = byQuantity ? sale.quantity() : sale.amount();
        BigDecimal back = returns.getOrDefault(sale.identity(), List.of()).stream()
                .map(byQuantity ? Effect::quantity : Effect::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sold.signum() != 0 && sold.compareTo(back) == 0;
    }
}
