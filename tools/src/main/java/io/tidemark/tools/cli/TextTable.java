package io.tidemark.tools.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table of texts in columns as wide as they need; numbers stand under each other by their points. */
public final class TextTable {
    private final String[] heads;
    private final boolean[] numeric;
    private final List<String[]> rows = new ArrayList<>();

    /** @param heads column names; those that begin with {@code #} hold numbers */
    public TextTable(String... heads) {
        this.heads = heads.clone();
        this.numeric = new boolean[heads.length];
        for (int k = 0; k < heads.length; k++) {
            numeric[k] = heads[k].startsWith("#");
            this.heads[k] = numeric[k] ? heads[k].substring(1) : heads[k];
        }
    }

    public void row(String... cells) {
        rows.add(cells);
    }

    public void print(PrintStream out, String indent) {
        for (int k = 0; k < heads.length; k++) {
            align(k);
        }
        int[] widths = new int[heads.length];
        for (int k = 0; k < heads.length; k++) {
            widths[k] = width(heads[k]);
            for (String[] row : rows) {
                widths[k] = Math.max(widths[k], width(row[k]));
            }
        }
        line(out, indent, heads, widths);
        for (String[] row : rows) {
            line(out, indent, row, widths);
        }
    }

    /** Pads numbers on the right, so that their points stand under each other. */
    private void align(int column) {
        if (!numeric[column]) {
            return;
        }
        int decimals = 0;
        for (String[] row : rows) {
            decimals = Math.max(decimals, behindPoint(row[column]));
        }
        for (String[] row : rows) {
            row[column] = row[column] + " ".repeat(decimals - behindPoint(row[column]));
        }
    }

    /** Characters from the point on. */
    private static int behindPoint(String text) {
        int point = text.lastIndexOf('.');
        return point < 0 ? 0 : text.length() - point;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private void line(PrintStream out, String indent, String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int k = 0; k < cells.length; k++) {
            String padding = " ".repeat(widths[k] - width(cells[k]));
            line.append(k == 0 ? "" : "  ")
                    .append(numeric[k] ? padding : "")
                    .append(cells[k])
                    .append(numeric[k] ? "" : padding);
        }
        out.println(line.toString().stripTrailing());
    }
}
