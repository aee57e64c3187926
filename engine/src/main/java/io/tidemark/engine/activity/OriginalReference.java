package io.tidemark.engine.activity;

import io.tidemark.engine.directory.Names;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.TextPool;
import io.tidemark.engine.store.Words;
import org.agrona.DirectBuffer;

/**
 * The readings of the text by which a return names its sale, in the order in which they are tried: {@code id}, {@code
 * id/line} in the return's own source, then both in the source before the first colon. One reused instance.
 */
final class OriginalReference {
    static final long UNBOUND = Words.pack(Returns.State.UNBOUND.ordinal(), Identities.NONE);
    /** A reading that names nothing recorded: the next is tried. */
    static final long NOTHING = -1;

    static final long WAITING = Words.pack(Returns.State.WAITING.ordinal(), Identities.NONE);
    static final long AMBIGUOUS = Words.pack(Returns.State.AMBIGUOUS.ordinal(), Identities.NONE);

    private TextPool pool;
    private Names names;
    private int ownSource;
    private int start;
    private int end;
    private int reading;

    DirectBuffer buffer;
    int source;
    int idOffset;
    int idLength;
    boolean hasLine;
    int lineOffset;
    int lineLength;
    long documentHash;
    long identityHash;

    void begin(TextPool texts, Names allNames, int returnSource, int text) {
        pool = texts;
        names = allNames;
        ownSource = returnSource;
        buffer = texts.buffer(text);
        start = texts.start(text);
        end = start + texts.length(text);
        reading = 0;
    }

    /** Moves to the next reading that the text allows. */
    boolean next() {
        while (reading < 4) {
            int which = reading++;
            if (read(which >= 2, which % 2 == 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean read(boolean otherSource, boolean withLine) {
        int from = start;
        long sourceHash;
        if (otherSource) {
            int colon = indexOf((byte) ':', start);
            if (colon <= start || colon >= end - 1) {
                return false;
            }
            sourceHash = TextHash.of(buffer, start, colon - start);
            source = names.names.find(sourceHash, buffer, start, colon - start);
            from = colon + 1;
        } else {
            source = ownSource;
            sourceHash = pool.hash(names.names.reference(ownSource));
        }
        int slash = withLine ? lastSlash(from) : end;
        if (withLine && (slash <= from || slash == end - 1)) {
            return false;
        }
        idOffset = from;
        idLength = slash - from;
        hasLine = withLine;
        lineOffset = withLine ? slash + 1 : end;
        lineLength = end - lineOffset;
        documentHash = IdentityHash.document(sourceHash, buffer, idOffset, idLength);
        identityHash = IdentityHash.identity(documentHash, buffer, lineOffset, lineLength);
        return true;
    }

    private int indexOf(byte wanted, int from) {
        int at = from;
        while (at < end && buffer.getByte(at) != wanted) {
            at++;
        }
        return at;
    }

    private int lastSlash(int from) {
        int at = end - 1;
        while (at > from && buffer.getByte(at) != '/') {
            at--;
        }
        return at;
    }
}
