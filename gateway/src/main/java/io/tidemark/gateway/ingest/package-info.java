/**
 * Files to facts: a POS file and the profile that describes its layout become activities, refusals and a report in
 * which nothing vanishes; reference files become participant and product rows. Knows no network and no engine state.
 *
 * <p>The way of a file: {@code SourceFile} (out of its archive) → {@code Formats} (which format) → one {@code RowFile} a
 * format, {@code CsvFile}, {@code XlsxFile}, {@code JsonFile} or {@code EdiFile} (damage, layout, columns) → its {@code
 * RowReader} (rows, one at a time) → {@code RowMapper} (a row to an activity or to all of its faults) → {@link
 * io.tidemark.gateway.ingest.ActivitySink}, counted by {@link io.tidemark.gateway.ingest.IngestReport}. Every reader belongs
 * to one thread.
 */
package io.tidemark.gateway.ingest;
