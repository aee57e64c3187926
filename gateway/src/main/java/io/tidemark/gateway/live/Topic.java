package io.tidemark.gateway.live;

/**
 * What can be watched: an address that can be read. Two viewers of the same topic share its reads.
 *
 * @param program id of the program
 * @param address below the program, as it would be read: {@code boards/reps?period=2026-Q4&limit=50} or {@code
 *     participants/distributor-rep:291/standing?period=2026-Q4}
 */
public record Topic(String program, String address) {}
