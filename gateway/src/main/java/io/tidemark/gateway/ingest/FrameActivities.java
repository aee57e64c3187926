package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Frames of activities back into what they were made of, for the few of which a person is told. Any thread. */
public final class FrameActivities {
    private static final int ABSENT = 0xFFFF;
    private static final Activity.Function[] FUNCTIONS = Activity.Function.values();

    private FrameActivities() {}

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

    /** The activities of a frame that begins at {@code offset}, in order. */
    public static List<Activity> of(DirectBuffer frame, int offset) {
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
}
