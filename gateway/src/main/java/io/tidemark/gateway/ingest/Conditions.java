package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The profile's skip rules and kinds, bound to the columns of one file. Of one thread. */
final class Conditions {
    private record Bound(int[] places, Profile.Test[] tests) {}

    /** A kind rule bound to the file. */
    record BoundKind(char[] chars, Set<String> negate, int number) {}

    private final NumberText numbers;
    private final Bound[] skip;
    private final Bound[] when;
    private final BoundKind[] kinds;

    Conditions(Profile profile, Header header, NumberText numbers) {
        this.numbers = numbers;
        this.skip = profile.skip().stream().map(rule -> bind(rule, header)).toArray(Bound[]::new);
        List<Profile.KindRule> rules = profile.kinds();
        this.when = rules.stream().map(rule -> bind(rule.when(), header)).toArray(Bound[]::new);
        this.kinds = new BoundKind[rules.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = new BoundKind(
                    rules.get(i).kind().toCharArray(), rules.get(i).negate(), i);
        }
    }

    private static Bound bind(Profile.When when, Header header) {
        Map<String, Profile.Test> tests = when.tests();
        return new Bound(
                tests.keySet().stream().mapToInt(header::place).toArray(),
                tests.values().toArray(new Profile.Test[0]));
    }

    boolean isSkipped(Row row) {
        for (Bound rule : skip) {
            if (holds(rule, row)) {
                return true;
            }
        }
        return false;
    }

    /** The first kind rule that the row meets, or null. */
    BoundKind kind(Row row) {
        for (int i = 0; i < when.length; i++) {
            if (holds(when[i], row)) {
                return kinds[i];
            }
        }
        return null;
    }

    List<BoundKind> kinds() {
        return List.of(kinds);
    }

    private boolean holds(Bound rule, Row row) {
        for (int i = 0; i < rule.places.length; i++) {
            if (!holds(rule.tests[i], rule.places[i], row)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Profile.Test test, int place, Row row) {
        // of a row that is too short nothing is known about the columns it does not have
        if (place >= row.count()) {
            return false;
        }
        return switch (test.shape()) {
            case BLANK -> row.isBlank(place);
            case NEGATIVE -> sign(place, row) < 0;
            case POSITIVE -> sign(place, row) > 0;
            case VALUE -> isOneOf(test.values(), place, row);
        };
    }

    private int sign(int place, Row row) {
        long units = row.isBlank(place) ? Fixed.NONE : numbers.parse(row.chars(), row.from(place), row.to(place));
        return units == Fixed.NONE ? 0 : Long.signum(units);
    }

    private static boolean isOneOf(List<String> values, int place, Row row) {
        for (int i = 0; i < values.size(); i++) {
            if (row.is(place, values.get(i))) {
                return true;
            }
        }
        return false;
    }
}
