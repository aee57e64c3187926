package io.tidemark.journal.shadow;

import io.tidemark.engine.query.PostingView;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One posting, as it stands in the ledger. Numbers are whole units of 1/10,000.
 *
 * @param at sequence of the command with which the posting took effect; of a program published anew the one at which it took its
 *     predecessor's place
 * @param subject whose standing moved
 * @param posting what moved it; of a program that was replaced the value it leaves behind, with cause {@code publish} and no activity
 */
public record LedgerEntry(long at, Subject subject, PostingView posting) {
    /**
     * Whose standing.
     *
     * @param kind the participant's
     * @param id the participant's
     */
    public record Subject(String program, String track, String kind, String id, String period) {
        /** By which entries are chained: one participant over all programs. */
        String participant() {
            return kind + ":" + id;
        }
    }

    /**
     * An entry in its place.
     *
     * @param number from 0
     * @param previous number of the participant's entry before, −1 for none
     * @param chain SHA-256 over the chain of that entry and this one's content, hexadecimal
     */
    public record Chained(LedgerEntry entry, long number, long previous, String chain) {}

    /** SHA-256 over a former chain and the content. */
    String chain(String before) {
        StringBuilder text = new StringBuilder(before).append('\n').append(at);
        for (String part : texts()) {
            text.append('\n').append(part.length()).append(' ').append(part);
        }
        return hexadecimal(digest(text.toString()));
    }

    private String[] texts() {
        return new String[] {
            subject.program,
            subject.track,
            subject.kind,
            subject.id,
            subject.period,
            Long.toString(posting.sequence()),
            posting.cause(),
            posting.source(),
            posting.activity(),
            posting.kind(),
            Integer.toString(posting.date()),
            posting.rule(),
            posting.before().toString(),
            posting.after().toString(),
            posting.measure(),
            posting.measureBefore().toString(),
            posting.measureAfter().toString()
        };
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String hexadecimal(byte[] bytes) {
        return String.format("%064x", new BigInteger(1, bytes));
    }
}
