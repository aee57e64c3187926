package io.tidemark.gateway.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What every connection needs. Any thread.
 *
 * @param running requests that are not answered yet
 */
record HttpServices(
        Admission admission,
        HttpLimits limits,
        Safety safety,
        HttpMetrics metrics,
        BooleanSupplier stopping,
        AtomicInteger running) {
    boolean isStopping() {
        return stopping.getAsBoolean();
    }
}
