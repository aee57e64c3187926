package io.tidemark.engine.query;

import java.util.List;

/**
 * Where one claim stands in one program.
 *
 * @param claim {@code id} or {@code id/line}
 * @param state {@code submitted}, {@code approved}, {@code rejected}, {@code expired}, {@code incomplete}; {@code set-aside} where something else
 *     is wrong with it
 * @param reason why it does not count, empty where it does
 * @param steps of approval in the program's order
 * @param sales {@code source:id[/line]} of standing sales of the same thing
 * @param sold units of those sales, less what came back
 * @param claimed units that approved and submitted claims of the same thing ask for
 */
public record ClaimView(
        String source,
        String claim,
        String state,
        String reason,
        List<Step> steps,
        List<String> sales,
        long sold,
        long claimed) {

    /**
     * @param verdict {@code approved}, {@code rejected}, or empty where nothing is decided
     * @param reason in words, or empty
     * @param by who decided, or empty
     */
    public record Step(String step, String verdict, String reason, String by) {}
}
