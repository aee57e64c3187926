package io.tidemark.journal.pipeline;

/** Why something that can be done another time is not done to its end. */
final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUp(String why) {
        super(why);
    }
}
