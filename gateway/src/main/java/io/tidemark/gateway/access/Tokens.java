package io.tidemark.gateway.access;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens in force: what the journal holds, at hand for every request. Any thread. */
public final class Tokens {
    private final Map<String, Token> byId = new ConcurrentHashMap<>();

    public void put(Token token) {
        byId.put(token.id(), token);
    }

    public void remove(String id) {
        byId.remove(id);
    }

    /** The token of a secret, or null where there is none in force. */
    public Token find(String secret, long nowMs) {
        String id = Token.idOf(secret);
        Token token = id == null ? null : byId.get(id);
        return token != null && token.is(secret) && !token.isOver(nowMs) ? token : null;
    }

    /** Whether the token of an id is in force: neither revoked nor over. */
    public boolean isInForce(String id, long nowMs) {
        Token token = byId.get(id);
        return token != null && !token.isOver(nowMs);
    }

    /** The token of an id, or null. */
    public Token of(String id) {
        return byId.get(id);
    }

    /** All of them, the oldest first. */
    public List<Token> all() {
        return byId.values().stream()
                .sorted(Comparator.comparingLong(Token::createdMs).thenComparing(Token::id))
                .toList();
    }
}
