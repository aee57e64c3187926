package io.tidemark.gateway.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.collections.Long2LongHashMap;

/**
 * Ids for rows that have none: a digest of all their fields and the number of the occurrence in the file. The same file
 * read again gives the same ids. Holds 16 bytes for each such row. Of one thread.
 */
final class MissingIds {
    private final MessageDigest digest;
    private final Long2LongHashMap occurrences = new Long2LongHashMap(0);

    MissingIds() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    String id(Row row) {
        for (int i = 0; i < row.count(); i++) {
            byte[] text = row.text(i).getBytes(StandardCharsets.UTF_8);
            // the length before the text, so that a|bc and ab|c differ
            digest.update(ByteBuffer.allocate(4).putInt(text.length).array());
            digest.update(text);
        }
        byte[] hash = digest.digest();
        long key = ByteBuffer.wrap(hash).getLong();
        long occurrence = occurrences.get(key) + 1;
        occurrences.put(key, occurrence);
        return "row-" + HexFormat.of().formatHex(hash, 0, 16) + "-" + occurrence;
    }
}
