package dev.gatehouse.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The chain of clients and proxies that a request passed, by its forwarding header, the nearest last. */
final class ForwardedChain {
    /** Only the end of a longer chain is read, to bound the work. */
    private static final int MOST_HOPS = 32;

    private static final Pattern FOR = parameter("for");
    private static final Pattern PROTO = parameter("proto");
    private static final Pattern HOST = parameter("host");
    /** {@code [v6]}, {@code [v6]:port}, {@code v4:port}. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[([0-9A-Fa-f:.%]+)](?::\\d+)?|([0-9.]+):\\d+");

    /**
     * One step of the chain.
     *
     * @param ip the address that called the proxy; null if it names none
     * @param secure whether the call used TLS
     * @param host the requested host; null if it names none
     */
    record Hop(
            @Nullable String ip, boolean secure, @Nullable String host) {}

    private ForwardedChain() {}

    static List<Hop> read(ForwardingHeader header, HttpServerRequest request) {
        return switch (header) {
            case X_FORWARDED_FOR ->
                plain(
                        String.join(",", request.headers().getAll("X-Forwarded-For")),
                        String.join(",", request.headers().getAll("X-Forwarded-Proto")),
                        String.join(",", request.headers().getAll("X-Forwarded-Host")));
            case FORWARDED -> standard(String.join(",", request.headers().getAll("Forwarded")));
        };
    }

    /** There may be one scheme and one host for the whole chain, so the last of each counts. */
    static List<Hop> plain(String addresses, String schemes, String hosts) {
        return lastOf(List.of(addresses.split(","))).stream()
                .map(address -> hop(address.strip(), last(schemes), last(hosts)))
                .toList();
    }

    private static String last(String values) {
        return values.substring(values.lastIndexOf(',') + 1).strip();
    }

    /** RFC 7239 §4. */
    static List<Hop> standard(String elements) {
        return lastOf(split(elements)).stream()
                .map(element -> hop(value(FOR, element), value(PROTO, element), value(HOST, element)))
                .toList();
    }

    private static Hop hop(String node, String scheme, String host) {
        return new Hop(ip(node), scheme.equalsIgnoreCase("https"), host.isEmpty() ? null : host);
    }

    /** Splits at each comma outside of a quoted string. */
    private static List<String> split(String elements) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < elements.length(); i++) {
            char c = elements.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                parts.add(elements.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(elements.substring(begin));
        return parts;
    }

    private static List<String> lastOf(List<String> all) {
        return all.subList(Math.max(0, all.size() - MOST_HOPS), all.size());
    }

    private static Pattern parameter(String name) {
        return Pattern.compile("(?:^|;)\\s*" + name + "=(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);
    }

    private static String value(Pattern parameter, String element) {
        Matcher found = parameter.matcher(element);
        if (!found.find()) {
            return "";
        }
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** The address without its port, in canonical form; null for {@code unknown}, a hidden name, or anything else. */
    private static @Nullable String ip(String node) {
        Matcher withPort = WITH_PORT.matcher(node);
        String text = node;
        if (withPort.matches()) {
            text = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        }
        return IpAddress.canonical(text);
    }
}
