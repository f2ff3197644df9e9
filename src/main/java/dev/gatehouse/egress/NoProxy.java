package dev.gatehouse.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hosts that are called without a proxy, in the NO_PROXY syntax of curl and Go: {@code *}, a domain with its subdomains
 * (with or without a dot or {@code *.} before it), an address, or a network such as {@code 10.0.0.0/8}; and in the syntax of
 * the JDK, where {@code 10.*} is a prefix. Localhost is always included.
 */
final class NoProxy {
    private final List<String> entries;

    /** @param separators the separator of entries: a regular expression */
    NoProxy(String text, String separators) {
        this.entries = Stream.of(text.toLowerCase(Locale.ROOT).split(separators))
                .map(String::strip)
                .map(NoProxy::withoutPort)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    boolean contains(String name) {
        String host = withoutBrackets(name.toLowerCase(Locale.ROOT));
        Optional<InetAddress> address = address(host);
        return isLocalhost(host, address) || entries.stream().anyMatch(entry -> matches(entry, host, address));
    }

    private static boolean isLocalhost(String host, Optional<InetAddress> address) {
        return host.equals("localhost")
                || address.filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static boolean matches(String entry, String host, Optional<InetAddress> address) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.endsWith("*")) {
            return host.startsWith(entry.substring(0, entry.length() - 1));
        }
        if (address.isPresent()) {
            int slash = entry.indexOf('/');
            return slash < 0
                    ? address(entry).equals(address)
                    : address(entry.substring(0, slash))
                            .filter(network -> isIn(network, entry.substring(slash + 1), address.get()))
                            .isPresent();
        }
        String domain = entry.startsWith("*") ? entry.substring(1) : entry;
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        return host.equals(bare) || host.endsWith("." + bare);
    }

    private static boolean isIn(InetAddress network, String length, InetAddress address) {
        byte[] left = network.getAddress();
        byte[] right = address.getAddress();
        if (left.length != right.length || !length.matches("\\d{1,3}")) {
            return false;
        }
        int bits = Integer.parseInt(length);
        if (bits > left.length * Byte.SIZE) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((left[bit / Byte.SIZE] ^ right[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String entry) {
        if (entry.startsWith("[")) {
            return withoutBrackets(entry);
        }
        int colon = entry.indexOf(':');
        return colon < 0 || colon != entry.lastIndexOf(':') ? entry : entry.substring(0, colon);
    }

    private static String withoutBrackets(String host) {
        int end = host.indexOf(']');
        return host.startsWith("[") && end > 0 ? host.substring(1, end) : host;
    }
}
