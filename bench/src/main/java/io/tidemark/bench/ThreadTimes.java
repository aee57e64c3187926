package io.tidemark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Processor time of every thread at a moment, in nanoseconds. Of all that a thread took, what the kernel did for it is known to
 * a hundredth of a second only.
 */
record ThreadTimes(Map<String, Long> byName, Map<String, Long> userByName, long processNs) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static ThreadTimes now() {
        Map<String, Long> times = new HashMap<>();
        Map<String, Long> user = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo info = THREADS.getThreadInfo(id);
            if (info != null) {
                times.merge(name(info), THREADS.getThreadCpuTime(id), Long::sum);
                user.merge(name(info), THREADS.getThreadUserTime(id), Long::sum);
            }
        }
        return new ThreadTimes(times, user, PROCESS.getProcessCpuTime());
    }

    /** Event loops of one server after the other are the same thread to whoever reads. */
    private static String name(ThreadInfo info) {
        return info.getThreadName().replaceAll("multiThreadIoEventLoopGroup-\\d+", "network");
    }

    /**
     * What each thread took per transaction, those below 5 ns left out; what is not a Java thread — compiler, collector — is
     * the rest.
     */
    String since(ThreadTimes before, int transactions) {
        List<String> parts = byName.keySet().stream()
                .filter(thread -> nanos(before, thread) >= 5L * transactions)
                .sorted((a, b) -> Long.compare(nanos(before, b), nanos(before, a)))
                .map(thread -> part(before, thread, transactions))
                .toList();
        long known = byName.keySet().stream()
                .mapToLong(thread -> nanos(before, thread))
                .sum();
        long all = processNs - before.processNs;
        return String.format(
                Locale.ROOT,
                "%d ns: %s, rest %d",
                all / transactions,
                String.join(", ", parts),
                (all - known) / transactions);
    }

    private long nanos(ThreadTimes before, String thread) {
        return byName.get(thread) - before.byName.getOrDefault(thread, 0L);
    }

    private String part(ThreadTimes before, String thread, int transactions) {
        long user = userByName.get(thread) - before.userByName.getOrDefault(thread, 0L);
        long all = nanos(before, thread);
        return String.format(
                Locale.ROOT, "%s %d (kernel %d)", thread, all / transactions, Math.max(0, all - user) / transactions);
    }
}
