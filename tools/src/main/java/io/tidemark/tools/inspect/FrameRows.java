package io.tidemark.tools.inspect;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ParticipantFrameDecoder;
import io.tidemark.engine.sbe.ProductFrameDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Frames back into the facts they were made of. */
final class FrameRows {
    private static final int ABSENT = 0xFFFF;
    private static final int ROW_TEXTS_OF_PARTICIPANT = 5;
    private static final Activity.Function[] FUNCTIONS = Activity.Function.values();

    private FrameRows() {}

    /** A definition of an activity frame. */
    private record Definition(int offset, int length, int kind) {}

    private record RawActivity(
            long quantity,
            long amount,
            int revision,
            int date,
            int idOffset,
            int idLength,
            int lineLength,
            int source,
            int kind,
            int sku,
            int currency,
            int original,
            int function,
            int roles,
            int fields) {}

    private record RawPair(int name, int value, long number) {}

    static List<Activity> activities(DirectBuffer frame, int offset) {
        ActivityFrameDecoder decoder = new ActivityFrameDecoder();
        decoder.wrapAndApplyHeader(frame, offset, new MessageHeaderDecoder());
        List<Definition> definitions = new ArrayList<>();
        decoder.definitions()
                .forEach(row -> definitions.add(new Definition(row.textOffset(), row.textLength(), row.kind())));
        List<RawActivity> rows = new ArrayList<>();
        decoder.activities().forEach(row -> rows.add(raw(row)));
        List<RawPair> roles = new ArrayList<>();
        decoder.roles().forEach(row -> roles.add(new RawPair(row.role(), row.participant(), 0)));
        List<RawPair> fields = new ArrayList<>();
        decoder.fields().forEach(row -> fields.add(new RawPair(row.name(), row.text(), row.number())));
        byte[] text = new byte[decoder.textLength()];
        decoder.getText(text, 0, text.length);
        return new Named(text, definitions, roles, fields).activities(rows);
    }

    private static RawActivity raw(ActivityFrameDecoder.ActivitiesDecoder row) {
        return new RawActivity(
                row.quantity(),
                row.amount(),
                row.revision(),
                row.date(),
                row.idOffset(),
                row.idLength(),
                row.lineLength(),
                row.source(),
                row.kind(),
                row.sku(),
                row.currency(),
                row.original(),
                row.function(),
                row.roleCount(),
                row.fieldCount());
    }

    /** The frame's texts, and rows that point to them. */
    private static final class Named {
        private final byte[] text;
        private final List<Definition> definitions;
        private final List<RawPair> roles;
        private final List<RawPair> fields;
        private int role;
        private int field;

        Named(byte[] text, List<Definition> definitions, List<RawPair> roles, List<RawPair> fields) {
            this.text = text;
            this.definitions = definitions;
            this.roles = roles;
            this.fields = fields;
        }

        List<Activity> activities(List<RawActivity> rows) {
            return rows.stream().map(this::activity).toList();
        }

        private String text(int offset, int length) {
            return new String(text, offset, length, StandardCharsets.UTF_8);
        }

        private String defined(int definition) {
            return definition == ABSENT
                    ? ""
                    : text(
                            definitions.get(definition).offset(),
                            definitions.get(definition).length());
        }

        private Activity activity(RawActivity row) {
            TreeMap<String, String> roleTexts = new TreeMap<>();
            for (int k = 0; k < row.roles(); k++) {
                RawPair pair = roles.get(role++);
                roleTexts.put(defined(pair.name()), defined(pair.value()));
            }
            TreeMap<String, String> fieldTexts = new TreeMap<>();
            for (int k = 0; k < row.fields(); k++) {
                RawPair pair = fields.get(field++);
                fieldTexts.put(
                        defined(pair.name()),
                        pair.value() == ABSENT ? Fixed.format(pair.number()) : defined(pair.value()));
            }
            return new Activity(
                    defined(row.source()),
                    text(row.idOffset(), row.idLength()),
                    text(row.idOffset() + row.idLength(), row.lineLength()),
                    FUNCTIONS[row.function()],
                    row.revision() < 0 ? Activity.NO_REVISION : row.revision(),
                    defined(row.kind()),
                    row.date(),
                    roleTexts,
                    defined(row.sku()),
                    row.quantity() == Fixed.NONE ? null : row.quantity(),
                    row.amount() == Fixed.NONE ? null : row.amount(),
                    defined(row.currency()),
                    defined(row.original()),
                    fieldTexts);
        }
    }

    static List<ParticipantRow> participants(DirectBuffer frame, int offset) {
        ParticipantFrameDecoder decoder = new ParticipantFrameDecoder();
        decoder.wrapAndApplyHeader(frame, offset, new MessageHeaderDecoder());
        List<int[]> rows = new ArrayList<>();
        decoder.rows()
                .forEach(row -> rows.add(
                        new int[] {row.textOffset(), row.attributeCount(), row.from(), row.enrolled(), row.left()}));
        byte[] text = new byte[decoder.textLength()];
        decoder.getText(text, 0, text.length);
        List<ParticipantRow> all = new ArrayList<>();
        for (int[] row : rows) {
            List<String> texts = texts(text, row[0], ROW_TEXTS_OF_PARTICIPANT + 2 * row[1]);
            all.add(new ParticipantRow(
                    texts.get(0),
                    texts.get(1),
                    row[2],
                    texts.get(2),
                    texts.get(3),
                    texts.get(4),
                    row[3],
                    row[4],
                    pairs(texts, ROW_TEXTS_OF_PARTICIPANT)));
        }
        return all;
    }

    static List<ProductRow> products(DirectBuffer frame, int offset) {
        ProductFrameDecoder decoder = new ProductFrameDecoder();
        decoder.wrapAndApplyHeader(frame, offset, new MessageHeaderDecoder());
        List<int[]> rows = new ArrayList<>();
        decoder.rows().forEach(row -> rows.add(new int[] {row.textOffset(), row.attributeCount(), row.from()}));
        byte[] text = new byte[decoder.textLength()];
        decoder.getText(text, 0, text.length);
        List<ProductRow> all = new ArrayList<>();
        for (int[] row : rows) {
            List<String> texts = texts(text, row[0], 1 + 2 * row[1]);
            all.add(new ProductRow(texts.get(0), row[2], pairs(texts, 1)));
        }
        return all;
    }

    /** Texts one behind the other, each behind its length. */
    private static List<String> texts(byte[] blob, int offset, int count) {
        List<String> texts = new ArrayList<>();
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        int at = offset;
        for (int k = 0; k < count; k++) {
            int length = bytes.getShort(at) & 0xFFFF;
            texts.add(new String(blob, at + 2, length, StandardCharsets.UTF_8));
            at += 2 + length;
        }
        return texts;
    }

    private static SortedMap<String, String> pairs(List<String> texts, int from) {
        TreeMap<String, String> pairs = new TreeMap<>();
        for (int k = from; k < texts.size(); k += 2) {
            pairs.put(texts.get(k), texts.get(k + 1));
        }
        return pairs;
    }
}
