package io.tidemark.engine.store;

/** One int per row, two in a long, in pages; rows that were never set read 0. One thread writes. */
public final class IntColumn extends Pages {
    private static final int SHIFT = 14;
    private static final int MASK = (1 << SHIFT) - 1;

    public IntColumn() {
        super(1 << SHIFT - 1);
    }

    public int get(int row) {
        int page = row >>> SHIFT;
        return page < pageCount() ? (int) (readPage(page)[(row & MASK) >>> 1] >>> shift(row)) : 0;
    }

    public void set(int row, int value) {
        int page = row >>> SHIFT;
        while (page >= pageCount()) {
            addPage();
        }
        long[] words = writePage(page);
        int at = (row & MASK) >>> 1;
        words[at] = words[at] & ~(0xFFFF_FFFFL << shift(row)) | (value & 0xFFFF_FFFFL) << shift(row);
    }

    private static int shift(int row) {
        return (row & 1) << 5;
    }

    @Override
    public Frozen freeze() {
        long[][] frozen = freezePages();
        return to -> {
            to.put(SHIFT);
            to.put(frozen.length);
            write(frozen, (long) frozen.length << SHIFT - 1, 1 << SHIFT - 1, to);
        };
    }

    @Override
    public void restore(SnapshotSource from) {
        from.require("pages of two to the", SHIFT);
        readPages(from, (long) from.count(Long.BYTES << SHIFT - 1) << SHIFT - 1);
    }

    public long hash(long seed) {
        long hash = Words.mix(seed, pageCount());
        for (int page = 0; page < pageCount(); page++) {
            for (long word : readPage(page)) {
                hash = Words.mix(hash, word);
            }
        }
        return hash;
    }
}
