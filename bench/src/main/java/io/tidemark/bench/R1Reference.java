package io.tidemark.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The reference data and the program of R1 in plain terms, for those who score it without Tidemark. */
public final class R1Reference {
    /** A rep and who stands above. */
    public record Rep(String id, String location, String distributor, String region) {}

    private R1Reference() {}

    public static List<Rep> reps() {
        return IntStream.range(0, R1.REPS).mapToObj(R1Reference::rep).toList();
    }

    private static Rep rep(int k) {
        int location = k % R1.LOCATIONS;
        int distributor = location % R1.DISTRIBUTORS;
        return new Rep(
                R1.rep(k), R1.location(location), R1.distributor(distributor), R1.region(distributor % R1.REGIONS));
    }

    /** The class of points of every product, 0 to 4, by SKU. */
    public static Map<String, Integer> classes() {
        Map<String, Integer> classes = new HashMap<>();
        for (int k = 0; k < R1.SKUS; k++) {
            classes.put(R1.sku(k), k % R1.CATEGORIES % R1Program.CLASSES);
        }
        return classes;
    }

    /** Points per unit of amount by class, four decimals. */
    public static long[] classPoints() {
        return R1Program.CLASS_POINTS.clone();
    }

    /** Volumes at which the accelerator's bands begin, four decimals. */
    public static long[] bandAt() {
        return R1Program.BAND_AT.clone();
    }

    /** What the base is multiplied by in each band, four decimals; below the first band by 1. */
    public static long[] bandTimes() {
        return R1Program.BAND_TIMES.clone();
    }

    /** Volumes from which the tiers above the lowest are held, units. */
    public static long[] tierAt() {
        return R1Program.TIER_AT.clone();
    }

    /** The tiers from the lowest. */
    public static String[] tiers() {
        return R1Program.TIERS.clone();
    }
}
