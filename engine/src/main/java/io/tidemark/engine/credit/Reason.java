package io.tidemark.engine.credit;

/**
 * Why an activity earns nothing on a track. Derived from the facts as they stand and never stored: it heals when they
 * change. The order is the order in which reasons are looked for; codes are part of the outcome format.
 */
public enum Reason {
    NONE(""),
    /** The version that stands is a void. */
    VOIDED("voided"),
    OUTSIDE_PROGRAM("outside-program"),
    OTHER_CURRENCY("other-currency"),
    NEGATIVE_NOT_ALLOWED("negative-not-allowed"),
    /** A kind that the program neither declares nor scores. */
    KIND_NOT_SCORED("kind-not-scored"),
    UNKNOWN_PRODUCT("unknown-product"),
    WAITING_FOR_ORIGINAL("waiting-for-original"),
    AMBIGUOUS_ORIGINAL("ambiguous-original"),
    OVER_RETURN("over-return"),
    OUTSIDE_RETURN_WINDOW("outside-return-window"),
    /** The activity names nobody in the role that the track credits. */
    NO_SUCH_ROLE("no-such-role"),
    UNKNOWN_PARTICIPANT("unknown-participant"),
    NOT_ELIGIBLE("not-eligible"),
    BEFORE_ENROLMENT("before-enrolment"),
    AFTER_LEAVING("after-leaving"),
    /** An earlier activity has what only one may have. */
    ONCE_PER_HELD_BY("once-per-held-by"),
    /** An earlier sale, or other activity of the kind, has the serial number. */
    SERIAL_HELD_BY("serial-held-by"),
    /** In units of the product it is more than an activity may have. */
    QUANTITY_OUT_OF_RANGE("quantity-out-of-range"),
    /** A claim lacks a field that the program requires as proof. */
    CLAIM_INCOMPLETE("claim-incomplete"),
    /** A claim was first received later after its date than the program takes. */
    OUTSIDE_CLAIM_WINDOW("outside-claim-window"),
    CLAIM_REJECTED("claim-rejected"),
    /** A step of the program has not decided about a claim. */
    CLAIM_PENDING("claim-pending"),
    /** A sale of the same thing credits somebody on the track already. */
    RECOGNISED_AS("recognised-as-claim-of"),
    /** Its period was closed before it came, or before what it says now came. */
    LATE("late");

    private static final Reason[] ALL = values();

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** The word people and interfaces see. */
    public String text() {
        return text;
    }

    public static Reason of(int code) {
        return ALL[code];
    }

    /** Whether it is worth telling the sender: a void and a role that was never named are not set aside. */
    public boolean isSetAside() {
        return this != NONE && this != VOIDED && this != NO_SUCH_ROLE;
    }
}
