package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import java.util.List;
import java.util.Map;

/**
 * Anything that scores: the naive model now, the engine beside it. Worked examples ({@link Tables}) run against it.
 * Numbers are shown texts: plain notation, at most four decimals, no trailing zeros, or {@code out-of-range}.
 */
public interface Scorer {

    /** A program of the same id is replaced. */
    void publish(Program program);

    /** The day on which what follows is received and asked. */
    void today(int epochDay);

    /** Receives one fact; for rows {@link Verdict#ACCEPTED}. */
    Verdict apply(Fact fact);

    /** Receives facts in order, in batches of the scorer's choice; {@link #posted} says nothing about them. */
    default List<Verdict> applyAll(List<Fact> facts) {
        return facts.stream().map(this::apply).toList();
    }

    String measure(Place place, String measure);

    /** The rule's counted value. */
    String rule(Place place, String rule);

    String points(Place place);

    String held(Place place);

    /** The total if the claims of the period that wait were approved, less the total. */
    String pending(Place place);

    /** The tier's name, or empty without a ladder. */
    String tier(Place place);

    /**
     * What is missing for a condition of the next tier.
     *
     * @param condition {@code measure} or {@code measure/over}
     * @return a number, {@code never} where no sale helps, or empty where the next tier has no such condition
     */
    String missing(Place place, String condition);

    /** Per group with a price, {@code group price points tier lost tierLeft} of one more unit and one less, the best first. */
    List<String> nextUnits(Place place);

    /** Standing activities credited here. */
    int activities(Place place);

    /** {@code kind:id} of whom the track credits, or the reason why nobody is; {@code not-standing} if void. */
    String credit(String program, String track, Identity identity);

    /** Closes a period by command: {@code accepted}, or why not. */
    String close(String program, String period);

    /** Every statement of a program, as its digest reads it, in order of closings, then of participants. */
    List<String> statements(String program);

    /** Rows in order, each {@code rank id value}, for a ratio {@code rank id numerator/denominator}. */
    List<String> board(String program, String board, String period, String segment);

    /** What the last fact, applied alone, changed here: rules by name with the change of their value, without zeros. */
    Map<String, String> posted(Place place);

    /** The sum of all postings of a rule, which is its value. */
    String postings(Place place, String rule);
}
