package io.tidemark.engine.credit;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;

/**
 * Candidates for what only one may hold, by key: a search tree for each key, in the order (date, identity, role). Trees are treaps
 * whose priorities are hashes of the identities, so that adding, removing and finding the first take logarithmic time in whatever
 * order facts arrive. Core thread only.
 */
final class HolderTrees {
    static final int NONE = -1;

    /** Identity (high), key (low). */
    private static final int IDENTITY_KEY = 0;
    /** Row + 1 below to the left (high) and to the right (low). */
    private static final int BELOW = 1;
    /** Date (high), role (low). */
    private static final int DATE_SLOT = 2;

    private final Identities identities;
    private final RowTable nodes = new RowTable(3);
    /** Row + 1 at the root of each key's tree. */
    private final IntColumn roots = new IntColumn();
    /** Row + 1 of the first free node, which are chained by {@link #BELOW}. */
    private final IntColumn free = new IntColumn();

    HolderTrees(Identities identities) {
        this.identities = identities;
    }

    boolean isEmpty() {
        return nodes.rows() == 0;
    }

    int identity(int node) {
        return nodes.high(node, IDENTITY_KEY);
    }

    int key(int node) {
        return nodes.low(node, IDENTITY_KEY);
    }

    int date(int node) {
        return nodes.high(node, DATE_SLOT);
    }

    /** The identity that comes first under a key, or {@link #NONE}. */
    int first(int key) {
        int at = roots.get(key) - 1;
        if (at < 0) {
            return NONE;
        }
        while (left(at) >= 0) {
            at = left(at);
        }
        return identity(at);
    }

    /** Adds a candidate and answers its node. */
    int add(int key, int identity, int date, int slot) {
        int node = free.get(0) - 1;
        if (node < 0) {
            node = nodes.add();
        } else {
            free.set(0, nodes.low(node, BELOW));
        }
        nodes.set(node, IDENTITY_KEY, Words.pack(identity, key));
        nodes.set(node, BELOW, 0);
        nodes.set(node, DATE_SLOT, Words.pack(date, slot));
        roots.set(key, insert(roots.get(key) - 1, node) + 1);
        return node;
    }

    void remove(int node) {
        int key = key(node);
        roots.set(key, without(roots.get(key) - 1, node) + 1);
        nodes.set(node, IDENTITY_KEY, 0);
        nodes.set(node, DATE_SLOT, 0);
        nodes.set(node, BELOW, Words.pack(0, free.get(0)));
        free.set(0, node + 1);
    }

    private int left(int node) {
        return nodes.high(node, BELOW) - 1;
    }

    private int right(int node) {
        return nodes.low(node, BELOW) - 1;
    }

    private void setLeft(int node, int below) {
        nodes.setHigh(node, BELOW, below + 1);
    }

    private void setRight(int node, int below) {
        nodes.setLow(node, BELOW, below + 1);
    }

    private long priority(int node) {
        return Words.mix(identity(node), nodes.low(node, DATE_SLOT)) & Long.MAX_VALUE;
    }

    private int compare(int a, int b) {
        int order = Integer.compare(date(a), date(b));
        if (order == 0) {
            order = identities.compare(identity(a), identity(b));
        }
        return order == 0 ? Integer.compare(nodes.low(a, DATE_SLOT), nodes.low(b, DATE_SLOT)) : order;
    }

    /** The root of a tree with one node more. */
    private int insert(int root, int node) {
        if (root < 0) {
            return node;
        }
        if (priority(node) > priority(root)) {
            split(root, node);
            return node;
        }
        if (compare(node, root) < 0) {
            setLeft(root, insert(left(root), node));
        } else {
            setRight(root, insert(right(root), node));
        }
        return root;
    }

    /** Puts what comes before a node to its left, and what comes behind it to its right. */
    private void split(int root, int node) {
        int low = node;
        int high = node;
        int at = root;
        while (at >= 0) {
            if (compare(at, node) < 0) {
                hang(node, low, at, false);
                low = at;
                at = right(at);
            } else {
                hang(node, high, at, true);
                high = at;
                at = left(at);
            }
        }
        hang(node, low, NONE, false);
        hang(node, high, NONE, true);
    }

    /** The lower half grows to the right of its last node, the higher one to the left; both begin at the node that splits. */
    private void hang(int node, int last, int next, boolean higher) {
        if (higher == (last == node)) {
            setRight(last, next);
        } else {
            setLeft(last, next);
        }
    }

    private int without(int root, int node) {
        if (root == node) {
            return merge(left(node), right(node));
        }
        if (compare(node, root) < 0) {
            setLeft(root, without(left(root), node));
        } else {
            setRight(root, without(right(root), node));
        }
        return root;
    }

    private int merge(int low, int high) {
        if (low < 0 || high < 0) {
            return low < 0 ? high : low;
        }
        if (priority(low) > priority(high)) {
            setRight(low, merge(right(low), high));
            return low;
        }
        setLeft(high, merge(low, left(high)));
        return high;
    }

    void list(Sections sections) {
        sections.add("holder-nodes", 1, nodes).add("holder-roots", 1, roots).add("holder-free", 1, free);
    }

    long stateHash(long seed) {
        return free.hash(roots.hash(nodes.hash(seed)));
    }
}
