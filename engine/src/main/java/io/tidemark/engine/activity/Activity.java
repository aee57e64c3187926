package io.tidemark.engine.activity;

import java.util.SortedMap;

/**
 * One activity as it stands outside the core: external ids as text, numbers in units of ten-thousandths. What the
 * ingestion makes and the frame writer encodes. Absent texts are empty, never null.
 *
 * @param source the feed's name space of ids
 * @param id the transaction's id within the source
 * @param line the line within the transaction, or empty
 * @param function what it does to its identity
 * @param revision the version's number, or {@link #NO_REVISION}
 * @param kind {@code sale}, {@code return}, … or a kind that a program declares
 * @param date the seller's local date, epoch day
 * @param roles participant id by role ({@code rep}, {@code distributor}, …)
 * @param sku the product, or empty
 * @param quantity units, or null where it was not given
 * @param amount units, or null where it was not given
 * @param currency ISO code, or empty for the program's own
 * @param original for a return: {@code id[/line]} of the sale in the same source, or {@code source:id/line}
 * @param fields every other field and attribute by name: {@code territory}, {@code postal-code}, {@code invoice},
 *     {@code serial}, and attributes; a text of the form {@code -?\d+(\.\d{1,4})?} is a number as well
 */
public record Activity(
        String source,
        String id,
        String line,
        Function function,
        int revision,
        String kind,
        int date,
        SortedMap<String, String> roles,
        String sku,
        Long quantity,
        Long amount,
        String currency,
        String original,
        SortedMap<String, String> fields) {

    public static final int NO_REVISION = -1;

    public static final String SALE = "sale";
    public static final String RETURN = "return";

    public enum Function {
        ORIGINAL,
        CORRECT,
        VOID
    }

    /** {@code id} or {@code id/line}, as people write it. */
    public String reference() {
        return line.isEmpty() ? id : id + "/" + line;
    }
}
