package io.tidemark.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * A token as the server keeps it: without its secret.
 *
 * @param id public; stands in the token itself
 * @param hash SHA-256 of the token as its owner sends it, in hexadecimal digits. The secret has 256 random bits, so that
 *     nothing slower is needed
 * @param createdMs epoch milliseconds
 * @param expiresMs epoch milliseconds, or 0 for never
 * @param session whether it is a browser's session, which comes in a cookie and in no header
 */
public record Token(
        String id, String name, Set<Scope> scopes, String hash, long createdMs, long expiresMs, boolean session) {
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final String PREFIX = "tm_";

    public Token {
        scopes = Set.copyOf(scopes);
    }

    /** A token and what its owner is told, once. */
    public record Issued(Token token, String secret) {}

    /** Makes a token. */
    public static Issued issue(
            SecureRandom random, String name, Set<Scope> scopes, long nowMs, long expiresMs, boolean session) {
        String id = HexFormat.of().formatHex(bytes(random, ID_BYTES));
        String secret =
                PREFIX + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, SECRET_BYTES));
        return new Issued(new Token(id, name, scopes, hash(secret), nowMs, expiresMs, session), secret);
    }

    private static byte[] bytes(SecureRandom random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The id inside a token, or null where the text is no token. */
    static String idOf(String secret) {
        int end = PREFIX.length() + 2 * ID_BYTES;
        boolean shaped = secret.startsWith(PREFIX) && secret.length() > end && secret.charAt(end) == '_';
        return shaped ? secret.substring(PREFIX.length(), end) : null;
    }

    /** Whether a text is this token; takes the same time for any wrong one. */
    boolean is(String secret) {
        return MessageDigest.isEqual(
                hash(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isOver(long nowMs) {
        return expiresMs != 0 && nowMs >= expiresMs;
    }

    static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
