package io.tidemark.gateway.ingest;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.sbe.ActivityFrameEncoder;
import io.tidemark.engine.sbe.ActivityFrameEncoder.ActivitiesEncoder;
import io.tidemark.engine.sbe.ActivityFrameEncoder.DefinitionsEncoder;
import io.tidemark.engine.sbe.ActivityFrameEncoder.FieldsEncoder;
import io.tidemark.engine.sbe.ActivityFrameEncoder.RolesEncoder;
import io.tidemark.engine.sbe.DefinitionType;
import io.tidemark.engine.sbe.MessageHeaderEncoder;
import io.tidemark.engine.store.Words;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gathers activities into a frame, byte for byte the one that {@link io.tidemark.engine.ActivityFrameWriter} makes, from texts as
 * bytes: of a {@link PlainLine} nothing becomes an object. Ask {@link #hasRoomFor}, add, then take the {@link #frame}. Large;
 * reused; of one thread.
 */
public final class ActivityEncoder {
    private static final int NONE = DefinitionTable.NONE;
    private static final int LEAD = PlainLine.AROUND;
    private static final int MOST = EngineLimits.MAX_COMMANDS;
    private static final int MAX_DEFINITIONS = 8_192;
    private static final int MAX_NUMBER_TEXT = 20;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private static final int DEFINITION = DefinitionsEncoder.sbeBlockLength();
    private static final int ACTIVITY = ActivitiesEncoder.sbeBlockLength();
    private static final int ROLE = RolesEncoder.sbeBlockLength();
    private static final int FIELD = FieldsEncoder.sbeBlockLength();
    private static final int HEAD = MessageHeaderEncoder.ENCODED_LENGTH + ActivityFrameEncoder.BLOCK_LENGTH;
    private static final int FIXED = HEAD + 4 * 4 + 4;

    /** Names of the fields that lines have, by place; of each role the kind too; and the order in which frames have them. */
    private static final byte[][] NAME = new byte[ActivityFields.ROLES][];

    private static final byte[][] KIND = new byte[ActivityFields.ROLES][];
    private static final int[] FIELD_ORDER = sorted(ActivityFields.FURTHER_FROM, ActivityFields.ROLES_FROM);
    private static final int[] ROLE_ORDER = sorted(ActivityFields.ROLES_FROM, ActivityFields.ROLES);
    private static final byte[] SALE = led(Activity.SALE);

    static {
        ActivityFields.PLACES.forEach((name, place) -> {
            NAME[place] = led(name);
            KIND[place] = led(ParticipantRow.kindOfRole(name));
        });
    }

    private static int[] sorted(int from, int until) {
        return IntStream.range(from, until)
                .boxed()
                .sorted((a, b) -> ActivityFields.name(a).compareTo(ActivityFields.name(b)))
                .mapToInt(place -> place)
                .toArray();
    }

    private final DefinitionTable table = new DefinitionTable(MAX_DEFINITIONS, EngineLimits.MAX_FRAME * 2);
    private final UnsafeBuffer activities = new UnsafeBuffer(new byte[MOST * ACTIVITY]);
    private final UnsafeBuffer roles = new UnsafeBuffer(new byte[MOST * Incoming.MAX_ROLES * ROLE]);
    private final UnsafeBuffer fields = new UnsafeBuffer(new byte[MOST * Incoming.MAX_FIELDS * FIELD]);
    /** Definitions of the names by place, and what a field was in the activity before, which mostly it is again. */
    private final int[] names = new int[ActivityFields.ROLES];

    private final int[] kinds = new int[ActivityFields.ROLES];
    private final int[] before = new int[ActivityFields.ROLES];
    private int count;
    private int roleCount;
    private int fieldCount;
    private int firstRole;
    private int firstField;
    private long content;
    private long report;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    public ActivityEncoder() {
        clear();
    }

    public void clear() {
        table.clear();
        Arrays.fill(names, NONE);
        Arrays.fill(kinds, NONE);
        Arrays.fill(before, NONE);
        count = 0;
        roleCount = 0;
        fieldCount = 0;
    }

    /** What is added from now on are lines of a report of this key; 0: of none. Only between two frames. */
    public void report(long key) {
        report = key;
    }

    /** Activities gathered so far. */
    public int count() {
        return count;
    }

    /**
     * Whether an activity surely fits what is left of the frame. An empty frame has room for any within limits.
     *
     * @param texts bytes of its texts, names of roles and fields with them, at most
     */
    boolean hasRoomFor(int roleMost, int fieldMost, int texts) {
        int defined = 6 + 3 * roleMost + 2 * fieldMost;
        int bytes = ACTIVITY + roleMost * ROLE + fieldMost * FIELD + defined * DEFINITION + texts;
        int size = FIXED
                + table.count() * DEFINITION
                + count * ACTIVITY
                + roleCount * ROLE
                + fieldCount * FIELD
                + table.textLength();
        return count < MOST && table.count() + defined <= MAX_DEFINITIONS && size + bytes <= EngineLimits.MAX_FRAME;
    }

    /** Whether an activity surely fits. Names of a line's roles are at most 12 bytes, and three times as much with their kinds. */
    public boolean hasRoomFor(PlainLine line, byte[] feed) {
        int roleMost = Long.bitCount(line.roles());
        return hasRoomFor(roleMost, FIELD_ORDER.length, line.size() + feed.length + SALE.length + 40 * (roleMost + 1));
    }

    public boolean hasRoomFor(Activity activity) {
        int texts = most(activity.source())
                + most(activity.id())
                + most(activity.line())
                + most(activity.kind())
                + most(activity.sku())
                + most(activity.currency())
                + most(activity.original());
        for (Map.Entry<String, String> role : activity.roles().entrySet()) {
            texts += 2 * most(role.getKey()) + most(ParticipantRow.kindOfRole(role.getKey())) + most(role.getValue());
        }
        for (Map.Entry<String, String> field : activity.fields().entrySet()) {
            texts += most(field.getKey()) + most(field.getValue());
        }
        return hasRoomFor(activity.roles().size(), activity.fields().size(), texts);
    }

    private static int most(String text) {
        return 3 * text.length();
    }

    /**
     * Adds an activity.
     *
     * @param feed what the source is where the line names none, with {@link PlainLine#AROUND} bytes before it
     */
    public void add(PlainLine line, byte[] feed) {
        byte[] bytes = line.bytes();
        int source = line.has(ActivityFields.SOURCE)
                ? again(ActivityFields.SOURCE, line)
                : define(DefinitionType.TEXT, NONE, feed);
        int kind = line.has(ActivityFields.KIND)
                ? again(ActivityFields.KIND, line)
                : define(DefinitionType.TEXT, NONE, SALE);
        int sku = line.has(ActivityFields.SKU)
                ? define(
                        DefinitionType.PRODUCT,
                        NONE,
                        bytes,
                        line.begin(ActivityFields.SKU),
                        line.length(ActivityFields.SKU))
                : NONE;
        int currency = line.has(ActivityFields.CURRENCY) ? again(ActivityFields.CURRENCY, line) : NONE;
        int original = line.has(ActivityFields.ORIGINAL) ? text(ActivityFields.ORIGINAL, line) : NONE;
        begin(Activity.Function.ORIGINAL.ordinal(), line.date());
        references(source, kind, sku, currency, original);
        numbers(line.quantity(), line.amount(), line.revision());
        addRoles(line);
        addFields(line);
        int id = line.length(ActivityFields.ID);
        int offset = table.append(bytes, line.begin(ActivityFields.ID), id);
        int lineLength = line.length(ActivityFields.LINE);
        table.append(bytes, lineLength == 0 ? 0 : line.begin(ActivityFields.LINE), lineLength);
        end(source, offset, id, lineLength);
    }

    private int text(int place, PlainLine line) {
        return define(DefinitionType.TEXT, NONE, line.bytes(), line.begin(place), line.length(place));
    }

    private int again(int place, PlainLine line) {
        int last = before[place];
        if (last == NONE || !table.is(last, line.bytes(), line.begin(place), line.length(place))) {
            before[place] = text(place, line);
        }
        return before[place];
    }

    private void addRoles(PlainLine line) {
        long there = line.roles() << ActivityFields.ROLES_FROM;
        for (int place : ROLE_ORDER) {
            if ((there >> place & 1) != 0) {
                if (names[place] == NONE) {
                    names[place] = define(DefinitionType.TEXT, NONE, NAME[place]);
                    kinds[place] = define(DefinitionType.TEXT, NONE, KIND[place]);
                }
                int participant = define(
                        DefinitionType.PARTICIPANT, kinds[place], line.bytes(), line.begin(place), line.length(place));
                role(names[place], participant);
            }
        }
    }

    private void addFields(PlainLine line) {
        for (int place : FIELD_ORDER) {
            if (line.has(place)) {
                if (names[place] == NONE) {
                    names[place] = define(DefinitionType.TEXT, NONE, NAME[place]);
                }
                String value =
                        new String(line.bytes(), line.begin(place), line.length(place), StandardCharsets.US_ASCII);
                field(names[place], value);
            }
        }
    }

    public void add(Activity activity) {
        int source = text(activity.source());
        int kind = text(activity.kind());
        int sku = activity.sku().isEmpty() ? NONE : define(DefinitionType.PRODUCT, NONE, led(activity.sku()));
        int currency = activity.currency().isEmpty() ? NONE : text(activity.currency());
        int original = activity.original().isEmpty() ? NONE : text(activity.original());
        begin(activity.function().ordinal(), activity.date());
        references(source, kind, sku, currency, original);
        numbers(
                activity.quantity() == null ? Fixed.NONE : activity.quantity(),
                activity.amount() == null ? Fixed.NONE : activity.amount(),
                activity.revision());
        activity.roles().forEach((name, id) -> {
            int role = text(name);
            role(role, define(DefinitionType.PARTICIPANT, text(ParticipantRow.kindOfRole(name)), led(id)));
        });
        activity.fields().forEach((name, value) -> field(text(name), value));
        byte[] id = led(activity.id());
        byte[] line = led(activity.line());
        int offset = table.append(id, LEAD, id.length - LEAD);
        table.append(line, LEAD, line.length - LEAD);
        end(source, offset, id.length - LEAD, line.length - LEAD);
    }

    /** A text with room before it, so that it can be hashed. */
    public static byte[] led(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] led = new byte[LEAD + bytes.length];
        System.arraycopy(bytes, 0, led, LEAD, bytes.length);
        return led;
    }

    int text(String text) {
        return define(DefinitionType.TEXT, NONE, led(text));
    }

    private int define(DefinitionType type, int kind, byte[] led) {
        return table.define(type, kind, led, LEAD, led.length - LEAD);
    }

    int define(DefinitionType type, int kind, byte[] bytes, int from, int length) {
        return table.define(type, kind, bytes, from, length);
    }

    void begin(int function, int date) {
        firstRole = roleCount;
        firstField = fieldCount;
        int at = count * ACTIVITY;
        activities.putByte(at + ActivitiesEncoder.functionEncodingOffset(), (byte) function);
        activities.putInt(at + ActivitiesEncoder.dateEncodingOffset(), date, ORDER);
        content = Words.mix(function, date);
    }

    void references(int source, int kind, int sku, int currency, int original) {
        int at = count * ACTIVITY;
        activities.putShort(at + ActivitiesEncoder.sourceEncodingOffset(), (short) source, ORDER);
        activities.putShort(at + ActivitiesEncoder.kindEncodingOffset(), (short) kind, ORDER);
        activities.putShort(at + ActivitiesEncoder.skuEncodingOffset(), (short) sku, ORDER);
        activities.putShort(at + ActivitiesEncoder.currencyEncodingOffset(), (short) currency, ORDER);
        activities.putShort(at + ActivitiesEncoder.originalEncodingOffset(), (short) original, ORDER);
        content = Words.mix(content, table.hash(kind));
        content = Words.mix(content, hashOrZero(sku));
        content = Words.mix(content, hashOrZero(currency));
        content = Words.mix(content, hashOrZero(original));
    }

    private long hashOrZero(int definition) {
        return definition == NONE ? 0 : table.hash(definition);
    }

    void numbers(long quantity, long amount, int revision) {
        int at = count * ACTIVITY;
        activities.putLong(at + ActivitiesEncoder.quantityEncodingOffset(), quantity, ORDER);
        activities.putLong(at + ActivitiesEncoder.amountEncodingOffset(), amount, ORDER);
        activities.putInt(at + ActivitiesEncoder.revisionEncodingOffset(), revision, ORDER);
        content = Words.mix(Words.mix(content, quantity), amount);
    }

    void role(int name, int participant) {
        int at = roleCount++ * ROLE;
        roles.putShort(at + RolesEncoder.roleEncodingOffset(), (short) name, ORDER);
        roles.putShort(at + RolesEncoder.participantEncodingOffset(), (short) participant, ORDER);
        content = Words.mix(Words.mix(content, table.hash(name)), table.hash(participant));
    }

    void field(int name, String value) {
        long number = value.length() <= MAX_NUMBER_TEXT ? Fixed.parse(value) : Fixed.NONE;
        boolean plain = number != Fixed.NONE && Fixed.isPlain(value);
        int text = plain ? NONE : text(value);
        int at = fieldCount++ * FIELD;
        fields.putLong(at + FieldsEncoder.numberEncodingOffset(), number, ORDER);
        fields.putShort(at + FieldsEncoder.nameEncodingOffset(), (short) name, ORDER);
        fields.putShort(at + FieldsEncoder.textEncodingOffset(), (short) text, ORDER);
        content = Words.mix(Words.mix(content, table.hash(name)), plain ? number : table.hash(text));
    }

    /** Whether a definition has this text, with {@link PlainLine#AROUND} bytes before it. */
    boolean has(int definition, byte[] bytes, int from, int length) {
        return table.is(definition, bytes, from, length);
    }

    /** Appends a text to the frame's; answers where it is. */
    int append(byte[] bytes, int from, int length) {
        return table.append(bytes, from, length);
    }

    /** The activity's id, and its line behind it, stand in the frame's text. */
    void end(int source, int offset, int idLength, int lineLength) {
        long document = table.hashText(table.hash(source), offset, idLength);
        long identity = lineLength == 0 ? document : table.hashText(document, offset + idLength, lineLength);
        int at = count++ * ACTIVITY;
        activities.putLong(at + ActivitiesEncoder.identityHashEncodingOffset(), identity, ORDER);
        activities.putLong(at + ActivitiesEncoder.documentHashEncodingOffset(), document, ORDER);
        activities.putLong(at + ActivitiesEncoder.contentHashEncodingOffset(), content, ORDER);
        activities.putInt(at + ActivitiesEncoder.idOffsetEncodingOffset(), offset, ORDER);
        activities.putShort(at + ActivitiesEncoder.idLengthEncodingOffset(), (short) idLength, ORDER);
        activities.putShort(at + ActivitiesEncoder.lineLengthEncodingOffset(), (short) lineLength, ORDER);
        activities.putByte(at + ActivitiesEncoder.roleCountEncodingOffset(), (byte) (roleCount - firstRole));
        activities.putByte(at + ActivitiesEncoder.fieldCountEncodingOffset(), (byte) (fieldCount - firstField));
        activities.putByte(at + ActivitiesEncoder.reservedEncodingOffset(), (byte) 0);
    }

    /** The frame, not yet stamped, in an array of its own; the encoder is empty afterwards. */
    public byte[] frame() {
        int length = FIXED
                + table.count() * DEFINITION
                + count * ACTIVITY
                + roleCount * ROLE
                + fieldCount * FIELD
                + table.textLength();
        UnsafeBuffer frame = new UnsafeBuffer(new byte[length]);
        header.wrap(frame, 0)
                .blockLength(ActivityFrameEncoder.BLOCK_LENGTH)
                .templateId(ActivityFrameEncoder.TEMPLATE_ID)
                .schemaId(ActivityFrameEncoder.SCHEMA_ID)
                .version(ActivityFrameEncoder.SCHEMA_VERSION);
        frame.putLong(MessageHeaderEncoder.ENCODED_LENGTH + ActivityFrameEncoder.reportEncodingOffset(), report, ORDER);
        int at = group(frame, HEAD, DEFINITION, table.count());
        at += table.copyRows(frame.byteArray(), at);
        at = copy(activities, frame, group(frame, at, ACTIVITY, count), count * ACTIVITY);
        at = copy(roles, frame, group(frame, at, ROLE, roleCount), roleCount * ROLE);
        at = copy(fields, frame, group(frame, at, FIELD, fieldCount), fieldCount * FIELD);
        frame.putInt(at, table.textLength(), ORDER);
        table.copyText(frame.byteArray(), at + Integer.BYTES);
        clear();
        return frame.byteArray();
    }

    private static int group(UnsafeBuffer frame, int at, int stride, int rows) {
        frame.putShort(at, (short) stride, ORDER);
        frame.putShort(at + Short.BYTES, (short) rows, ORDER);
        return at + 2 * Short.BYTES;
    }

    private static int copy(UnsafeBuffer rows, UnsafeBuffer frame, int at, int bytes) {
        frame.putBytes(at, rows, 0, bytes);
        return at + bytes;
    }
}
