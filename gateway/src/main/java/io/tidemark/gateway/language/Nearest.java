package io.tidemark.gateway.language;

import java.util.Collection;

/** Finds the name that somebody probably meant. */
public final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The known name nearest to the one written, or null where none is near: a third of its letters, at least one. */
    public static String to(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return null;
        }
        int limit = Math.max(1, (written.length() + 2) / 3);
        String best = null;
        int bestDistance = limit + 1;
        for (String name : known) {
            int distance = Math.abs(name.length() - written.length()) > limit ? limit + 1 : distance(written, name);
            boolean allDifferent = distance >= Math.max(name.length(), written.length());
            if (distance < bestDistance && (!allDifferent || distance == 0)) {
                best = name;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** {@code did you mean NAME?}, or {@code known are: A, B, C} where none is near (at most ten of them). */
    public static String hint(String written, Collection<String> known) {
        String near = to(written, known);
        return near == null ? list(known) : "did you mean " + near + "?";
    }

    static String list(Collection<String> known) {
        if (known.isEmpty()) {
            return "none is declared";
        }
        String list = String.join(", ", known.stream().limit(10).toList());
        return "known are " + list + (known.size() > 10 ? ", …" : "");
    }

    /** Letters to add, drop, replace or swap with their neighbour; upper and lower case differ by nothing. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(java.util.Locale.ROOT);
        String b = right.toLowerCase(java.util.Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] cost) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
