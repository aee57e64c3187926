package io.tidemark.engine.naive;

import java.util.Comparator;

/** A participant: the kind decides, so that rep 282 and distributor 282 are two. */
public record Who(String kind, String id) implements Comparable<Who> {
    private static final Comparator<Who> ORDER =
            Comparator.comparing(Who::kind, Texts.BY_CODE_POINT).thenComparing(Who::id, Texts.BY_CODE_POINT);

    @Override
    public int compareTo(Who other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
