package io.tidemark.gateway.intake;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Ids that nobody else makes, in the order of time as texts. Any thread. */
final class Ids {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String next() {
        return TIME.format(Instant.now()) + "-" + String.format(Locale.ROOT, "%08x", RANDOM.nextInt());
    }
}
