package io.tidemark.gateway.live;

/**
 * Why a topic cannot be shown, in the terms of HTTP.
 *
 * @param status 400, 404, 409, 429 or 503
 * @param detail a sentence: what is wrong, and what would be right
 */
public record LiveProblem(int status, String title, String detail) {
    static LiveProblem malformed(String detail) {
        return new LiveProblem(400, "Bad request", detail);
    }

    static LiveProblem tooMany(String detail) {
        return new LiveProblem(429, "Too many", detail);
    }
}
