package io.tidemark.engine.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Ranges of postal codes of one role. Codes are compared letter by letter; a code that begins with the last one of a range is
 * within it. Of several ranges the one that begins latest, and then the one that ends first, is the narrowest. Derived.
 */
final class PostalRanges {
    /** Behind every letter that a code may have. */
    private static final char BEHIND = '\uFFFF';

    /** @param reach behind every code that begins with the last one */
    private record Range(int number, String first, String reach) {}

    private final List<Range> ranges = new ArrayList<>();
    /** Per range, how far those up to it reach. */
    private final List<String> reaches = new ArrayList<>();

    private boolean ordered;

    void add(int number, String first, String last) {
        ranges.add(new Range(number, first, last + BEHIND));
        ordered = false;
    }

    /** The answer about the narrowest range of a code that has one, or {@link Participants#NONE}. */
    int first(String code, IntUnaryOperator answer) {
        order();
        int found = Participants.NONE;
        int k = lastBegun(code);
        while (k >= 0 && found == Participants.NONE && code.compareTo(reaches.get(k)) < 0) {
            Range range = ranges.get(k--);
            found = code.compareTo(range.reach()) < 0 ? answer.applyAsInt(range.number()) : found;
        }
        return found;
    }

    private int lastBegun(String code) {
        int low = -1;
        int high = ranges.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >> 1;
            if (ranges.get(middle).first().compareTo(code) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void order() {
        if (ordered) {
            return;
        }
        ranges.sort(Comparator.comparing(Range::first).thenComparing(Range::reach, Comparator.reverseOrder()));
        reaches.clear();
        String furthest = "";
        for (Range range : ranges) {
            furthest = range.reach().compareTo(furthest) > 0 ? range.reach() : furthest;
            reaches.add(furthest);
        }
        ordered = true;
    }
}
