package io.tidemark.gateway.feed;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames of sales, the same for the same number. */
final class Sales {
    static final long NOW = LocalDate.of(2026, 3, 31).toEpochDay() * 86_400_000L;

    private Sales() {}

    static byte[] frame(int number, int count) {
        ActivityFrameWriter writer = new ActivityFrameWriter();
        for (int k = 0; k < count; k++) {
            writer.add(sale("S" + number + "-" + k, (1 + k) * Fixed.ONE, LocalDate.of(2026, 3, 1)));
        }
        return encoded(writer);
    }

    static byte[] encoded(ActivityFrameWriter writer) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        return Arrays.copyOf(buffer.byteArray(), writer.encode(buffer, 0));
    }

    static Activity sale(String id, long amount, LocalDate date) {
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", "ann");
        return new Activity(
                "pos",
                id,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                (int) date.toEpochDay(),
                roles,
                "PUMP",
                Fixed.ONE,
                amount,
                "USD",
                "",
                Collections.emptySortedMap());
    }
}
