package io.tidemark.bench.designs;

/** Who has how much, most first. One thread. */
public interface Ranking {
    /** Sets a member's value; members are numbered from 0. */
    void set(int member, long value);

    /** One more than how many have more. */
    int rank(int member);
}
