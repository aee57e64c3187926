package io.tidemark.gateway.access;

import java.util.Set;

/**
 * Who sends a request.
 *
 * @param token the token's id
 * @param name the token's name, for the audit
 * @param byCookie whether a browser sent it by itself, so that another page may have made it do so
 */
public record Caller(String token, String name, Set<Scope> scopes, boolean byCookie) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether one of the scopes will do; {@link Scope#ADMIN} always does. */
    public boolean may(Set<Scope> any) {
        return scopes.contains(Scope.ADMIN) || any.stream().anyMatch(scopes::contains);
    }
}
