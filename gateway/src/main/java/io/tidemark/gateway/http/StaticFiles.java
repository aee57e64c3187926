package io.tidemark.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the portal, from a folder of the class path. A page may hold one kind of script of its own, an import map:
 * its hash is put into the page's content security policy. Any thread.
 */
public final class StaticFiles {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9@_][A-Za-z0-9@_.-]*(/[A-Za-z0-9@_][A-Za-z0-9@_.-]*)*");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final String folder;
    private final Map<String, Optional<File>> files = new ConcurrentHashMap<>();

    private record File(byte[] bytes, String type, String tag, String policy) {}

    /** @param folder of the class path, such as {@code portal/} */
    public StaticFiles(String folder) {
        this.folder = folder;
    }

    /** The file of a name, or a page that was not changed since. */
    public Response file(String name, Request request) throws HttpProblem {
        if (!NAME.matcher(name).matches()) {
            throw nothing(name);
        }
        // what is not there is not remembered: names are the asker's
        Optional<File> known = files.get(name);
        if (known == null) {
            known = load(name);
            if (known.isPresent()) {
                files.put(name, known);
            }
        }
        File file = known.orElseThrow(() -> nothing(name));
        Response response = file.tag().equals(request.header("if-none-match"))
                ? Response.empty(304)
                : new Response(200, file.type(), List.of(), file.bytes());
        response = response.with("etag", file.tag()).with("cache-control", "no-cache");
        return file.policy() == null ? response : response.with(Safety.POLICY_HEADER, file.policy());
    }

    private static HttpProblem nothing(String name) {
        return HttpProblem.notFound(
                "there is no file " + name + " — the portal is under /, the interface under /openapi.yaml");
    }

    private Optional<File> load(String name) {
        int point = name.lastIndexOf('.');
        String type = point < 0 ? null : TYPES.get(name.substring(point + 1).toLowerCase(Locale.ROOT));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(folder + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            String policy = type.startsWith("text/html") ? policy(bytes) : null;
            return Optional.of(new File(bytes, type, "\"" + hash(bytes) + "\"", policy));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String policy(byte[] page) {
        Matcher scripts = IMPORT_MAP.matcher(new String(page, StandardCharsets.UTF_8));
        StringBuilder sources = new StringBuilder();
        while (scripts.find()) {
            sources.append(" 'sha256-")
                    .append(hash(scripts.group(1).getBytes(StandardCharsets.UTF_8)))
                    .append('\'');
        }
        return Safety.policy(sources.toString());
    }

    private static String hash(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
