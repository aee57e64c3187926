package io.tidemark.engine.activity;

import io.tidemark.engine.directory.Names;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.TextPool;
import io.tidemark.engine.store.Words;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Identities (source, id, line) as dense numbers in order of first arrival, and which version of each stands. Core
 * thread only.
 */
public final class Identities {
    public static final int NONE = HashIndex.NONE;

    private static final int SOURCE_ID = 0;
    /** Line (high), 0 where the line is empty; row of the return it is, + 1 (low). */
    private static final int LINE_RETURN = 1;
    /** Standing version (high), newest version (low). */
    private static final int VERSIONS = 2;
    /** Head of the returns of the sale it is: row + 1 (low). */
    private static final int RETURNS = 3;

    private final Names names;
    private final TextPool pool;
    private final Versions versions;
    private final RowTable rows = new RowTable(4);
    private final HashIndex index;

    /** @param expected identities for which there is room from the start */
    public Identities(Names names, Versions versions, int expected) {
        this.index = new HashIndex(expected);
        this.names = names;
        this.pool = names.pool;
        this.versions = versions;
    }

    public int count() {
        return rows.rows();
    }

    /** The identity of (source, id, line), or {@link #NONE}. */
    public int find(
            long identityHash,
            int source,
            DirectBuffer buffer,
            int idOffset,
            int idLength,
            int lineOffset,
            int lineLength) {
        int row = index.first(identityHash);
        while (row != HashIndex.NONE) {
            long word = rows.get(row, SOURCE_ID);
            if (Words.high(word) == source
                    && pool.matches(Words.low(word), buffer, idOffset, idLength)
                    && pool.matches(lineReference(row), buffer, lineOffset, lineLength)) {
                return row;
            }
            row = index.next();
        }
        return NONE;
    }

    /** The identity of a source, an id and a line, or {@link #NONE} where nothing is recorded under it. */
    public int find(String source, String id, String line) {
        int name = names.names.find(source);
        UnsafeBuffer sourceText = new UnsafeBuffer(source.getBytes(StandardCharsets.UTF_8));
        UnsafeBuffer text = new UnsafeBuffer((id + line).getBytes(StandardCharsets.UTF_8));
        int idLength = id.getBytes(StandardCharsets.UTF_8).length;
        int lineLength = text.capacity() - idLength;
        long document = IdentityHash.document(TextHash.of(sourceText, 0, sourceText.capacity()), text, 0, idLength);
        long hash = IdentityHash.identity(document, text, idLength, lineLength);
        return name < 0 ? NONE : find(hash, name, text, 0, idLength, idLength, lineLength);
    }

    int find(Incoming in) {
        return find(
                in.identityHash,
                in.source,
                in.idBuffer,
                in.idOffset,
                in.idLength,
                in.idOffset + in.idLength,
                in.lineLength);
    }

    /** Brings the slots of some identities into the cache, ahead of their use. The result means nothing. */
    public long touch(long[] identityHashes, int from, int until) {
        return index.touch(identityHashes, from, until);
    }

    /** Records what came in as the first version of an identity that was just looked for in vain. */
    private int add(Incoming in) {
        int row = rows.add();
        index.putHere(in.identityHash, row);
        int revision = in.revision != Activity.NO_REVISION ? in.revision : in.function == Incoming.ORIGINAL ? 0 : 1;
        int version = versions.add(row, 0, in, revision, false);
        int id = pool.add(in.idBuffer, in.idOffset, in.idLength);
        int line = pool.add(in.idBuffer, in.idOffset + in.idLength, in.lineLength);
        long[] page = rows.pageForWrite(row);
        int at = rows.offset(row);
        page[at + SOURCE_ID] = Words.pack(in.source, id);
        page[at + LINE_RETURN] = Words.pack(line, 0);
        page[at + VERSIONS] = Words.pack(version, version);
        return row;
    }

    public int source(int identity) {
        return rows.high(identity, SOURCE_ID);
    }

    public int idReference(int identity) {
        return rows.low(identity, SOURCE_ID);
    }

    public int lineReference(int identity) {
        return rows.high(identity, LINE_RETURN);
    }

    public boolean hasLine(int identity) {
        return lineReference(identity) != 0;
    }

    /** The version that stands (it may be a void), never 0 once the identity is recorded. */
    public int standing(int identity) {
        return rows.high(identity, VERSIONS);
    }

    /** The version received last; {@link Versions#previous} goes on. */
    public int newest(int identity) {
        return rows.low(identity, VERSIONS);
    }

    void setVersions(int identity, int standing, int newest) {
        rows.set(identity, VERSIONS, Words.pack(standing, newest));
    }

    int returnRow(int identity) {
        return rows.low(identity, LINE_RETURN) - 1;
    }

    void setReturnRow(int identity, int row) {
        rows.setLow(identity, LINE_RETURN, row + 1);
    }

    int firstReturn(int identity) {
        return rows.low(identity, RETURNS) - 1;
    }

    void setFirstReturn(int identity, int row) {
        rows.setLow(identity, RETURNS, row + 1);
    }

    /** Order of identities: source, id, line, each by code point. */
    public int compare(int a, int b) {
        int order = names.names.compare(source(a), source(b));
        if (order == 0) {
            order = pool.compare(idReference(a), idReference(b));
        }
        return order == 0 ? pool.compare(lineReference(a), lineReference(b)) : order;
    }

    public String sourceText(int identity) {
        return names.names.text(source(identity));
    }

    public String idText(int identity) {
        return pool.text(idReference(identity));
    }

    public String lineText(int identity) {
        return pool.text(lineReference(identity));
    }

    /** {@code id} or {@code id/line}. */
    public String reference(int identity) {
        return hasLine(identity) ? idText(identity) + "/" + lineText(identity) : idText(identity);
    }

    /** What became of a version that came in. */
    public enum Arrival {
        ACCEPTED,
        DUPLICATE,
        CONFLICT
    }

    /**
     * Records what came in as a version of its identity.
     *
     * @param arrived receives the identity and the standing versions before and after
     */
    public Arrival receive(Incoming in, Arrived arrived) {
        int identity = find(in);
        if (identity == NONE) {
            identity = add(in);
            arrived.set(identity, 0, standing(identity));
            arrived.version = arrived.after;
            return Arrival.ACCEPTED;
        }
        return receiveFurther(identity, in, arrived);
    }

    private Arrival receiveFurther(int identity, Incoming in, Arrived arrived) {
        int standing = standing(identity);
        arrived.set(identity, standing, standing);
        arrived.added = false;
        boolean isOriginal = in.function == Incoming.ORIGINAL;
        int number = in.revision == Activity.NO_REVISION ? 0 : in.revision;
        int highest = 0;
        boolean originalTaken = false;
        boolean numberTaken = false;
        for (int v = newest(identity); v != 0; v = versions.previous(v)) {
            if (versions.equal(v, in)) {
                arrived.version = v;
                return Arrival.DUPLICATE;
            }
            if (!versions.isConflict(v)) {
                highest = Math.max(highest, versions.revision(v));
                originalTaken |=
                        isOriginal && versions.function(v) == Incoming.ORIGINAL && !versions.sameContent(v, in);
                numberTaken |= (isOriginal || in.revision != Activity.NO_REVISION) && versions.revision(v) == number;
            }
        }
        if (originalTaken && !in.restates) {
            keepAside(identity, in);
            arrived.version = newest(identity);
            arrived.added = true;
            return Arrival.CONFLICT;
        }
        int revision = isOriginal || in.revision != Activity.NO_REVISION ? number : highest + 1;
        int version = versions.add(identity, newest(identity), in, revision, false);
        boolean stands = revision > versions.revision(standing)
                || revision == versions.revision(standing)
                        && versions.contentHash(version) < versions.contentHash(standing);
        setVersions(identity, stands ? version : standing, version);
        arrived.set(identity, standing, standing(identity));
        arrived.version = version;
        return numberTaken ? Arrival.CONFLICT : Arrival.ACCEPTED;
    }

    /**
     * Lets another version stand; none of those that were sent where that is 0: then one that says so, which is a void of what the
     * least of the others is about.
     *
     * @return the version that stands now
     */
    int restate(int identity, int standing) {
        int stands = standing != 0 ? standing : restatedAway(identity);
        if (stands != standing(identity)) {
            setVersions(identity, stands, newest(identity));
        }
        return stands;
    }

    private int restatedAway(int identity) {
        int least = 0;
        for (int v = newest(identity); v != 0; v = versions.previous(v)) {
            boolean sent = !versions.isRestated(v);
            if (sent && (least == 0 || versions.contentHash(v) < versions.contentHash(least))) {
                least = v;
            }
        }
        for (int v = newest(identity); v != 0; v = versions.previous(v)) {
            if (versions.isRestated(v) && versions.contentHash(v) == versions.contentHash(least)) {
                return v;
            }
        }
        int added = versions.addRestated(identity, newest(identity), least);
        setVersions(identity, standing(identity), added);
        return added;
    }

    /** A conflicting original is kept and shown, and has no effect. */
    private void keepAside(int identity, Incoming in) {
        int version = versions.add(identity, newest(identity), in, 0, true);
        setVersions(identity, standing(identity), version);
    }

    /** Where {@link #receive} says what it did. */
    public static final class Arrived {
        public int identity;
        /** The version that stood before, 0 for a new identity. */
        public int before;

        public int after;
        /** The version that came in, or the recorded one that it is equal to. */
        public int version;
        /** Whether it is a new one. */
        public boolean added;

        void set(int newIdentity, int versionBefore, int versionAfter) {
            identity = newIdentity;
            before = versionBefore;
            after = versionAfter;
            added = true;
        }
    }

    public void list(Sections sections) {
        sections.add("identities", 1, rows).derive(this::rebuild);
    }

    private void rebuild() {
        for (int row = 0; row < rows.rows(); row++) {
            index.put(hash(row), row);
        }
    }

    /** The hash of an identity's source and id. */
    long documentHash(int row) {
        int id = idReference(row);
        long sourceHash = pool.hash(names.names.reference(source(row)));
        return IdentityHash.document(sourceHash, pool.buffer(id), pool.start(id), pool.length(id));
    }

    /** The {@link IdentityHash} under which an identity came in. */
    long hash(int row) {
        int line = lineReference(row);
        long document = documentHash(row);
        return IdentityHash.identity(document, pool.buffer(line), pool.start(line), pool.length(line));
    }

    public long stateHash(long seed) {
        return rows.hash(seed);
    }
}
