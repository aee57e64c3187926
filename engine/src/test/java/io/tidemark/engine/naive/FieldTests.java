package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.FieldTest;
import java.util.List;
import java.util.function.UnaryOperator;

/** Tests of texts and numbers in fields; a field that is absent equals nothing and lies within no bound. */
final class FieldTests {
    private FieldTests() {}

    /** @param fields the text of a field by its name, null where it is absent */
    static boolean allHold(List<FieldTest> tests, UnaryOperator<String> fields) {
        return tests.stream().allMatch(test -> holds(test, fields.apply(test.field())));
    }

    private static boolean holds(FieldTest test, String text) {
        if (test.atLeast() != null || test.atMost() != null) {
            return text != null && within(test, Fixed.parse(text));
        }
        boolean equal = text != null && test.values().contains(text);
        return equal != test.negated();
    }

    private static boolean within(FieldTest test, long units) {
        return units != Fixed.NONE
                && (test.atLeast() == null || units >= test.atLeast())
                && (test.atMost() == null || units <= test.atMost());
    }
}
