package io.tidemark.engine.rule;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The closed vocabulary of rule kinds: one line each. */
public final class RuleKinds {
    public static final List<RuleKind> ALL =
            List.of(new RateRule(), new BandsRule(), new RetroRule(), new MilestoneRule(), new BonusRule());

    private static final Map<String, RuleKind> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(RuleKind::name, Function.identity()));

    private RuleKinds() {}

    /** The kind of that name, or null. */
    public static RuleKind named(String name) {
        return BY_NAME.get(name);
    }
}
