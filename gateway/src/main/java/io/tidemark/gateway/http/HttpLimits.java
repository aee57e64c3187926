package io.tidemark.gateway.http;

import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;

/** The limits of connections and requests, from the settings of the same names. Bytes and milliseconds. */
record HttpLimits(
        int connections,
        int headerBytes,
        int urlBytes,
        long bodyBytes,
        long headerMs,
        long idleMs,
        long requestMs,
        long uploadMs) {

    static HttpLimits of(Settings settings) {
        return new HttpLimits(
                settings.count(Setting.MAX_CONNECTIONS),
                settings.count(Setting.MAX_HEADER_BYTES),
                settings.count(Setting.MAX_URL_BYTES),
                settings.number(Setting.MAX_BODY_BYTES),
                settings.number(Setting.HEADER_TIME),
                settings.number(Setting.IDLE_TIME),
                settings.number(Setting.REQUEST_TIME),
                settings.number(Setting.UPLOAD_TIME));
    }
}
