/**
 * Files to facts: a POS file and the profile that describes its layout become activities, refusals and a report in
 * which nothing vanishes; reference files become participant and product rows. Knows no network and no engine state.
 *
 * <p>The way of a file: {@code FileProbe} (charset, damage) → {@code LayoutFinder} (delimiter, header row) → {@code
 * CsvRows} (rows, one at a time, recovering from stray quotes) → {@code RowMapper} (a row to an activity or to all of
 * its faults) → {@link io.tidemark.gateway.ingest.ActivitySink}, counted by {@link
 * io.tidemark.gateway.ingest.IngestReport}. Every reader belongs to one thread.
 */
package io.tidemark.gateway.ingest;
