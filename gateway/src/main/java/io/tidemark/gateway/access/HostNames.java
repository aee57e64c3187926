package io.tidemark.gateway.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which this server may be addressed. A web page that makes a name of its own point here (DNS rebinding)
 * still sends that name, and is refused. Immutable.
 */
public final class HostNames {
    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    /**
     * @param address the address listened on
     * @param further names with commas between them
     */
    public HostNames(String address, String further) {
        names.add(address.contains(":") ? "[" + address + "]" : address.toLowerCase(Locale.ROOT));
        for (String name : further.split(",")) {
            if (!name.isBlank()) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Whether a {@code Host} header, with or without a port, is one of ours. */
    public boolean allows(String host) {
        return host != null && names.contains(withoutPort(host).toLowerCase(Locale.ROOT));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    /** Whether an {@code Origin} header is of the very host that a request was sent to. */
    public static boolean isSameOrigin(String origin, String host) {
        try {
            URI uri = new URI(origin);
            return uri.getAuthority() != null && uri.getAuthority().equalsIgnoreCase(host);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
