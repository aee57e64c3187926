package io.tidemark.engine.measure;

/** What one activity adds to the measures it reaches, and to no others. A reused carrier; one thread. */
public final class Contributions {
    private final int[] measures;
    private final long[] deltas;
    private int count;

    /** @param most measures of the program */
    public Contributions(int most) {
        measures = new int[most];
        deltas = new long[most];
    }

    void clear() {
        count = 0;
    }

    void add(int measure, long delta) {
        measures[count] = measure;
        deltas[count++] = delta;
    }

    /** Makes the measures those of another sum: their positions grow by so many. */
    public void shift(int places) {
        for (int k = 0; k < count; k++) {
            measures[k] += places;
        }
    }

    public int count() {
        return count;
    }

    /** Position of the k-th measure reached; no measure comes twice. */
    public int measure(int k) {
        return measures[k];
    }

    /** Units; never 0, at most 10^16 and some. */
    public long delta(int k) {
        return deltas[k];
    }
}
