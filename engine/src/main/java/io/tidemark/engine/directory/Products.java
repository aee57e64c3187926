package io.tidemark.engine.directory;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.InlineText;
import io.tidemark.engine.store.LongHeap;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.TextPool;
import io.tidemark.engine.store.Words;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Products by SKU as dense numbers, each with effective-dated <em>editions</em>. Product 0 is "no product". Every
 * product has an edition without attributes from the beginning of time; a product is known once a row about it has
 * arrived. What a program selects by product is decided once per edition. Core thread only.
 */
public final class Products {
    private static final int SKU_EDITION = 0;
    private static final int ACTIVITY_KNOWN = 1;
    /** First day of the newest edition (high), bytes of the SKU (low); then the SKU itself where it is short. */
    private static final int NEWEST_LENGTH = 2;

    private static final int SKU = 3;
    private static final int SKU_WORDS = 3;

    private static final int EDITION_OLDER_FROM = 0;
    private static final int EDITION_PRODUCT_RECORD = 1;

    private final TextPool pool;
    private final RowTable rows = new RowTable(SKU + SKU_WORDS);
    private final RowTable editions = new RowTable(2);
    private final LongHeap attributes = new LongHeap();
    private final HashIndex index = new HashIndex();

    public Products(Names names) {
        this.pool = names.pool;
        editions.add();
        add(0);
    }

    public int count() {
        return rows.rows();
    }

    public int editions() {
        return editions.rows();
    }

    private int add(int skuReference) {
        int row = rows.add();
        int edition = addEdition(row, 0, Integer.MIN_VALUE, 0);
        rows.set(row, SKU_EDITION, Words.pack(skuReference, edition));
        rows.set(row, NEWEST_LENGTH, Words.pack(Integer.MIN_VALUE, 0));
        return row;
    }

    private int addEdition(int product, int older, int from, int record) {
        int edition = editions.add();
        editions.set(edition, EDITION_OLDER_FROM, Words.pack(older, from));
        editions.set(edition, EDITION_PRODUCT_RECORD, Words.pack(product, record));
        return edition;
    }

    /** The product of a SKU, added where nothing named it before; the empty SKU is product 0. */
    public int resolve(long hash, DirectBuffer sku, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int row = index.first(hash);
        while (row != HashIndex.NONE && !is(row, sku, offset, length)) {
            row = index.next();
        }
        if (row == HashIndex.NONE) {
            row = add(pool.add(sku, offset, length));
            rows.set(row, NEWEST_LENGTH, Words.pack(Integer.MIN_VALUE, length));
            if (InlineText.fits(length, SKU_WORDS)) {
                InlineText.put(rows.pageForWrite(row), rows.offset(row) + SKU, sku, offset, length);
            }
            index.put(hash, row);
        }
        return row;
    }

    /** The product of a SKU, or -1. */
    public int find(String sku) {
        UnsafeBuffer bytes = new UnsafeBuffer(sku.getBytes(StandardCharsets.UTF_8));
        int row = index.first(TextHash.of(bytes, 0, bytes.capacity()));
        while (row != HashIndex.NONE && !is(row, bytes, 0, bytes.capacity())) {
            row = index.next();
        }
        return row;
    }

    /** Products that may be those of some SKUs, or -1; {@link #is} decides. Brings them into the cache. The result means nothing. */
    public long find(long[] hashes, int count, int[] into) {
        index.first(hashes, count, into);
        return rows.touch(into, count, SKU + 1);
    }

    /** Whether a product is the one of a SKU. */
    public boolean is(int product, DirectBuffer sku, int offset, int length) {
        long[] page = rows.page(product);
        int at = rows.offset(product);
        if ((int) page[at + NEWEST_LENGTH] != length) {
            return false;
        }
        return InlineText.fits(length, SKU_WORDS)
                ? InlineText.matches(page, at + SKU, sku, offset, length)
                : pool.matches(Words.high(page[at + SKU_EDITION]), sku, offset, length);
    }

    public int skuReference(int product) {
        return rows.high(product, SKU_EDITION);
    }

    public String sku(int product) {
        return pool.text(skuReference(product));
    }

    public boolean isKnown(int product) {
        return rows.low(product, ACTIVITY_KNOWN) != 0;
    }

    public int activityHead(int product) {
        return rows.high(product, ACTIVITY_KNOWN);
    }

    /** Makes a version the head of a product's activities, and answers the head of before. */
    public int setActivityHead(int product, int version) {
        long[] page = rows.pageForWrite(product);
        int at = rows.offset(product) + ACTIVITY_KNOWN;
        long head = page[at];
        page[at] = Words.pack(version, Words.low(head));
        return Words.high(head);
    }

    /** The edition in force on a day; there always is one. */
    public int editionOn(int product, int day) {
        long[] page = rows.page(product);
        int at = rows.offset(product);
        int edition = Words.low(page[at + SKU_EDITION]);
        return day >= Words.high(page[at + NEWEST_LENGTH]) ? edition : olderEdition(edition, day);
    }

    private int olderEdition(int newest, int day) {
        int edition = newest;
        long word = editions.get(edition, EDITION_OLDER_FROM);
        while (Words.low(word) > day) {
            edition = Words.high(word);
            word = editions.get(edition, EDITION_OLDER_FROM);
        }
        return edition;
    }

    public int productOf(int edition) {
        return editions.high(edition, EDITION_PRODUCT_RECORD);
    }

    /** Value number of an attribute of an edition, or -1 where it has none of that name. */
    public int attribute(int edition, int name) {
        int record = editions.low(edition, EDITION_PRODUCT_RECORD);
        if (record == 0) {
            return -1;
        }
        int count = (int) attributes.get(record, 0);
        for (int k = 1; k <= count; k++) {
            long word = attributes.get(record, k);
            if (Words.high(word) == name) {
                return Words.low(word);
            }
        }
        return -1;
    }

    /** Attributes of an edition. */
    public int attributeCount(int edition) {
        int record = editions.low(edition, EDITION_PRODUCT_RECORD);
        return record == 0 ? 0 : (int) attributes.get(record, 0);
    }

    /** Name number of an edition's attribute. */
    public int attributeName(int edition, int k) {
        return Words.high(attributes.get(editions.low(edition, EDITION_PRODUCT_RECORD), k + 1));
    }

    /** Value number of an edition's attribute. */
    public int attributeValue(int edition, int k) {
        return Words.low(attributes.get(editions.low(edition, EDITION_PRODUCT_RECORD), k + 1));
    }

    /** Puts a row in force: pairs of name and value numbers. Answers whether anything changed. */
    public boolean put(int product, int from, IntArrayList pairs) {
        int newer = 0;
        int edition = rows.low(product, SKU_EDITION);
        while (edition != 0 && from(edition) > from) {
            newer = edition;
            edition = editions.high(edition, EDITION_OLDER_FROM);
        }
        int older = edition;
        boolean replaces = edition != 0 && from(edition) == from;
        if (replaces) {
            if (isKnown(product) && equal(edition, pairs)) {
                return false;
            }
            older = editions.high(edition, EDITION_OLDER_FROM);
        }
        int added = addEdition(product, older, from, addRecord(pairs));
        if (newer == 0) {
            rows.setLow(product, SKU_EDITION, added);
            rows.setHigh(product, NEWEST_LENGTH, from);
        } else {
            editions.setHigh(newer, EDITION_OLDER_FROM, added);
        }
        rows.setLow(product, ACTIVITY_KNOWN, 1);
        return true;
    }

    private int from(int edition) {
        return editions.low(edition, EDITION_OLDER_FROM);
    }

    private int addRecord(IntArrayList pairs) {
        int count = pairs.size() / 2;
        int record = attributes.allocate(1 + count);
        attributes.set(record, 0, count);
        for (int k = 0; k < count; k++) {
            attributes.set(record, 1 + k, Words.pack(pairs.getInt(2 * k), pairs.getInt(2 * k + 1)));
        }
        return record;
    }

    private boolean equal(int edition, IntArrayList pairs) {
        int record = editions.low(edition, EDITION_PRODUCT_RECORD);
        int count = pairs.size() / 2;
        boolean equal = record != 0 && attributes.get(record, 0) == count;
        for (int k = 0; equal && k < count; k++) {
            equal = attributes.get(record, 1 + k) == Words.pack(pairs.getInt(2 * k), pairs.getInt(2 * k + 1));
        }
        return equal;
    }

    public void list(Sections sections) {
        sections.add("products", 1, rows)
                .add("product-editions", 1, editions)
                .add("product-attributes", 1, attributes)
                .derive(this::rebuild);
    }

    private void rebuild() {
        for (int row = 1; row < rows.rows(); row++) {
            index.put(pool.hash(skuReference(row)), row);
        }
    }

    public long stateHash(long seed) {
        return attributes.hash(editions.hash(rows.hash(seed)));
    }
}
