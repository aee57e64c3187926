package io.tidemark.engine.rule;

import io.tidemark.engine.program.RuleSpec;
import java.util.List;

/**
 * A kind of rule: what may be written under its key, what is wrong with what was written, and the function it means.
 * One class implements one kind; {@link RuleKinds} names it in one line; nothing else in the product knows it.
 */
public interface RuleKind {

    /** The key in a program, e.g. {@code bands}. */
    String name();

    /** The keys the kind takes, in the order in which documents list them. */
    List<Parameter> parameters();

    /**
     * What is wrong with arguments that are each of the right type: one line per problem, saying what is wrong and,
     * after {@code " — "}, what would be right. Empty when nothing is.
     */
    List<Problem> problems(RuleSpec spec);

    /** The function of one rule, from measures of the given positions. Called for checked programs only. */
    RuleFunction compile(RuleSpec spec, Resolver resolver);

    /**
     * @param key the key
     * @param type what may stand there
     * @param required whether the kind makes no sense without it
     */
    record Parameter(String key, Type type, boolean required) {}

    /** @param key the parameter at fault */
    record Problem(String key, String text) {}

    enum Type {
        /** A number, up to four decimals. */
        NUMBER,
        /** The name of a measure. */
        MEASURE,
        /** A number, or the name of a measure. */
        NUMBER_OR_MEASURE,
        /** A number, or {@code { attribute: NAME }} of the participant. */
        NUMBER_OR_ATTRIBUTE,
        /** A list of rules of the same track, on whose counted values the rule builds. */
        RULES,
        /** A list of steps of {@code at} with {@code points} or {@code times}. */
        STEPS,
        /** A condition or a list of conditions that must all hold. */
        CONDITIONS
    }

    /** Turns the names of a spec into what the compiled function reads. */
    interface Resolver {
        /** Place of a measure, over the rule's window, in the vector handed to the function. */
        int measure(String name);

        /** Place of the number in an attribute of the participant. */
        int attribute(String name);

        /** The conjunction of conditions. */
        Gate gate(List<io.tidemark.engine.program.Program.Condition> conditions);
    }
}
