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
                + " was received before with other content; this one is kept without effect — "
                + "send a correction (function: correct), or give it an id of its own");
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
