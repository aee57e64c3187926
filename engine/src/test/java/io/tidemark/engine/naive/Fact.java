package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;

/** Anything that a server keeps and a program reads. */
public sealed interface Fact {

    /** An activity, or a version of one. */
    record Act(Activity activity) implements Fact {}

    /** A row about a participant. */
    record Person(ParticipantRow row) implements Fact {}

    /** A row about a product. */
    record Item(ProductRow row) implements Fact {}
}
