package dev.gatehouse.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The chain of clients and proxies that a request passed, as a forwarding header tells it, the nearest last. */
final class ForwardedChain {
    /** The end of a chain is all that counts; a longer one is cut, lest it cost. */
    private static final int MOST_HOPS = 32;

    private static final Pattern FOR = parameter("for");
    private static final Pattern PROTO = parameter("proto");
    private static final Pattern HOST = parameter("host");
    /** {@code [v6]}, {@code [v6]:port}, {@code v4:port}. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[([0-9A-Fa-f:.%]+)](?::\\d+)?|([0-9.]+):\\d+");

    /**
     * One step of the chain.
     *
     * @param ip the address that the proxy was called from; null if it says none
     * @param secure whether it was called over TLS
     * @param host the host that it was asked for; null if it does not say
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

    /** The proxies may name one scheme and one host for the whole chain; then it is the last that counts. */
    static List<Hop> plain(String addresses, String schemes, String hosts) {
        boolean secure = last(schemes).equalsIgnoreCase("https");
        String host = last(hosts);
        List<Hop> hops = new ArrayList<>();
        for (String address : lastOf(List.of(addresses.split(",")))) {
            hops.add(new Hop(ip(address.strip()), secure, host.isEmpty() ? null : host));
        }
        return hops;
    }

    private static String last(String values) {
        return values.substring(values.lastIndexOf(',') + 1).strip();
    }

    /** RFC 7239 §4. */
    static List<Hop> standard(String elements) {
        List<Hop> hops = new ArrayList<>();
        for (String element : lastOf(split(elements))) {
            String host = value(HOST, element);
            hops.add(new Hop(
                    ip(value(FOR, element)),
                    value(PROTO, element).equalsIgnoreCase("https"),
                    host.isEmpty() ? null : host));
        }
        return hops;
    }

    /** At each comma but those within a quoted string. */
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

    /** The address alone, in one spelling; null for {@code unknown}, a hidden name, or anything else that is not an address. */
    private static @Nullable String ip(String node) {
        Matcher withPort = WITH_PORT.matcher(node);
        String text = node;
        if (withPort.matches()) {
            text = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        }
        return IpAddress.canonical(text);
    }
}
