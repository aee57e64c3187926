package io.tidemark.gateway.ingest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a text in a transmission: {@code BPT02}, {@code REF[SE]02} (the REF whose first element is SE), {@code
 * QTY[153]01.2} (a component), {@code LIN[UP]} (the product id that follows its qualifier). Immutable.
 */
record EdiPath(String tag, String qualifier, int element, int component) {
    private static final Pattern FORM =
            Pattern.compile("([A-Z][A-Z0-9]{1,2})(?:\\[([^\\]]{1,20})\\])?(\\d\\d)?(?:\\.(\\d))?");

    /** The path, or null where the text is none. */
    static EdiPath of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(2) == null && form.group(3) == null) {
            return null;
        }
        int element = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        int component = form.group(4) == null ? 1 : Integer.parseInt(form.group(4));
        boolean sound = form.group(3) == null || element > 0;
        return sound && component > 0
                ? new EdiPath(form.group(1), form.group(2) == null ? "" : form.group(2), element, component)
                : null;
    }

    /** The text in the segment, or null where the segment is another one. */
    String in(EdiSegment segment) {
        if (!segment.is(tag)) {
            return null;
        }
        if (element == 0) {
            return product(segment, qualifier);
        }
        return qualifier.isEmpty() || segment.text(1).equals(qualifier) ? segment.text(element, component) : null;
    }

    /** The product id after its qualifier (X12), or before it in its composite (EDIFACT); null where there is none. */
    static String product(EdiSegment segment, String qualifier) {
        List<List<String>> elements = segment.elements();
        for (int i = 1; i <= elements.size(); i++) {
            if (elements.get(i - 1).size() > 1 && segment.text(i, 2).equals(qualifier)) {
                return segment.text(i, 1);
            }
            if (i < elements.size() && i % 2 == 0 && segment.text(i).equals(qualifier)) {
                return segment.text(i + 1);
            }
        }
        return null;
    }
}
