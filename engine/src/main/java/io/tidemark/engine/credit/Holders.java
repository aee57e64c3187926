package io.tidemark.engine.credit;

import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.TextPool;
import io.tidemark.engine.store.TextTable;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.IntArrayList;

/**
 * Who holds what only one activity may have on a track: of those otherwise creditable the earliest by (date, identity). Who is
 * displaced or comes next is found in logarithmic time. Core thread only.
 */
public final class Holders {
    public static final int NONE = HolderTrees.NONE;

    private static final byte TEXT = 1;
    private static final byte NUMBER = 2;
    private static final byte PARTICIPANT = 3;
    private static final byte PRODUCT = 4;

    private final Facts facts;
    private final HolderTrees trees;
    /** Per credited role, node + 1 of each identity that is a candidate. */
    private final IntColumn[] nodeOf;

    private final TextPool pool = new TextPool();
    private final TextTable keys = new TextTable(pool);
    private final ExpandableArrayBuffer text = new ExpandableArrayBuffer(64);

    public Holders(Facts facts, int slots) {
        this.facts = facts;
        this.trees = new HolderTrees(facts.identities);
        this.nodeOf = new IntColumn[slots];
        Arrays.setAll(nodeOf, k -> new IntColumn());
    }

    /** Whether anything was ever a candidate. */
    public boolean areUsed() {
        return !trees.isEmpty();
    }

    /** Whether an identity is a candidate by some role. */
    public boolean hold(int identity) {
        boolean found = false;
        for (IntColumn nodes : nodeOf) {
            found |= nodes.get(identity) != 0;
        }
        return found;
    }

    /** The key under which an activity credited to somebody is a candidate, or {@link #NONE}: a field is absent. */
    public int key(OncePer rule, Credit credit) {
        int length = 0;
        for (int k = 0; k < rule.fields(); k++) {
            int before = length;
            length = append(rule, k, credit, length);
            if (length == before) {
                return NONE;
            }
        }
        text.putInt(length, rule.number());
        length += Integer.BYTES;
        return keys.intern(TextHash.of(text, 0, length), text, 0, length);
    }

    private int append(OncePer rule, int k, Credit credit, int at) {
        Versions versions = facts.versions;
        if (rule.isParticipant(k)) {
            return append(at, PARTICIPANT, credit.participant);
        }
        if (rule.isSku(k)) {
            boolean counts = credit.product != 0 || rule.isSerial();
            return counts ? append(at, PRODUCT, credit.product) : at;
        }
        int field = versions.fieldNamed(credit.version, rule.field(k));
        if (field < 0) {
            int participant = facts.participant(credit.version, rule.field(k));
            return participant < 0 ? at : append(at, PARTICIPANT, participant);
        }
        int value = versions.fieldText(credit.version, field);
        if (value != Versions.PLAIN_NUMBER) {
            return append(at, TEXT, value);
        }
        text.putByte(at, NUMBER);
        text.putLong(at + 1, versions.fieldNumber(credit.version, field));
        return at + 1 + Long.BYTES;
    }

    private int append(int at, byte type, int number) {
        text.putByte(at, type);
        text.putInt(at + 1, number);
        return at + 1 + Integer.BYTES;
    }

    /**
     * Makes an identity a candidate under a key by one role, or none any more.
     *
     * @param key or {@link #NONE}
     * @param moved receives others that held or now hold what the identity is or was a candidate for
     */
    public void place(int slot, int identity, int key, int date, IntArrayList moved) {
        int node = nodeOf[slot].get(identity) - 1;
        if (node >= 0 && trees.key(node) == key && trees.date(node) == date) {
            return;
        }
        if (node >= 0) {
            int former = trees.key(node);
            int before = trees.first(former);
            trees.remove(node);
            nodeOf[slot].set(identity, 0);
            if (before == identity) {
                addOther(trees.first(former), identity, moved);
            }
        }
        if (key != NONE) {
            int before = trees.first(key);
            nodeOf[slot].set(identity, trees.add(key, identity, date, slot) + 1);
            if (trees.first(key) != before) {
                addOther(before, identity, moved);
            }
        }
    }

    private static void addOther(int other, int identity, IntArrayList moved) {
        if (other != NONE && other != identity && !moved.containsInt(other)) {
            moved.addInt(other);
        }
    }

    /** The other identity that holds what this one is a candidate for by a role, or {@link #NONE}. */
    public int otherHolder(int slot, int identity) {
        int node = nodeOf[slot].get(identity) - 1;
        int first = node < 0 ? NONE : trees.first(trees.key(node));
        return first == identity ? NONE : first;
    }

    public void list(Sections sections) {
        trees.list(sections);
        for (int k = 0; k < nodeOf.length; k++) {
            sections.add("holder-of-" + k, 1, nodeOf[k]);
        }
        sections.add("holder-texts", 1, pool).add("holder-keys", 1, keys.rows()).derive(keys::rebuild);
    }

    public long stateHash(long seed) {
        long hash = keys.hash(pool.stateHash(trees.stateHash(seed)));
        for (IntColumn nodes : nodeOf) {
            hash = nodes.hash(hash);
        }
        return hash;
    }
}
