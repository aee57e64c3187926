package io.tidemark.engine.program;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.credit.CreditRoles;
import io.tidemark.engine.program.RuleSpec.Argument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A track with shares as its functions read it: its measures are in hundred-millionths, so that whatever the program compares or
 * divides them by is a ten-thousand times as much. Points stay in units. Exact: nothing is rounded.
 */
final class ShareScale {
    private ShareScale() {}

    static Program.Track track(Program.Track track) {
        return new Program.Track(
                track.name(),
                track.kind(),
                track.where(),
                track.credit(),
                rules(track.rules()),
                ladder(track.ladder()),
                track.terms(),
                track.cap());
    }

    private static List<Program.Rule> rules(List<Program.Rule> rules) {
        return rules.stream()
                .map(rule -> new Program.Rule(
                        rule.name(),
                        spec(rule.spec()),
                        rule.cap(),
                        conditions(rule.needs()),
                        rule.bestOf(),
                        rule.window()))
                .toList();
    }

    private static List<Program.Tier> ladder(List<Program.Tier> ladder) {
        return ladder.stream()
                .map(tier -> new Program.Tier(tier.name(), conditions(tier.when())))
                .toList();
    }

    static Program.Board board(Program.Board board) {
        boolean asIs =
                board.min() == null || board.rank().isPoints() || board.rank().isRatio();
        return asIs
                ? board
                : new Program.Board(
                        board.name(),
                        board.track(),
                        board.rank(),
                        board.ties(),
                        board.level(),
                        board.per(),
                        times(board.min()),
                        board.prizes(),
                        board.tiesTakeAll(),
                        board.window());
    }

    private static List<Program.Condition> conditions(List<Program.Condition> conditions) {
        return conditions.stream().map(ShareScale::condition).toList();
    }

    private static Program.Condition condition(Program.Condition condition) {
        if (condition instanceof Program.Some some) {
            return new Program.Some(some.name(), some.least(), conditions(some.of()));
        }
        if (condition instanceof Program.Not not) {
            return new Program.Not(not.name(), condition(not.of()));
        }
        return condition instanceof Program.Compared compared && !compared.isRatio()
                ? new Program.Compared(
                        compared.name(),
                        compared.measure(),
                        null,
                        compared.atLeast(),
                        times(compared.bound()),
                        compared.window())
                : condition;
    }

    private static RuleSpec spec(RuleSpec spec) {
        Map<String, Argument> arguments = new LinkedHashMap<>();
        spec.arguments().forEach((key, argument) -> arguments.put(key, argument(key, argument)));
        if (perUnitOfMeasure(spec)) {
            arguments.put("per", new Argument.Number(times(spec.number("per", Fixed.ONE))));
        }
        return new RuleSpec(spec.kind(), arguments);
    }

    /** Whether the points of a rule are for a unit of its measure, rather than for what is reached or of a base. */
    private static boolean perUnitOfMeasure(RuleSpec spec) {
        return switch (spec.kind()) {
            case "rate" -> true;
            case "bands", "retro" -> spec.steps("steps").stream().noneMatch(RuleSpec.Step::times);
            default -> false;
        };
    }

    private static Argument argument(String key, Argument argument) {
        if (argument instanceof Argument.Steps steps) {
            return new Argument.Steps(steps.steps().stream()
                    .map(step -> new RuleSpec.Step(times(step.at()), step.times(), step.value()))
                    .toList());
        }
        if (argument instanceof Argument.Conditions conditions) {
            return new Argument.Conditions(conditions(conditions.conditions()));
        }
        boolean measured = key.equals("above") || key.equals("up-to") || key.equals("every");
        return measured && argument instanceof Argument.Number number
                ? new Argument.Number(times(number.value()))
                : argument;
    }

    /** Constants are at most 10^13 units: no overflow. */
    private static long times(long units) {
        return units * CreditRoles.SCALE;
    }
}
