package io.tidemark.tools.simulate.disk;

import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names in a folder: as they are seen, and as they were forced. */
final class SimFolder implements SimNode {
    final TreeMap<String, SimNode> names = new TreeMap<>();
    private final TreeMap<String, SimNode> safe = new TreeMap<>();

    void force() {
        safe.clear();
        safe.putAll(names);
    }

    /** Whether a power cut would leave the name as it is. */
    boolean isSafe(String name) {
        return safe.get(name) == names.get(name);
    }

    @Override
    public void losePower(SplittableRandom random) {
        TreeSet<String> all = new TreeSet<>(names.keySet());
        all.addAll(safe.keySet());
        for (String name : all) {
            SimNode kept = random.nextBoolean() ? names.get(name) : safe.get(name);
            if (kept == null) {
                names.remove(name);
            } else {
                names.put(name, kept);
                kept.losePower(random);
            }
        }
        force();
    }

    @Override
    public long pages() {
        return names.values().stream().mapToLong(SimNode::pages).sum();
    }
}
