package io.tidemark.engine.naive;

/**
 * What is drawn.
 *
 * @param orderIndependentOnly only facts whose result does not depend on the order of receipt: every version carries a
 *     revision number (an original has none), two receipts of the same version or of a row with the same key are equal
 * @param equalRevisions numbered versions with the same number and different content occur too; their order does not
 *     matter to a model that orders contents as the engine does
 * @param extreme numbers up to the limits of one activity and of a program's constants, so that sums leave 64 bits and
 *     are shown as out of range
 * @param facts at most so many
 */
public record Options(boolean orderIndependentOnly, boolean equalRevisions, boolean extreme, int facts) {
    public static final Options ANY_ORDER = new Options(true, false, false, 60);
    public static final Options IN_ORDER = new Options(false, false, false, 60);
    public static final Options EXTREME = new Options(true, false, true, 40);

    public Options withFacts(int most) {
        return new Options(orderIndependentOnly, equalRevisions, extreme, most);
    }
}
