package io.tidemark.gateway.ingest;

/**
 * What became of reference files: {@code rows = accepted + refused + skipped}.
 *
 * @param skipped blank rows and those of a skip rule
 */
public record ReferenceReport(long rows, long accepted, long refused, long skipped) {
    ReferenceReport plus(ReferenceReport other) {
        return new ReferenceReport(
                rows + other.rows, accepted + other.accepted, refused + other.refused, skipped + other.skipped);
    }
}
