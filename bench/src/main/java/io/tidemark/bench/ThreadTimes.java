package io.tidemark.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Processor time of every thread at a moment, in nanoseconds. */
record ThreadTimes(Map<String, Long> byName) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static ThreadTimes now() {
        Map<String, Long> times = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo info = THREADS.getThreadInfo(id);
            if (info != null) {
                times.merge(info.getThreadName(), THREADS.getThreadCpuTime(id), Long::sum);
            }
        }
        return new ThreadTimes(times);
    }

    /** The threads that took at least a twentieth of the time, as shares of one processor. */
    String since(ThreadTimes before, long tookNs) {
        List<String> parts = byName.entrySet().stream()
                .map(entry ->
                        Map.entry(entry.getKey(), entry.getValue() - before.byName.getOrDefault(entry.getKey(), 0L)))
                .filter(entry -> entry.getValue() * 20 > tookNs)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> String.format(Locale.ROOT, "%s %d%%", entry.getKey(), 100 * entry.getValue() / tookNs))
                .toList();
        return String.join(", ", parts);
    }
}
