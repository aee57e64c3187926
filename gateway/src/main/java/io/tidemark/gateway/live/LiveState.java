package io.tidemark.gateway.live;

import java.util.List;
import java.util.Map;

/**
 * What a topic shows, ready for JSON. Compared text by text, so that what is equal here is equal for a viewer.
 *
 * @param sequence of the core when it was read; no part of what is compared
 * @param fields JSON values by name, in the order in which they are shown
 * @param rows in the order in which they are shown, or null for a topic without rows
 */
public record LiveState(long sequence, Map<String, String> fields, List<Row> rows) {

    /**
     * @param key names the row among the others, for as long as it is shown
     * @param json the row as a JSON object
     */
    public record Row(String key, String json) {}

    boolean showsTheSameAs(LiveState other) {
        return fields.equals(other.fields) && java.util.Objects.equals(rows, other.rows);
    }
}
