package io.tidemark.bench;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The transactions as lines, so many to a request. */
final class R1Lines {
    private final int each;
    private final List<byte[]> bodies = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int count;
    private long bytes;

    R1Lines(int each) {
        this.each = each;
    }

    void add(Activity activity) {
        body.writeBytes(line(activity).getBytes(StandardCharsets.UTF_8));
        if (++count % each == 0) {
            cut();
        }
    }

    private void cut() {
        bytes += body.size();
        bodies.add(body.toByteArray());
        body.reset();
    }

    List<byte[]> bodies() {
        if (body.size() > 0) {
            cut();
        }
        return bodies;
    }

    long bytes() {
        return bytes;
    }

    private static String line(Activity activity) {
        StringBuilder text = new StringBuilder("{");
        field(text, "source", activity.source());
        field(text, "id", activity.id());
        field(text, "kind", activity.kind());
        field(text, "date", LocalDate.ofEpochDay(activity.date()).toString());
        activity.roles().forEach((role, id) -> field(text, role, id));
        field(text, "sku", activity.sku());
        field(text, "quantity", Fixed.format(activity.quantity()));
        if (activity.amount() != null) {
            field(text, "amount", Fixed.format(activity.amount()));
        }
        field(text, "currency", activity.currency());
        if (!activity.original().isEmpty()) {
            field(text, "original", activity.original());
        }
        return text.append("}\n").toString();
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(text.length() > 1 ? ",\"" : "\"")
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"');
    }
}
