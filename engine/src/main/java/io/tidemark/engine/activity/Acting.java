package io.tidemark.engine.activity;

/** What scoring reads of the version that acts. A reused carrier; {@link Versions#load} fills it. */
public class Acting {
    public int version;
    public boolean isVoid;
    /** Epoch day on which it acts. */
    public int date;

    public int product;
    /** Name number of the kind. */
    public int kind;

    /** Name number of the currency, 0 for none. */
    public int currency;

    /** Units; 0 where none is given. */
    public long quantity;

    public long amount;

    /** Fills what scoring reads from what just came in as a version that is no void. */
    protected final void take(int newVersion, Incoming in) {
        version = newVersion;
        isVoid = false;
        date = in.date;
        product = in.product;
        kind = in.kind;
        currency = in.currency;
        quantity = in.hasQuantity ? in.quantity : 0;
        amount = in.hasAmount ? in.amount : 0;
    }
}
