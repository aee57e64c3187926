package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.Compared;
import io.tidemark.engine.program.Program.Condition;
import java.util.List;
import java.util.Objects;

/** What is certain about conditions without knowing any fact. */
final class Conditions {
    private Conditions() {}

    /** Whether both can never hold at once: a lower bound above an upper bound of the same measure or ratio. */
    static boolean contradict(Compared a, Compared b) {
        if (!sameSubject(a, b) || a.atLeast() == b.atLeast()) {
            return false;
        }
        return a.atLeast() ? a.bound() > b.bound() : b.bound() > a.bound();
    }

    /** Whether everybody who fulfils all of {@code strict} fulfils all of {@code loose} as well. */
    static boolean imply(List<Condition> strict, List<Condition> loose) {
        return loose.stream().allMatch(wanted -> strict.stream().anyMatch(given -> implies(given, wanted)));
    }

    private static boolean implies(Condition one, Condition other) {
        if (!(one instanceof Compared given) || !(other instanceof Compared wanted)) {
            return one.equals(other);
        }
        return sameSubject(given, wanted)
                && given.atLeast() == wanted.atLeast()
                && (given.atLeast() ? given.bound() >= wanted.bound() : given.bound() <= wanted.bound());
    }

    /**
     * For ratios a larger bound is stricter only where the divisor is not negative: {@code at-least} demands that it
     * is above 0, {@code at-most} does not, so ratios with {@code at-most} compare only when equal.
     */
    private static boolean sameSubject(Compared a, Compared b) {
        boolean same = a.measure().equals(b.measure())
                && Objects.equals(a.over(), b.over())
                && Objects.equals(a.window(), b.window());
        if (!same) {
            return false;
        }
        return !a.isRatio() || a.atLeast() || b.atLeast() || a.bound() == b.bound();
    }

    /** {@code volume at-least 100}. */
    static String words(Compared condition) {
        String ratio = condition.isRatio() ? " to " + condition.over() : "";
        return condition.measure()
                + ratio
                + (condition.atLeast() ? " at-least " : " at-most ")
                + Fixed.format(condition.bound());
    }
}
