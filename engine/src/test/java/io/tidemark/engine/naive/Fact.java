package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.directory.ReferenceRow;
import java.util.List;

/** Anything that a server keeps and a program reads. */
public sealed interface Fact {

    /** An activity, or a version of one. */
    record Act(Activity activity) implements Fact {}

    /**
     * A report with its lines, sent at once.
     *
     * @param whole whether it was sent to its end; else it broke off behind the lines
     */
    record Sent(Report report, List<Activity> lines, boolean whole) implements Fact {}

    /** A row about a participant. */
    record Person(ParticipantRow row) implements Fact {}

    /** What a distributor calls a product. */
    record CrossReference(CrossReferenceRow row) implements Fact {}

    /** A row of any further table of reference data. */
    record Row(ReferenceRow row) implements Fact {}

    /** A row about a product. */
    record Item(ProductRow row) implements Fact {}
}
