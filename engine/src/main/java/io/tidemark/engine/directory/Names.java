package io.tidemark.engine.directory;

import io.tidemark.engine.store.TextPool;
import io.tidemark.engine.store.TextTable;

/**
 * The texts of one server: {@link #names} for the few words that structure facts (kinds, roles, field names,
 * currencies, sources; at most 65,535 of them), {@link #values} for everything else.
 */
public final class Names {
    public static final int MAX_NAMES = 0xFFFF;

    public final TextPool pool = new TextPool();
    public final TextTable names = new TextTable(pool);
    public final TextTable values = new TextTable(pool);

    public final int sale = names.intern("sale");
    public final int returned = names.intern("return");

    public long stateHash(long seed) {
        return values.hash(names.hash(pool.stateHash(seed)));
    }
}
