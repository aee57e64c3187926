package io.tidemark.gateway.ingest;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.sbe.DefinitionType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gathers the rows of a file into frames, as {@link ActivityEncoder} does activities, from characters where they stand: of a row
 * nothing becomes an object but the texts of its attributes. Ask {@link #hasRoomFor}, add, then take the {@link #frame}. Reused;
 * of one thread.
 */
public final class RowEncoder {
    private static final int NONE = DefinitionTable.NONE;
    private static final int LEAD = PlainLine.AROUND;
    private static final int MOST_TEXT = 3 * IngestLimits.ID_BYTES;

    private final ActivityEncoder frame = new ActivityEncoder();
    private final byte[] text = new byte[LEAD + 2 * MOST_TEXT];
    private int length;

    /** Of the rows that came last: their roles' names and kinds, and what the frame has of them. */
    private MappedRow shape;

    private byte[][] names = {};
    private byte[][] kinds = {};
    private int[] nameDefinitions = {};
    private int[] kindDefinitions = {};
    private int nameBytes;
    /** What the frame has of the texts that mostly are those of the row before. */
    private final int[] before = new int[3];

    public RowEncoder() {
        Arrays.fill(before, NONE);
    }

    /** @see ActivityEncoder#report */
    public void report(long key) {
        frame.report(key);
    }

    /** Rows gathered so far. */
    public int count() {
        return frame.count();
    }

    private void shape(MappedRow row) {
        shape = row;
        nameBytes = 0;
        int roles = row.roles.length;
        names = new byte[roles][];
        kinds = new byte[roles][];
        nameDefinitions = new int[roles];
        kindDefinitions = new int[roles];
        for (int k = 0; k < roles; k++) {
            names[k] = ActivityEncoder.led(row.roles[k].name());
            kinds[k] = ActivityEncoder.led(ParticipantRow.kindOfRole(row.roles[k].name()));
            nameBytes += names[k].length + kinds[k].length;
        }
        for (TextField field : row.further) {
            nameBytes += 3 * field.name().length();
        }
        Arrays.fill(nameDefinitions, NONE);
    }

    /** Whether a row surely fits what is left of the frame. An empty frame has room for any within limits. */
    public boolean hasRoomFor(MappedRow row) {
        if (shape != row) {
            shape(row);
        }
        int chars = row.source.length()
                + row.id.length()
                + row.line.length()
                + row.kind.length()
                + row.sku.length()
                + row.currency.length()
                + row.original.length();
        for (TextField role : row.roles) {
            chars += role.length();
        }
        for (String value : row.furtherValues) {
            chars += value.length();
        }
        return frame.hasRoomFor(row.roles.length, row.further.length, 3 * chars + nameBytes);
    }

    /** As {@link #hasRoomFor(MappedRow)}. */
    public boolean hasRoomFor(Activity activity) {
        return frame.hasRoomFor(activity);
    }

    /** Adds an activity among the rows. */
    public void add(Activity activity) {
        frame.add(activity);
    }

    /** Adds a row for which there is room. */
    public void add(MappedRow row) {
        int source = again(0, row.source);
        int kind = again(1, row.kind);
        int sku = row.sku.isEmpty() ? NONE : define(DefinitionType.PRODUCT, NONE, row.sku);
        int currency = row.currency.isEmpty() ? NONE : again(2, row.currency);
        int original = row.original.isEmpty() ? NONE : define(DefinitionType.TEXT, NONE, row.original);
        frame.begin(row.function.ordinal(), row.date);
        frame.references(source, kind, sku, currency, original);
        frame.numbers(row.quantity, row.amount, row.revision);
        for (int k = 0; k < row.roles.length; k++) {
            if (!row.roles[k].isEmpty()) {
                role(k, row.roles[k]);
            }
        }
        for (int k = 0; k < row.further.length; k++) {
            if (!row.furtherValues[k].isEmpty()) {
                frame.field(frame.text(row.further[k].name()), row.furtherValues[k]);
            }
        }
        int offset = append(row.id);
        int id = length;
        append(row.line);
        frame.end(source, offset, id, length);
    }

    private void role(int k, TextField role) {
        if (nameDefinitions[k] == NONE) {
            nameDefinitions[k] = define(DefinitionType.TEXT, names[k]);
            kindDefinitions[k] = define(DefinitionType.TEXT, kinds[k]);
        }
        frame.role(nameDefinitions[k], define(DefinitionType.PARTICIPANT, kindDefinitions[k], role));
    }

    private int define(DefinitionType type, byte[] led) {
        return frame.define(type, NONE, led, LEAD, led.length - LEAD);
    }

    private int define(DefinitionType type, int kind, TextField field) {
        bytes(field);
        return frame.define(type, kind, text, LEAD, length);
    }

    private int again(int which, TextField field) {
        bytes(field);
        if (before[which] == NONE || !frame.has(before[which], text, LEAD, length)) {
            before[which] = frame.define(DefinitionType.TEXT, NONE, text, LEAD, length);
        }
        return before[which];
    }

    private int append(TextField field) {
        bytes(field);
        return frame.append(text, LEAD, length);
    }

    /** The field's text in UTF-8, behind as many bytes as a hash may read before it. */
    private void bytes(TextField field) {
        char[] chars = field.chars();
        int from = field.from();
        length = field.length();
        int all = 0;
        if (length <= MOST_TEXT) {
            for (int k = 0; k < length; k++) {
                char c = chars[from + k];
                text[LEAD + k] = (byte) c;
                all |= c;
            }
        }
        if (all > 0x7F || length > MOST_TEXT) {
            byte[] encoded = new String(chars, from, length).getBytes(StandardCharsets.UTF_8);
            length = encoded.length;
            System.arraycopy(encoded, 0, text, LEAD, length);
        }
    }

    /** The frame, not yet stamped, in an array of its own; the encoder is empty afterwards. */
    public byte[] frame() {
        Arrays.fill(nameDefinitions, NONE);
        Arrays.fill(before, NONE);
        return frame.frame();
    }
}
