package io.tidemark.bench.designs;

import java.util.Arrays;

/**
 * A B+-tree whose inner nodes count what lies below each child. Exact and bounded; not taken, because an update is a removal
 * and an insertion, each a walk of dependent loads down and counts on the way. Nodes split when full and go when empty; half-empty
 * ones are not merged.
 */
public final class CountedTreeRanking implements Ranking {
    private static final int WIDTH = 64;

    /** Keys stand most first, then by member. */
    private static boolean before(long value, int member, long otherValue, int other) {
        return value > otherValue || value == otherValue && member < other;
    }

    private abstract static class Node {
        int size;

        /** Answers the new node behind this one where it split, or null. */
        abstract Node insert(long value, int member);

        abstract void remove(long value, int member);

        /** How many have more. */
        abstract int ahead(long value);

        abstract int count();

        abstract long firstValue();

        abstract int firstMember();
    }

    private static final class Leaf extends Node {
        private final long[] values = new long[WIDTH];
        private final int[] members = new int[WIDTH];

        private int find(long value, int member) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = low + high >>> 1;
                if (before(values[middle], members[middle], value, member)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        @Override
        Node insert(long value, int member) {
            if (size == WIDTH) {
                Leaf behind = split();
                Leaf into = before(value, member, behind.values[0], behind.members[0]) ? this : behind;
                into.insert(value, member);
                return behind;
            }
            int at = find(value, member);
            System.arraycopy(values, at, values, at + 1, size - at);
            System.arraycopy(members, at, members, at + 1, size - at);
            values[at] = value;
            members[at] = member;
            size++;
            return null;
        }

        private Leaf split() {
            Leaf behind = new Leaf();
            behind.size = WIDTH / 2;
            size = WIDTH / 2;
            System.arraycopy(values, size, behind.values, 0, size);
            System.arraycopy(members, size, behind.members, 0, size);
            return behind;
        }

        @Override
        void remove(long value, int member) {
            int at = find(value, member);
            size--;
            System.arraycopy(values, at + 1, values, at, size - at);
            System.arraycopy(members, at + 1, members, at, size - at);
        }

        @Override
        int ahead(long value) {
            return find(value, -1);
        }

        @Override
        int count() {
            return size;
        }

        @Override
        long firstValue() {
            return values[0];
        }

        @Override
        int firstMember() {
            return members[0];
        }
    }

    private static final class Inner extends Node {
        private final Node[] children = new Node[WIDTH];
        private final int[] counts = new int[WIDTH];
        /** From which key on each child holds; the first child's is not looked at. */
        private final long[] values = new long[WIDTH];

        private final int[] members = new int[WIDTH];

        /** The last child that does not begin behind the key. */
        private int child(long value, int member) {
            int low = 0;
            int high = size - 1;
            while (low < high) {
                int middle = low + high + 1 >>> 1;
                if (before(value, member, values[middle], members[middle])) {
                    high = middle - 1;
                } else {
                    low = middle;
                }
            }
            return low;
        }

        @Override
        Node insert(long value, int member) {
            if (size == WIDTH) {
                Inner behind = split();
                Inner into = before(value, member, behind.values[0], behind.members[0]) ? this : behind;
                into.insert(value, member);
                return behind;
            }
            int at = child(value, member);
            Node behind = children[at].insert(value, member);
            counts[at] = children[at].count();
            if (behind != null) {
                add(at + 1, behind);
            }
            return null;
        }

        void add(int at, Node child) {
            System.arraycopy(children, at, children, at + 1, size - at);
            System.arraycopy(counts, at, counts, at + 1, size - at);
            System.arraycopy(values, at, values, at + 1, size - at);
            System.arraycopy(members, at, members, at + 1, size - at);
            children[at] = child;
            counts[at] = child.count();
            values[at] = child.firstValue();
            members[at] = child.firstMember();
            size++;
        }

        private Inner split() {
            Inner behind = new Inner();
            behind.size = WIDTH / 2;
            size = WIDTH / 2;
            System.arraycopy(children, size, behind.children, 0, size);
            System.arraycopy(counts, size, behind.counts, 0, size);
            System.arraycopy(values, size, behind.values, 0, size);
            System.arraycopy(members, size, behind.members, 0, size);
            Arrays.fill(children, size, WIDTH, null);
            return behind;
        }

        @Override
        void remove(long value, int member) {
            int at = child(value, member);
            children[at].remove(value, member);
            counts[at]--;
            if (counts[at] == 0 && size > 1) {
                drop(at);
            }
        }

        private void drop(int at) {
            size--;
            System.arraycopy(children, at + 1, children, at, size - at);
            System.arraycopy(counts, at + 1, counts, at, size - at);
            System.arraycopy(values, at + 1, values, at, size - at);
            System.arraycopy(members, at + 1, members, at, size - at);
            children[size] = null;
        }

        @Override
        int ahead(long value) {
            int at = child(value, -1);
            int ahead = children[at].ahead(value);
            for (int k = 0; k < at; k++) {
                ahead += counts[k];
            }
            return ahead;
        }

        @Override
        int count() {
            int count = 0;
            for (int k = 0; k < size; k++) {
                count += counts[k];
            }
            return count;
        }

        @Override
        long firstValue() {
            return values[0];
        }

        @Override
        int firstMember() {
            return members[0];
        }
    }

    private final long[] values;
    private final boolean[] listed;
    private Node root = new Leaf();

    public CountedTreeRanking(int capacity) {
        values = new long[capacity];
        listed = new boolean[capacity];
    }

    @Override
    public void set(int member, long value) {
        if (listed[member]) {
            root.remove(values[member], member);
        }
        listed[member] = true;
        values[member] = value;
        Node behind = root.insert(value, member);
        if (behind != null) {
            Inner above = new Inner();
            above.add(0, root);
            above.add(1, behind);
            root = above;
        }
    }

    @Override
    public int rank(int member) {
        return root.ahead(values[member]) + 1;
    }
}
