package io.tidemark.tools.demo;

import java.time.LocalDate;

/**
 * A line of a sale as the data sets hold it, its date moved. Texts are the data's own; numbers are plain.
 *
 * @param number the line within its order, or its ordinal in the data set where it has no order
 * @param distributor id of the distributor
 * @param location id of the shop, or empty
 * @param rep id of the sales person, or empty
 * @param dealer id of the customer, or empty
 * @param cost what the goods cost, or empty
 * @param status the order's state, or empty
 * @param region id of the region whose file the line stands in
 */
record SaleLine(
        String order,
        String number,
        LocalDate date,
        String distributor,
        String location,
        String rep,
        String dealer,
        String sku,
        String quantity,
        String amount,
        String cost,
        String status,
        String region) {

    boolean isCancelled() {
        return status.equals("Cancelled");
    }
}
