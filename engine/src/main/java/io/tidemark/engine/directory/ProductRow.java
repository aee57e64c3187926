package io.tidemark.engine.directory;

import java.util.SortedMap;

/**
 * One effective-dated row about a product. Same (sku, from): the last load wins.
 *
 * @param from epoch day from which the row is in force, {@link Integer#MIN_VALUE} for since ever
 * @param attributes {@code name}, {@code brand}, {@code category}, {@code family}, {@code list-price}, … by name
 */
public record ProductRow(String sku, int from, SortedMap<String, String> attributes) {}
