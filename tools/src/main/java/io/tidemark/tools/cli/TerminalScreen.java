package io.tidemark.tools.cli;

import io.tidemark.gateway.live.LiveMirror;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The board in place of what was on the terminal; rows that have just changed stand out. */
final class TerminalScreen implements BoardScreen {
    private static final String HOME = "\033[H";
    private static final String CLEAR = "\033[2J";
    private static final String TO_LINE_END = "\033[K";
    private static final String TO_SCREEN_END = "\033[J";
    private static final String BOLD = "\033[1m";
    private static final String DIM = "\033[2m";
    private static final String PLAIN = "\033[0m";

    private final Console console;
    private Map<String, String> values = new HashMap<>();
    private LiveMirror last;
    private String status = "live";
    private boolean isFirst = true;

    TerminalScreen(Console console) {
        this.console = console;
    }

    @Override
    public void show(LiveMirror board) {
        last = board;
        status = "live";
        draw(board);
        values = new HashMap<>();
        board.rows().forEach(row -> values.put(row.get("participant"), row.get("value")));
    }

    @Override
    public void say(String sentence) {
        status = sentence;
        if (last == null) {
            console.say(sentence);
        } else {
            draw(last);
        }
    }

    private void draw(LiveMirror board) {
        StringBuilder screen = new StringBuilder(isFirst ? CLEAR + HOME : HOME);
        isFirst = false;
        String segment = board.text("segment");
        line(
                screen,
                BOLD,
                board.text("program") + " · board " + board.text("board")
                        + (segment.isEmpty() ? "" : " · " + segment) + " · " + board.text("period") + " ("
                        + board.text("state") + ")");
        line(
                screen,
                DIM,
                status + " · sequence " + Numbers.grouped(board.state().sequence()));
        line(screen, "", "");
        String[] lines = table(board);
        line(screen, DIM, lines[0]);
        for (int k = 1; k < lines.length; k++) {
            Map<String, String> row = board.rows().get(k - 1);
            boolean changed = !values.isEmpty() && !row.get("value").equals(values.get(row.get("participant")));
            line(screen, changed ? BOLD : "", lines[k]);
        }
        int more = Integer.parseInt(board.text("total")) - board.rows().size();
        if (more > 0) {
            line(screen, DIM, "  … and " + Numbers.grouped(more) + " more (--limit shows them)");
        }
        console.out().print(screen.append(TO_SCREEN_END));
        console.out().flush();
    }

    private static String[] table(LiveMirror board) {
        TextTable table = new TextTable("#rank", "name", "participant", "#value", "tier");
        for (Map<String, String> row : board.rows()) {
            table.row(
                    row.get("rank"),
                    row.get("name"),
                    row.get("participant"),
                    Numbers.grouped(row.get("value")),
                    row.get("tier"));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), "  ");
        return bytes.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
    }

    private void line(StringBuilder screen, String style, String text) {
        boolean styled = !style.isEmpty() && console.colours();
        screen.append(styled ? style : "").append(text).append(styled ? PLAIN : "");
        screen.append(TO_LINE_END).append('\n');
    }
}
