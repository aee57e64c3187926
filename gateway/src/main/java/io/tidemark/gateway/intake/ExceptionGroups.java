package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.gateway.answer.AnswerJson;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exceptions of one feed, for one reason and because of the same thing, counted. Of one thread at a time. */
final class ExceptionGroups {
    private static final int MOST = 1_000;

    private record Key(String feed, String track, String reason, String missing) {}

    private static final class Group {
        private long count;
        private BigInteger quantity = BigInteger.ZERO;
        private BigInteger amount = BigInteger.ZERO;
    }

    private final Map<Key, Group> groups = new LinkedHashMap<>();
    private long others;

    void add(Exceptional one) {
        count(new Key(one.field("feed"), "", one.field("reason"), ""), 0, 0);
    }

    void add(SetAsideSearch.Found one) {
        count(new Key(one.source(), one.track(), one.reason(), one.missing()), one.quantity(), one.amount());
    }

    private void count(Key key, long quantity, long amount) {
        Group group = groups.get(key);
        if (group == null && groups.size() >= MOST) {
            others++;
            return;
        }
        group = groups.computeIfAbsent(key, fresh -> new Group());
        group.count++;
        group.quantity = group.quantity.add(BigInteger.valueOf(quantity));
        group.amount = group.amount.add(BigInteger.valueOf(amount));
    }

    /** @param program whose set-aside they are, or null */
    void write(JsonGenerator json, String program) throws IOException {
        List<Map.Entry<Key, Group>> largest = groups.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Key, Group> group) -> -group.getValue().count))
                .toList();
        AnswerJson.list(json, "groups", largest, group -> {
            Key key = group.getKey();
            json.writeStringField("feed", key.feed());
            json.writeStringField("reason", key.reason());
            json.writeNumberField("exceptions", group.getValue().count);
            if (program != null) {
                json.writeStringField("program", program);
                json.writeStringField("track", key.track());
                json.writeStringField("quantity", Fixed.format(group.getValue().quantity));
                json.writeStringField("amount", Fixed.format(group.getValue().amount));
                if (!key.missing().isEmpty()) {
                    json.writeStringField("missing", key.missing());
                }
            }
        });
        json.writeNumberField("others", others);
    }
}
