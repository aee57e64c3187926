package io.tidemark.engine.store;

import java.util.Arrays;

/**
 * Pages of longs with epochs: what tables and heaps are made of (a base class, so that an access costs one indirection
 * less). Owned by the core's thread; {@link #freezePages} hands another thread pages that are never written again.
 */
abstract class Pages implements Stored {
    private static final int INITIAL_PAGES = 16;

    private final int longsPerPage;
    private long[][] pages = new long[INITIAL_PAGES][];
    private int[] writtenIn = new int[INITIAL_PAGES];
    private int count;
    private int epoch;
    /** Pages written last in an earlier epoch than this belong to somebody else too. */
    private int sharedBefore;

    Pages(int longsPerPage) {
        this.longsPerPage = longsPerPage;
    }

    final int pageCount() {
        return count;
    }

    final long[] readPage(int page) {
        return pages[page];
    }

    /** The page for writing: a copy of its own when the page belongs to a frozen epoch. */
    final long[] writePage(int page) {
        return writtenIn[page] >= sharedBefore ? pages[page] : copy(page);
    }

    private long[] copy(int page) {
        pages[page] = pages[page].clone();
        writtenIn[page] = epoch;
        return pages[page];
    }

    final void addPage() {
        if (count == pages.length) {
            pages = Arrays.copyOf(pages, count * 2);
            writtenIn = Arrays.copyOf(writtenIn, count * 2);
        }
        pages[count] = new long[longsPerPage];
        writtenIn[count++] = epoch;
    }

    /** The pages as they are now; later writes go to copies. */
    final long[][] freezePages() {
        sharedBefore = ++epoch;
        return Arrays.copyOf(pages, count);
    }

    @Override
    public final void thaw() {
        sharedBefore = 0;
    }

    /** Writes so many longs from the start of pages, which are full but for the last. */
    static void write(long[][] pages, long longs, int longsPerPage, SnapshotSink to) {
        long left = longs;
        for (int page = 0; left > 0; page++) {
            int part = (int) Math.min(left, longsPerPage);
            to.put(pages[page], part);
            left -= part;
        }
    }

    /** Reads so many longs into as many pages as they take, in place of those that are there. */
    final void readPages(SnapshotSource from, long longs) {
        Arrays.fill(pages, 0, count, null);
        count = 0;
        for (long left = longs; left > 0; left -= longsPerPage) {
            addPage();
            from.get(pages[count - 1], (int) Math.min(left, longsPerPage));
        }
    }
}
