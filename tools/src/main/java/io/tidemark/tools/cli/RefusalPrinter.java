package io.tidemark.tools.cli;

import io.tidemark.engine.activity.Activity;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.Refusal;

/** Says on standard error what did not become a fact, {@code file:line: reason…}, and remembers that something did not. */
final class RefusalPrinter {
    private final Console console;
    private final Progress progress;
    private boolean anything;

    RefusalPrinter(Console console, Progress progress) {
        this.console = console;
        this.progress = progress;
    }

    void refused(Refusal refusal) {
        refusal.messages().forEach(this::say);
    }

    void conflict(String file, long line, Activity activity) {
        say(file + ":" + line + ": conflict: " + activity.reference()
                + " was received before with other content; both are kept and one of them counts — "
                + "send a correction (function: correct) with a higher revision, or give it an id of its own");
    }

    /** A text where a program sums numbers: the row counts, the text adds nothing. */
    void notSummed(String file, long line, String attribute, String text) {
        say(file + ":" + line + ": number: attribute " + attribute + ": " + text
                + " is not a number with at most four decimals and adds nothing to the measure that sums it — "
                + "correct it, or say in the profile how its numbers are written (numbers, rounding)");
    }

    void refusedByCore(String file, long line, String reason, Activity activity) {
        say(file + ":" + line + ": " + reason + ": " + activity.reference() + " is refused");
    }

    void unreadable(IngestException failed) {
        failed.problems().forEach(this::say);
    }

    private void say(String line) {
        anything = true;
        progress.clear();
        console.err().println(line);
    }

    /** Whether anything was said, so that the input is at fault. */
    boolean anything() {
        return anything;
    }
}
