package io.tidemark.engine.activity;

import io.tidemark.engine.directory.Participants;
import org.agrona.DirectBuffer;

/**
 * One activity of a frame with its external ids resolved to the core's numbers. A single instance is filled again for
 * every activity; nobody keeps it.
 */
public final class Incoming {
    public static final int MAX_ROLES = 8;
    public static final int MAX_FIELDS = 32;

    public static final int ORIGINAL = 0;
    public static final int CORRECT = 1;
    public static final int VOID = 2;

    public long sequence;
    public long identityHash;
    public long documentHash;
    public long contentHash;
    /** Name number of the source. */
    public int source;

    public DirectBuffer idBuffer;
    public int idOffset;
    public int idLength;
    /** The line's text follows the id's. */
    public int lineLength;

    /** The report whose line it is, or {@link Reports#NONE}. */
    public int report = Reports.NONE;

    /** Whether that report restates: what it says of an identity replaces what was said before. */
    public boolean restates;

    public int function;
    /** The explicit revision, or {@link Activity#NO_REVISION}. */
    public int revision;
    /** Name number of the kind. */
    public int kind;

    public int date;
    public int product;
    /** Name number of the currency, 0 where none is given. */
    public int currency;
    /** Value number of the text that names the original, 0 where there is none. */
    public int original;

    public boolean hasQuantity;
    public boolean hasAmount;
    public long quantity;
    public long amount;

    public int roleCount;
    /** Name numbers of the roles. */
    public final int[] roles = new int[MAX_ROLES];

    public final int[] participants = new int[MAX_ROLES];

    /** The participant in a role, or {@link Participants#NONE}. */
    public int participant(int role) {
        for (int k = 0; k < roleCount; k++) {
            if (roles[k] == role) {
                return participants[k];
            }
        }
        return Participants.NONE;
    }

    /** Whether one of the fields is {@code serial}. */
    public boolean hasSerial;

    public int fieldCount;
    /** Name numbers of the fields. */
    public final int[] fieldNames = new int[MAX_FIELDS];
    /** Value number of each text, or {@link Versions#PLAIN_NUMBER}. */
    public final int[] fieldTexts = new int[MAX_FIELDS];
    /** Each text as a number, or {@link io.tidemark.engine.Fixed#NONE}. */
    public final long[] fieldNumbers = new long[MAX_FIELDS];
}
