package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import java.util.Comparator;

/** What makes two activities versions of one; ordered by code point, source first. */
public record Identity(String source, String id, String line) implements Comparable<Identity> {
    private static final Comparator<Identity> ORDER = Comparator.comparing(Identity::source, Texts.BY_CODE_POINT)
            .thenComparing(Identity::id, Texts.BY_CODE_POINT)
            .thenComparing(Identity::line, Texts.BY_CODE_POINT);

    public static Identity of(Activity activity) {
        return new Identity(activity.source(), activity.id(), activity.line());
    }

    /** {@code id} or {@code id/line}. */
    String reference() {
        return line.isEmpty() ? id : id + "/" + line;
    }

    @Override
    public int compareTo(Identity other) {
        return ORDER.compare(this, other);
    }
}
