package io.tidemark.gateway.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Codes that each sign one browser in, once, for a short time. They do not outlive the process. Any thread. */
public final class SignInLinks {
    private static final int CODE_BYTES = 32;
    private static final int MOST = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Link> links = new LinkedHashMap<>();

    /** @param name the session's name, for the audit */
    public record Link(String name, Set<Scope> scopes, long expiresMs) {}

    /** Makes a code. */
    public synchronized String make(String name, Set<Scope> scopes, long expiresMs) {
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (links.size() >= MOST) {
            Iterator<String> oldest = links.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        links.put(Token.hash(code), new Link(name, Set.copyOf(scopes), expiresMs));
        return code;
    }

    /** Uses a code up; null where it is unknown, was used, or is too old. */
    public synchronized Link use(String code, long nowMs) {
        Link link = links.remove(Token.hash(code));
        return link == null || nowMs >= link.expiresMs() ? null : link;
    }
}
