/**
 * Files of runs that have ended, compressed: pieces that can be read one by one, each with a checksum, and a list of them at the
 * end. Zstandard stays in this package.
 *
 * <pre>
 *  0  8 bytes  "TMARCH01"
 *  8           pieces: a Zstandard frame of 1 MiB of the file each, the last one less
 *     list     per piece: int32 compressed bytes, uint32 CRC32C of them
 *     end      int64 where the list begins · int32 pieces · int64 bytes of the file · uint32 CRC32C of the list and the three
 *              before · 8 bytes "TMARCHEN"
 * </pre>
 *
 * All little-endian.
 */
package io.tidemark.journal.archive;
