package io.tidemark.engine.activity;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.directory.Names;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.directory.Products;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.LongHeap;
import io.tidemark.engine.store.Words;

/**
 * Versions of activities: immutable records, chained per identity (newest first), per product and per participant. An
 * address is a version for ever; 0 is none. Core thread only.
 */
public final class Versions {
    /** Stands where a field's text is its number in plain notation. */
    public static final int PLAIN_NUMBER = -1;

    private static final int IDENTITY_PREVIOUS = 0;
    /** Sequence (high 48 bits), then the bits of {@link #FLAG_EXPLICIT} … and the counts. */
    private static final int SEQUENCE_SHAPE = 1;

    private static final int DATE_REVISION = 2;
    private static final int CONTENT_HASH = 3;
    private static final int QUANTITY = 4;
    private static final int AMOUNT = 5;
    private static final int PRODUCT_CHAIN = 6;
    private static final int ORIGINAL_KIND_CURRENCY = 7;
    /** Role names, 16 bits each; then a word per role, then two words per field. */
    private static final int ROLE_NAMES = 8;

    private static final int ROLES_PER_WORD = 4;
    private static final int ROLE_BITS = 16;

    /** Function of a version that nobody sent; behind those of {@link Incoming}. */
    private static final int RESTATED = 3;

    private static final int FUNCTION_SHIFT = 14;
    private static final long FLAG_CONFLICT = 1 << 13;
    private static final long FLAG_EXPLICIT = 1 << 12;
    private static final long FLAG_QUANTITY = 1 << 11;
    private static final long FLAG_AMOUNT = 1 << 10;
    private static final int ROLE_SHIFT = 6;
    private static final int ROLE_MASK = 0xF;
    private static final int FIELD_MASK = 0x3F;

    private final LongHeap heap = new LongHeap();
    private final Names names;
    private final Participants participants;
    private final Products products;

    public Versions(Names names, Participants participants, Products products) {
        this.names = names;
        this.participants = participants;
        this.products = products;
    }

    /** Records a version and links it into the chains of its product and participants. */
    int add(int identity, int previous, Incoming in, int revision, boolean conflict) {
        int roleWords = roleWords(in.roleCount);
        int length = ROLE_NAMES + roleWords + in.roleCount + 2 * in.fieldCount;
        int version = heap.allocate(length);
        long[] page = heap.newestPage();
        int at = heap.offset(version);
        page[at + IDENTITY_PREVIOUS] = Words.pack(identity, previous);
        page[at + SEQUENCE_SHAPE] = in.sequence << 16
                | (long) in.function << FUNCTION_SHIFT
                | (conflict ? FLAG_CONFLICT : 0)
                | (in.revision == Activity.NO_REVISION ? 0 : FLAG_EXPLICIT)
                | (in.hasQuantity ? FLAG_QUANTITY : 0)
                | (in.hasAmount ? FLAG_AMOUNT : 0)
                | (long) in.roleCount << ROLE_SHIFT
                | in.fieldCount;
        page[at + DATE_REVISION] = Words.pack(in.date, revision);
        page[at + CONTENT_HASH] = in.contentHash;
        page[at + QUANTITY] = in.hasQuantity ? in.quantity : 0;
        page[at + AMOUNT] = in.hasAmount ? in.amount : 0;
        page[at + ORIGINAL_KIND_CURRENCY] = Words.pack(in.original, in.kind << 16 | in.currency);
        int next = at + ROLE_NAMES + roleWords + in.roleCount;
        for (int k = 0; k < in.fieldCount; k++) {
            page[next++] = Words.pack(in.fieldNames[k], in.fieldTexts[k]);
            page[next++] = in.fieldNumbers[k];
        }
        link(version, page, at, roleWords, in);
        return version;
    }

    private void link(int version, long[] page, int at, int roleWords, Incoming in) {
        int before = in.product == 0 ? 0 : products.setActivityHead(in.product, version);
        page[at + PRODUCT_CHAIN] = Words.pack(in.product, before);
        // words are put together and written once: what was just zeroed may have left the cache, and reading it waits
        long names = 0;
        int last = in.roleCount - 1;
        for (int k = 0; k <= last; k++) {
            names |= (long) in.roles[k] << ROLE_BITS * (k % ROLES_PER_WORD);
            if (k == last || k % ROLES_PER_WORD == ROLES_PER_WORD - 1) {
                page[at + ROLE_NAMES + k / ROLES_PER_WORD] = names;
                names = 0;
            }
            int participant = in.participants[k];
            int head = participants.setActivityHead(participant, version);
            // a participant in two roles of one activity is linked once, by its first role
            page[at + ROLE_NAMES + roleWords + k] = Words.pack(participant, head == version ? 0 : head);
        }
    }

    /** Records that no version of an identity stands, as a void of what one of them is about. */
    int addRestated(int identity, int previous, int of) {
        int version = heap.allocate(ROLE_NAMES);
        heap.set(version, IDENTITY_PREVIOUS, Words.pack(identity, previous));
        heap.set(version, SEQUENCE_SHAPE, sequence(of) << 16 | (long) RESTATED << FUNCTION_SHIFT);
        heap.set(version, DATE_REVISION, Words.pack(date(of), Integer.MIN_VALUE));
        heap.set(version, CONTENT_HASH, contentHash(of));
        heap.set(version, PRODUCT_CHAIN, Words.pack(product(of), 0));
        heap.set(version, ORIGINAL_KIND_CURRENCY, Words.pack(0, kind(of) << 16 | currency(of)));
        return version;
    }

    private static int roleWords(int roles) {
        return (roles + ROLES_PER_WORD - 1) / ROLES_PER_WORD;
    }

    /** Fills what scoring reads of a version, with one access to its page. */
    public void load(int version, Acting into) {
        long[] page = heap.page(version);
        int at = heap.offset(version);
        long kindCurrency = page[at + ORIGINAL_KIND_CURRENCY];
        into.version = version;
        into.isVoid = ((int) (page[at + SEQUENCE_SHAPE] >>> FUNCTION_SHIFT) & 3) >= Incoming.VOID;
        into.date = Words.high(page[at + DATE_REVISION]);
        into.product = Words.high(page[at + PRODUCT_CHAIN]);
        into.kind = (int) kindCurrency >>> 16;
        into.currency = (int) kindCurrency & 0xFFFF;
        into.quantity = page[at + QUANTITY];
        into.amount = page[at + AMOUNT];
    }

    public int identity(int version) {
        return heap.high(version, IDENTITY_PREVIOUS);
    }

    public int previous(int version) {
        return heap.low(version, IDENTITY_PREVIOUS);
    }

    public long sequence(int version) {
        return heap.get(version, SEQUENCE_SHAPE) >>> 16;
    }

    public int function(int version) {
        return (int) (heap.get(version, SEQUENCE_SHAPE) >>> FUNCTION_SHIFT) & 3;
    }

    public boolean isVoid(int version) {
        return function(version) >= Incoming.VOID;
    }

    /** Whether it is no version that was sent, but says that reports leave none standing. */
    public boolean isRestated(int version) {
        return function(version) == RESTATED;
    }

    public boolean isConflict(int version) {
        return (heap.get(version, SEQUENCE_SHAPE) & FLAG_CONFLICT) != 0;
    }

    /** Whether the sender numbered the version. */
    public boolean isNumbered(int version) {
        return (heap.get(version, SEQUENCE_SHAPE) & FLAG_EXPLICIT) != 0;
    }

    public boolean hasQuantity(int version) {
        return (heap.get(version, SEQUENCE_SHAPE) & FLAG_QUANTITY) != 0;
    }

    public boolean hasAmount(int version) {
        return (heap.get(version, SEQUENCE_SHAPE) & FLAG_AMOUNT) != 0;
    }

    public int roleCount(int version) {
        return (int) (heap.get(version, SEQUENCE_SHAPE) >>> ROLE_SHIFT) & ROLE_MASK;
    }

    public int fieldCount(int version) {
        return (int) heap.get(version, SEQUENCE_SHAPE) & FIELD_MASK;
    }

    public int date(int version) {
        return heap.high(version, DATE_REVISION);
    }

    /** The revision by which versions of an identity are ordered, given or assigned. */
    public int revision(int version) {
        return heap.low(version, DATE_REVISION);
    }

    public long contentHash(int version) {
        return heap.get(version, CONTENT_HASH);
    }

    public long quantity(int version) {
        return heap.get(version, QUANTITY);
    }

    public long amount(int version) {
        return heap.get(version, AMOUNT);
    }

    public int product(int version) {
        return heap.high(version, PRODUCT_CHAIN);
    }

    /** The version before this one of the same product, or 0. */
    public int previousOfProduct(int version) {
        return heap.low(version, PRODUCT_CHAIN);
    }

    /** Value number of the text that names the original, 0 for none. */
    public int original(int version) {
        return heap.high(version, ORIGINAL_KIND_CURRENCY);
    }

    /** Name number. */
    public int kind(int version) {
        return heap.low(version, ORIGINAL_KIND_CURRENCY) >>> 16;
    }

    /** Name number, 0 for none. */
    public int currency(int version) {
        return heap.low(version, ORIGINAL_KIND_CURRENCY) & 0xFFFF;
    }

    /** Name number of the k-th role. */
    public int role(int version, int k) {
        return (int) (heap.get(version, ROLE_NAMES + k / ROLES_PER_WORD) >>> 16 * (k % ROLES_PER_WORD)) & 0xFFFF;
    }

    public int participantAt(int version, int k) {
        return heap.high(version, ROLE_NAMES + roleWords(roleCount(version)) + k);
    }

    /** The participant in a role, or {@link Participants#NONE}. */
    public int participant(int version, int role) {
        long[] page = heap.page(version);
        int at = heap.offset(version);
        int count = (int) (page[at + SEQUENCE_SHAPE] >>> ROLE_SHIFT) & ROLE_MASK;
        for (int k = 0; k < count; k++) {
            int name = (int) (page[at + ROLE_NAMES + k / ROLES_PER_WORD] >>> 16 * (k % ROLES_PER_WORD)) & 0xFFFF;
            if (name == role) {
                return Words.high(page[at + ROLE_NAMES + roleWords(count) + k]);
            }
        }
        return Participants.NONE;
    }

    /** The version before this one that names a participant, or 0. */
    public int previousOfParticipant(int version, int participant) {
        int count = roleCount(version);
        int first = ROLE_NAMES + roleWords(count);
        for (int k = 0; k < count; k++) {
            long word = heap.get(version, first + k);
            if (Words.high(word) == participant) {
                return Words.low(word);
            }
        }
        return 0;
    }

    private int field(int version, int k) {
        int count = roleCount(version);
        return ROLE_NAMES + roleWords(count) + count + 2 * k;
    }

    /** Position of a field by name number, or -1. */
    public int fieldNamed(int version, int name) {
        int count = fieldCount(version);
        for (int k = 0; k < count; k++) {
            if (heap.high(version, field(version, k)) == name) {
                return k;
            }
        }
        return -1;
    }

    public int fieldName(int version, int k) {
        return heap.high(version, field(version, k));
    }

    /** Value number of the k-th field's text, or {@link #PLAIN_NUMBER}. */
    public int fieldText(int version, int k) {
        return heap.low(version, field(version, k));
    }

    /** The k-th field as a number, or {@link Fixed#NONE}. */
    public long fieldNumber(int version, int k) {
        return heap.get(version, field(version, k) + 1);
    }

    /** The k-th field as written. */
    public String fieldAsText(int version, int k) {
        int text = fieldText(version, k);
        return text == PLAIN_NUMBER ? Fixed.format(fieldNumber(version, k)) : names.values.text(text);
    }

    /** Whether a recorded version is what came in: same function, same explicit revision, same content. */
    boolean equal(int version, Incoming in) {
        boolean numbered = in.revision != Activity.NO_REVISION;
        return contentHash(version) == in.contentHash
                && function(version) == in.function
                && isNumbered(version) == numbered
                && (!numbered || revision(version) == in.revision)
                && sameContent(version, in);
    }

    /** Whether a recorded version has the content of what came in. */
    boolean sameContent(int version, Incoming in) {
        return date(version) == in.date
                && kind(version) == in.kind
                && product(version) == in.product
                && currency(version) == in.currency
                && original(version) == in.original
                && hasQuantity(version) == in.hasQuantity
                && hasAmount(version) == in.hasAmount
                && quantity(version) == (in.hasQuantity ? in.quantity : 0)
                && amount(version) == (in.hasAmount ? in.amount : 0)
                && sameRoles(version, in)
                && sameFields(version, in);
    }

    private boolean sameRoles(int version, Incoming in) {
        boolean same = roleCount(version) == in.roleCount;
        for (int k = 0; same && k < in.roleCount; k++) {
            same = role(version, k) == in.roles[k] && participantAt(version, k) == in.participants[k];
        }
        return same;
    }

    private boolean sameFields(int version, Incoming in) {
        boolean same = fieldCount(version) == in.fieldCount;
        for (int k = 0; same && k < in.fieldCount; k++) {
            same = fieldName(version, k) == in.fieldNames[k]
                    && fieldText(version, k) == in.fieldTexts[k]
                    && fieldNumber(version, k) == in.fieldNumbers[k];
        }
        return same;
    }

    public void list(Sections sections) {
        sections.add("versions", 1, heap);
    }

    public long stateHash(long seed) {
        return heap.hash(seed);
    }
}
