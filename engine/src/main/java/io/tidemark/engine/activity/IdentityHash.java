package io.tidemark.engine.activity;

import io.tidemark.engine.store.TextHash;
import org.agrona.DirectBuffer;

/** Hashes under which identities are found; computed before the journal and carried in the frame. */
public final class IdentityHash {
    private IdentityHash() {}

    /** Of (source, id), given the source's {@link TextHash}. */
    public static long document(long sourceHash, DirectBuffer buffer, int offset, int length) {
        return TextHash.of(sourceHash, buffer, offset, length);
    }

    /** Of (source, id, line): the document's own where there is no line. */
    public static long identity(long documentHash, DirectBuffer buffer, int offset, int length) {
        return length == 0 ? documentHash : TextHash.of(documentHash, buffer, offset, length);
    }
}
