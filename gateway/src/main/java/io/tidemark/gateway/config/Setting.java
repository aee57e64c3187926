package io.tidemark.gateway.config;

import java.util.Locale;

/**
 * Everything that can be set, with its default. The key is what a configuration file says; in the environment the same
 * setting is {@link #variable()}.
 */
public enum Setting {
    DATA("data", Form.TEXT, "./tidemark-data", 0, 0, "the data folder"),
    HOST("host", Form.TEXT, "127.0.0.1", 0, 0, "the address to listen on; loopback unless said otherwise"),
    PORT("port", Form.COUNT, "8080", 0, 65_535, "the port to listen on; 0 takes a free one"),
    HOSTS(
            "hosts",
            Form.TEXT,
            "",
            0,
            0,
            "names under which the server is reached beside its own address, with commas between them; a request for another name"
                    + " is refused"),
    TLS_CERTIFICATE(
            "tls-certificate", Form.TEXT, "", 0, 0, "PEM file of the certificate and its chain; with it, HTTPS only"),
    TLS_KEY("tls-key", Form.TEXT, "", 0, 0, "PEM file of the certificate's private key"),
    NETWORK_THREADS("network-threads", Form.COUNT, "1", 1, 64, "threads that serve connections"),
    FEED_PORT(
            "feed-port",
            Form.COUNT,
            "0",
            0,
            65_535,
            "the port of the binary feed; 0 takes the one behind the HTTP port"),
    FEED_CONNECTIONS("feed-connections", Form.COUNT, "256", 1, 65_536, "binary feeds at once; more are refused"),
    FEED_CREDIT("feed-credit", Form.COUNT, "64", 1, 1_024, "batches that a binary feed may have under way"),
    FEED_HELLO_TIME(
            "feed-hello-time", Form.TIME, "10s", 1, 3_600_000, "how long a binary feed may take to say who it is"),
    FEED_IDLE_TIME("feed-idle-time", Form.TIME, "10m", 1, 86_400_000L, "how long a binary feed may say nothing"),
    MAX_CONNECTIONS(
            "max-connections",
            Form.COUNT,
            "4096",
            1,
            1_000_000,
            "connections at once; more are answered 503 at once and closed, over TLS only closed"),
    MAX_HEADER_BYTES("max-header-bytes", Form.BYTES, "16K", 1024, 1 << 20, "all headers of a request"),
    MAX_URL_BYTES("max-url-bytes", Form.BYTES, "8K", 256, 1 << 16, "the request line"),
    MAX_BODY_BYTES(
            "max-body-bytes", Form.BYTES, "4M", 1024, 1 << 28, "a body that is read whole: a document, a program"),
    MAX_BUFFERED_BYTES(
            "max-buffered-bytes",
            Form.BYTES,
            "64M",
            1 << 20,
            1L << 40,
            "bodies that are read whole, all requests together; more are answered 503"),
    MAX_LINE_BYTES("max-line-bytes", Form.BYTES, "64K", 1024, 1 << 24, "one line of a stream of activities"),
    MAX_STREAM_BYTES("max-stream-bytes", Form.BYTES, "8G", 1024, 1L << 50, "one stream of activities"),
    MAX_UPLOAD_BYTES("max-upload-bytes", Form.BYTES, "4G", 1024, 1L << 50, "one uploaded file"),
    HEADER_TIME("header-time", Form.TIME, "10s", 1, 3_600_000, "from the first byte of a request to its last header"),
    IDLE_TIME(
            "idle-time", Form.TIME, "60s", 1, 3_600_000, "a connection without a request, or a body without progress"),
    REQUEST_TIME("request-time", Form.TIME, "60s", 1, 3_600_000, "a body that is read whole, and then the answer"),
    UPLOAD_TIME("upload-time", Form.TIME, "6h", 1, 604_800_000L, "a streamed body as a whole"),
    ROOM_TIME(
            "room-time",
            Form.TIME,
            "2s",
            0,
            600_000,
            "how long a request waits for room in a full pipeline before it is answered 429"),
    LISTED_ACTIVITIES(
            "listed-activities",
            Form.COUNT,
            "10000",
            0,
            1_000_000,
            "activities that an answer lists one by one: so many that were accepted, and so many that were not"),
    WAITING_INGESTS("waiting-ingests", Form.COUNT, "100", 1, 100_000, "uploaded files that wait to be read"),
    KEPT_REFUSALS(
            "kept-refusals",
            Form.COUNT,
            "1000",
            0,
            100_000,
            "refused rows or activities kept of one file or request; all are counted"),
    LINK_TIME("link-time", Form.TIME, "15m", 1000, 86_400_000L, "how long a sign-in link works, once"),
    SESSION_TIME("session-time", Form.TIME, "12h", 1000, 2_592_000_000L, "how long a browser stays signed in"),
    STOP_TIME(
            "stop-time",
            Form.TIME,
            "20s",
            0,
            600_000,
            "how long running requests are waited for when the server stops"),
    SYNC(
            "sync",
            Form.TEXT,
            "group",
            0,
            0,
            "when a command counts as durable: process (the operating system has it), group (the disk has it, many at once) or"
                    + " always (one by one)"),
    JOURNAL_STORE(
            "journal-store", Form.TEXT, "chronicle", 0, 0, "what keeps new runs: chronicle (Chronicle Queue) or file"),
    APPEND_THREAD(
            "append-thread",
            Form.TEXT,
            "own",
            0,
            0,
            "whether appending to the journal has a thread of its own or shares the core's (one processor): own or shared"),
    SPIN_MICROS("spin-micros", Form.COUNT, "20", 0, 1_000_000, "microseconds a thread looks for work before it sleeps"),
    RING_FRAMES(
            "ring-frames", Form.COUNT, "512", 2, 16_384, "frames on their way at once, a power of two; 64 KiB each"),
    WAITING_READS("waiting-reads", Form.COUNT, "4096", 1, 1_000_000, "questions that wait for the core at once"),
    MIN_FREE_BYTES(
            "min-free-bytes", Form.BYTES, "1G", 0, 1L << 50, "room left on the disk below which nothing is taken"),
    JOURNAL_BLOCK_BYTES(
            "journal-block-bytes", Form.BYTES, "1G", 512 * 1024, 1L << 40, "what a file of the journal grows by"),
    JOURNAL_AHEAD_BYTES(
            "journal-ahead-bytes", Form.BYTES, "64M", 0, 1L << 40, "zeros kept written ahead of the journal's end"),
    SNAPSHOT_EVERY(
            "snapshot-every",
            Form.COUNT,
            "50000000",
            0,
            Integer.MAX_VALUE,
            "commands after which a snapshot is written, so that a start need not read them again; 0 for not by their number"),
    SNAPSHOT_TIME(
            "snapshot-time",
            Form.TIME,
            "1h",
            0,
            2_592_000_000L,
            "how long after the last snapshot the next is written, where anything came; 0s for not by time. With both 0 there are"
                    + " none, nor one when the server stops"),
    LIVE_VIEWERS("live-viewers", Form.COUNT, "2000", 0, 1_000_000, "connections that watch at once; 0 allows none"),
    LIVE_TOPICS(
            "live-topics", Form.COUNT, "1000", 1, 1_000_000, "different boards and standings that are watched at once"),
    LIVE_TOPICS_PER_VIEWER("live-topics-per-viewer", Form.COUNT, "16", 1, 10_000, "topics of one connection"),
    LIVE_ROWS("live-rows", Form.COUNT, "200", 1, 10_000, "rows of a page that is watched"),
    LIVE_HISTORY("live-history", Form.COUNT, "64", 1, 10_000, "changes of a topic kept for those who come back"),
    LIVE_MESSAGE_BYTES("live-message-bytes", Form.BYTES, "4K", 256, 1 << 16, "a message of somebody who watches"),
    LIVE_EVERY("live-every", Form.TIME, "100ms", 1, 60_000, "the least time between two looks at a topic"),
    LIVE_STALL_TIME(
            "live-stall-time",
            Form.TIME,
            "30s",
            100,
            3_600_000,
            "how long somebody who watches may take nothing of what waits before being cut"),
    LIVE_LINGER_TIME(
            "live-linger-time",
            Form.TIME,
            "2m",
            0,
            3_600_000,
            "how long a topic that nobody watches is kept for who comes back"),
    LIVE_HEARTBEAT(
            "live-heartbeat", Form.TIME, "15s", 100, 3_600_000, "the longest silence on a connection that watches"),
    LIVE_SESSION_TIME(
            "live-session-time",
            Form.TIME,
            "1h",
            1_000,
            604_800_000L,
            "how long a connection that watches lasts; then its token is looked at again"),
    LOG_FORMAT("log-format", Form.TEXT, "text", 0, 0, "text or json"),
    LOG_LEVEL("log-level", Form.TEXT, "info", 0, 0, "error, warn, info or debug");

    /** How a setting is written. */
    public enum Form {
        TEXT,
        /** A whole number. */
        COUNT,
        /** A whole number of bytes, with K, M or G for powers of 1024. */
        BYTES,
        /** A whole number with ms, s, m or h. */
        TIME
    }

    private final String key;
    private final Form form;
    private final String preset;
    private final long least;
    private final long most;
    private final String meaning;

    Setting(String key, Form form, String preset, long least, long most, String meaning) {
        this.key = key;
        this.form = form;
        this.preset = preset;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
    }

    public String key() {
        return key;
    }

    public Form form() {
        return form;
    }

    /** The value where nothing is said. */
    public String preset() {
        return preset;
    }

    /** The smallest value; bytes, or milliseconds. */
    public long least() {
        return least;
    }

    /** The largest value; bytes, or milliseconds. */
    public long most() {
        return most;
    }

    public String meaning() {
        return meaning;
    }

    /** The name in the environment: {@code TIDEMARK_MAX_BODY_BYTES}. */
    public String variable() {
        return "TIDEMARK_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The setting of a key, or null. */
    public static Setting of(String key) {
        for (Setting setting : values()) {
            if (setting.key.equals(key)) {
                return setting;
            }
        }
        return null;
    }
}
