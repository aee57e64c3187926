package io.tidemark.engine.directory;

import io.tidemark.engine.snapshot.Sections;
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
    public final int claim = names.intern("claim");

    private int serial;
    private int looked;

    /** The name number of {@code serial}, 0 while nothing is called so. */
    public int serial() {
        if (serial == 0 && looked != names.size()) {
            looked = names.size();
            serial = Math.max(names.find("serial"), 0);
        }
        return serial;
    }

    public void list(Sections sections) {
        sections.add("texts", 1, pool).add("names", 1, names.rows()).add("values", 1, values.rows());
        sections.derive(names::rebuild).derive(values::rebuild);
    }

    public long stateHash(long seed) {
        return values.hash(names.hash(pool.stateHash(seed)));
    }
}
