package io.tidemark.engine.directory;

/**
 * What a distributor calls a product, and how many units of it one of theirs is. Same (distributor, their SKU, from): the last load
 * wins.
 *
 * @param distributor id
 * @param theirSku as it stands in the distributor's lines
 * @param sku the product
 * @param unitsPer a whole number, 1 to {@link #MOST_UNITS}
 * @param from epoch day from which the row is in force, {@link Integer#MIN_VALUE} for since ever
 */
public record CrossReferenceRow(String distributor, String theirSku, String sku, int unitsPer, int from) {
    public static final int MOST_UNITS = 1_000_000;
}
