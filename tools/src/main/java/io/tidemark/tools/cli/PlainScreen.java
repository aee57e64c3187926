package io.tidemark.tools.cli;

import io.tidemark.gateway.live.LiveMirror;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Every row that is new, changed or moved is a line; for other programs to read. */
final class PlainScreen implements BoardScreen {
    private final PrintStream out;
    private Map<String, Map<String, String>> shown = new HashMap<>();

    PlainScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(LiveMirror board) {
        Map<String, Map<String, String>> rows = new HashMap<>();
        for (Map<String, String> row : board.rows()) {
            rows.put(row.get("participant"), row);
            if (!row.equals(shown.get(row.get("participant")))) {
                out.println(String.join(
                        "\t",
                        Long.toString(board.state().sequence()),
                        row.get("rank"),
                        row.get("participant"),
                        row.get("name"),
                        row.get("value"),
                        row.get("tier")));
            }
        }
        shown = rows;
        out.flush();
    }

    @Override
    public void say(String sentence) {
        // lines are for programs; the board simply goes on
    }
}
