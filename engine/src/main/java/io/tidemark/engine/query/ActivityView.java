package io.tidemark.engine.query;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * One identity: its versions, and per track whom it credits or why it earns nothing.
 *
 * @param activity {@code id} or {@code id/line}
 * @param versions newest first
 */
public record ActivityView(String source, String activity, List<Version> versions, List<Credited> tracks) {

    /**
     * @param function {@code original}, {@code correct} or {@code void}
     * @param stands whether this is the version that stands
     * @param conflict whether it is a conflicting original, kept without effect
     */
    public record Version(
            long sequence,
            String function,
            int revision,
            boolean stands,
            boolean conflict,
            Map<String, String> fields) {}

    /**
     * @param role the role credited
     * @param share what of each contribution counts, units
     * @param reason why nobody is credited, empty where somebody is
     * @param participant {@code kind:id}, empty where nobody is credited
     * @param period the period in which it counts, empty where nobody is credited
     * @param measures what it adds to each measure, units; only those it changes
     * @param rules what the participant's rules would be worth less without it, units; only those it changes
     * @param why in words, where somebody is credited and nothing is earned; else empty
     */
    public record Credited(
            String program,
            String track,
            String role,
            long share,
            String reason,
            String participant,
            String period,
            Map<String, BigInteger> measures,
            Map<String, BigInteger> rules,
            String why) {}
}
