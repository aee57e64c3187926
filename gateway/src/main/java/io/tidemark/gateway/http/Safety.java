package io.tidemark.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;

/** The headers that keep a browser from doing more with an answer than was meant. Any thread. */
public final class Safety {
    static final String POLICY_HEADER = "content-security-policy";

    /** @param scripts further sources of scripts, such as the hash of an import map */
    static String policy(String scripts) {
        return "default-src 'none'; script-src 'self'" + scripts
                + "; style-src 'self'; img-src 'self' data:; font-src 'self';"
                + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static final String POLICY = policy("");

    public void apply(HttpHeaders headers) {
        headers.set(POLICY_HEADER, POLICY);
        headers.set("x-content-type-options", "nosniff");
        headers.set("x-frame-options", "DENY");
        headers.set("referrer-policy", "no-referrer");
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set("cross-origin-resource-policy", "same-origin");
        headers.set("cache-control", "no-store");
    }
}
