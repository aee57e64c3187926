package io.tidemark.engine;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.IdentityHash;
import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.sbe.ActivityFrameEncoder;
import io.tidemark.engine.sbe.ActivityFrameEncoder.ActivitiesEncoder;
import io.tidemark.engine.sbe.ActivityFrameEncoder.DefinitionsEncoder;
import io.tidemark.engine.sbe.ActivityFrameEncoder.FieldsEncoder;
import io.tidemark.engine.sbe.ActivityFrameEncoder.RolesEncoder;
import io.tidemark.engine.sbe.DefinitionType;
import io.tidemark.engine.sbe.MessageHeaderEncoder;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Object2IntHashMap;

/**
 * Gathers activities into one ActivityFrame: external ids once each as definitions, rows that point to them, and the
 * hashes that the core trusts. Ask {@link #hasRoomFor}, {@link #add}, then {@link #encode}. Reused; one thread.
 */
public final class ActivityFrameWriter {
    private static final int ABSENT = ActivityFrameReader.ABSENT;
    private static final int MAX_DEFINITIONS = 8_192;
    private static final int DEFINITION_BYTES = DefinitionsEncoder.sbeBlockLength();
    private static final int ACTIVITY_BYTES = ActivitiesEncoder.sbeBlockLength();
    private static final int ROLE_BYTES = RolesEncoder.sbeBlockLength();
    private static final int FIELD_BYTES = FieldsEncoder.sbeBlockLength();
    /** Header, block, the headers of four groups and of the text. */
    private static final int FIXED_BYTES =
            MessageHeaderEncoder.ENCODED_LENGTH + ActivityFrameEncoder.BLOCK_LENGTH + 4 * 4 + 4;

    private final TextBlob blob = new TextBlob(EngineLimits.MAX_FRAME * 2);
    private final Object2IntHashMap<String> texts = new Object2IntHashMap<>(-1);
    private final Object2IntHashMap<String> skus = new Object2IntHashMap<>(-1);
    private final Object2IntHashMap<ParticipantId> participants = new Object2IntHashMap<>(-1);

    private record ParticipantId(int kind, String id) {}

    private final long[] hashes = new long[MAX_DEFINITIONS];
    private final int[] textOffsets = new int[MAX_DEFINITIONS];
    private final int[] textLengths = new int[MAX_DEFINITIONS];
    private final int[] kinds = new int[MAX_DEFINITIONS];
    private final DefinitionType[] types = new DefinitionType[MAX_DEFINITIONS];
    private int definitions;

    private static final int MAX = EngineLimits.MAX_COMMANDS;
    private final Activity[] activities = new Activity[MAX];
    private final long[] documentHashes = new long[MAX];
    private final long[] identityHashes = new long[MAX];
    private final long[] contentHashes = new long[MAX];
    private final int[] idOffsets = new int[MAX];
    private final int[] idLengths = new int[MAX];
    private final int[] lineLengths = new int[MAX];
    /** Source, kind, SKU, currency and original of each activity. */
    private final int[][] references = new int[MAX][5];

    private final int[] roles = new int[MAX * Incoming.MAX_ROLES * 2];
    private int roleCount;
    private final int[] fields = new int[MAX * Incoming.MAX_FIELDS * 2];
    private final long[] numbers = new long[MAX * Incoming.MAX_FIELDS];
    private int fieldCount;
    private int count;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ActivityFrameEncoder encoder = new ActivityFrameEncoder();

    private long report;

    /** What is written from now on are lines of a report of this key; 0: of none. Only between two frames. */
    public void report(long key) {
        report = key;
    }

    /** Activities gathered so far. */
    public int count() {
        return count;
    }

    public void clear() {
        blob.clear();
        texts.clear();
        skus.clear();
        participants.clear();
        definitions = 0;
        roleCount = 0;
        fieldCount = 0;
        count = 0;
    }

    /** Whether an activity surely fits what is left of the frame. An empty frame has room for any within limits. */
    public boolean hasRoomFor(Activity activity) {
        if (count == MAX) {
            return false;
        }
        int roleMost = activity.roles().size();
        int fieldMost = activity.fields().size();
        int defined = 6 + 3 * roleMost + 2 * fieldMost;
        int bytes = ACTIVITY_BYTES
                + roleMost * ROLE_BYTES
                + fieldMost * FIELD_BYTES
                + defined * DEFINITION_BYTES
                + textBytes(activity);
        return definitions + defined <= MAX_DEFINITIONS && size() + bytes <= EngineLimits.MAX_FRAME;
    }

    private static int textBytes(Activity activity) {
        int most = TextBlob.most(activity.source())
                + TextBlob.most(activity.id())
                + TextBlob.most(activity.line())
                + TextBlob.most(activity.kind())
                + TextBlob.most(activity.sku())
                + TextBlob.most(activity.currency())
                + TextBlob.most(activity.original());
        for (Map.Entry<String, String> role : activity.roles().entrySet()) {
            most += 3 * TextBlob.most(role.getKey()) + TextBlob.most(role.getValue());
        }
        for (Map.Entry<String, String> field : activity.fields().entrySet()) {
            most += TextBlob.most(field.getKey()) + TextBlob.most(field.getValue());
        }
        return most;
    }

    private int size() {
        return FIXED_BYTES
                + definitions * DEFINITION_BYTES
                + count * ACTIVITY_BYTES
                + roleCount * ROLE_BYTES
                + fieldCount * FIELD_BYTES
                + blob.length();
    }

    /**
     * Adds an activity.
     *
     * @throws IllegalArgumentException where it has more roles or fields than a frame carries
     */
    public void add(Activity activity) {
        if (activity.roles().size() > Incoming.MAX_ROLES || activity.fields().size() > Incoming.MAX_FIELDS) {
            throw new IllegalArgumentException("activity " + activity.reference() + " has more than "
                    + Incoming.MAX_ROLES + " roles or " + Incoming.MAX_FIELDS + " further fields");
        }
        int[] reference = references[count];
        reference[0] = text(activity.source());
        reference[1] = text(activity.kind());
        reference[2] = activity.sku().isEmpty() ? ABSENT : sku(activity.sku());
        reference[3] = activity.currency().isEmpty() ? ABSENT : text(activity.currency());
        reference[4] = activity.original().isEmpty() ? ABSENT : text(activity.original());
        long content = Words.mix(activity.function().ordinal(), activity.date());
        content = Words.mix(content, hashes[reference[1]]);
        for (int k = 2; k < 5; k++) {
            content = Words.mix(content, reference[k] == ABSENT ? 0 : hashes[reference[k]]);
        }
        content = Words.mix(content, activity.quantity() == null ? Fixed.NONE : activity.quantity());
        content = Words.mix(content, activity.amount() == null ? Fixed.NONE : activity.amount());
        content = addRoles(activity, content);
        contentHashes[count] = addFields(activity, content);
        addIdentity(activity, hashes[reference[0]]);
        activities[count++] = activity;
    }

    private void addIdentity(Activity activity, long sourceHash) {
        int offset = blob.length();
        int idLength = blob.append(activity.id());
        int lineLength = blob.append(activity.line());
        long document = IdentityHash.document(sourceHash, blob.buffer(), offset, idLength);
        documentHashes[count] = document;
        identityHashes[count] = IdentityHash.identity(document, blob.buffer(), offset + idLength, lineLength);
        idOffsets[count] = offset;
        idLengths[count] = idLength;
        lineLengths[count] = lineLength;
    }

    private long addRoles(Activity activity, long seed) {
        long content = seed;
        for (Map.Entry<String, String> entry : activity.roles().entrySet()) {
            int role = text(entry.getKey());
            int kind = text(ParticipantRow.kindOfRole(entry.getKey()));
            int participant = participant(kind, entry.getValue());
            roles[2 * roleCount] = role;
            roles[2 * roleCount + 1] = participant;
            roleCount++;
            content = Words.mix(Words.mix(content, hashes[role]), hashes[participant]);
        }
        return content;
    }

    private long addFields(Activity activity, long seed) {
        long content = seed;
        for (Map.Entry<String, String> entry : activity.fields().entrySet()) {
            int name = text(entry.getKey());
            String value = entry.getValue();
            long number = value.length() <= 20 ? Fixed.parse(value) : Fixed.NONE;
            boolean plain = number != Fixed.NONE && Fixed.isPlain(value);
            int text = plain ? ABSENT : text(value);
            fields[2 * fieldCount] = name;
            fields[2 * fieldCount + 1] = text;
            numbers[fieldCount] = number;
            fieldCount++;
            content = Words.mix(Words.mix(content, hashes[name]), plain ? number : hashes[text]);
        }
        return content;
    }

    private int text(String text) {
        int definition = texts.getValue(text);
        if (definition < 0) {
            definition = define(text, DefinitionType.TEXT, ABSENT);
            texts.put(text, definition);
        }
        return definition;
    }

    private int sku(String sku) {
        int definition = skus.getValue(sku);
        if (definition < 0) {
            definition = define(sku, DefinitionType.PRODUCT, ABSENT);
            skus.put(sku, definition);
        }
        return definition;
    }

    private int participant(int kind, String id) {
        ParticipantId key = new ParticipantId(kind, id);
        int definition = participants.getValue(key);
        if (definition < 0) {
            definition = define(id, DefinitionType.PARTICIPANT, kind);
            participants.put(key, definition);
        }
        return definition;
    }

    private int define(String text, DefinitionType type, int kind) {
        int offset = blob.length();
        int length = blob.append(text);
        hashes[definitions] = TextHash.of(blob.buffer(), offset, length);
        textOffsets[definitions] = offset;
        textLengths[definitions] = length;
        kinds[definitions] = kind;
        types[definitions] = type;
        return definitions++;
    }

    /**
     * Writes the frame, not yet stamped, and empties the writer. {@link FrameClock#stamp} makes it complete.
     *
     * @param into at least {@link EngineLimits#MAX_FRAME} bytes from {@code offset}
     * @return the frame's length
     */
    public int encode(MutableDirectBuffer into, int offset) {
        encoder.wrapAndApplyHeader(into, offset, header)
                .sequence(0)
                .timestampMs(0)
                .today(0)
                .report(report);
        DefinitionsEncoder definition = encoder.definitionsCount(definitions);
        for (int k = 0; k < definitions; k++) {
            definition
                    .next()
                    .hash(hashes[k])
                    .textOffset(textOffsets[k])
                    .textLength(textLengths[k])
                    .kind(kinds[k])
                    .definitionType(types[k]);
        }
        ActivitiesEncoder row = encoder.activitiesCount(count);
        for (int k = 0; k < count; k++) {
            encode(row.next(), k);
        }
        RolesEncoder role = encoder.rolesCount(roleCount);
        for (int k = 0; k < roleCount; k++) {
            role.next().role(roles[2 * k]).participant(roles[2 * k + 1]);
        }
        FieldsEncoder field = encoder.fieldsCount(fieldCount);
        for (int k = 0; k < fieldCount; k++) {
            field.next().number(numbers[k]).name(fields[2 * k]).text(fields[2 * k + 1]);
        }
        encoder.putText(blob.buffer(), 0, blob.length());
        clear();
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private void encode(ActivitiesEncoder row, int k) {
        Activity activity = activities[k];
        row.identityHash(identityHashes[k])
                .documentHash(documentHashes[k])
                .contentHash(contentHashes[k])
                .quantity(activity.quantity() == null ? Fixed.NONE : activity.quantity())
                .amount(activity.amount() == null ? Fixed.NONE : activity.amount())
                .revision(activity.revision())
                .date(activity.date())
                .idOffset(idOffsets[k])
                .idLength(idLengths[k])
                .lineLength(lineLengths[k])
                .source(references[k][0])
                .kind(references[k][1])
                .sku(references[k][2])
                .currency(references[k][3])
                .original(references[k][4])
                .function((short) activity.function().ordinal())
                .roleCount((short) activity.roles().size())
                .fieldCount((short) activity.fields().size())
                .reserved((short) 0);
        activities[k] = null;
    }
}
