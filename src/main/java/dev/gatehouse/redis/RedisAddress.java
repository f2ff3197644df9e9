package dev.gatehouse.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads addresses of Redis. A user or password may hold any character: what a URL does not allow, or what the client would read
 * as something else (it reads {@code +} as a blank), is encoded here; what is encoded already ({@code %2F}) stays.
 */
final class RedisAddress {
    private static final Pattern BETWEEN = Pattern.compile(",\\s*(?=rediss?://)");
    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>rediss?)://(?:(?<user>[^:]*?)(?::(?<password>.*))?@)?(?<rest>[^@]+)", Pattern.DOTALL);
    private static final Pattern ENCODED_OR_CHARACTER = Pattern.compile("%\\p{XDigit}{2}|\\X", Pattern.DOTALL);

    private RedisAddress() {}

    /** The addresses in this text, separated by commas; none where one of them is malformed. */
    static Set<URI> parse(String text) {
        Set<URI> addresses = new LinkedHashSet<>();
        for (String one : BETWEEN.split(text.strip(), -1)) {
            Optional<URI> address = parseOne(one);
            if (address.isEmpty()) {
                return Set.of();
            }
            addresses.add(address.get());
        }
        return addresses;
    }

    private static Optional<URI> parseOne(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String user = parts.group("user");
        String password = parts.group("password");
        String credentials = user == null ? "" : encode(user) + (password == null ? "" : ":" + encode(password)) + "@";
        try {
            URI uri = new URI(parts.group("scheme") + "://" + credentials + parts.group("rest"));
            return Optional.of(uri).filter(address -> address.getHost() != null);
        } catch (URISyntaxException e) {
            // Without the cause: it quotes the address, which may hold a password.
            return Optional.empty();
        }
    }

    private static String encode(String text) {
        return ENCODED_OR_CHARACTER
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(isEncoded(found.group()) ? found.group() : percent(found.group())));
    }

    private static boolean isEncoded(String found) {
        return found.length() == 3 && found.charAt(0) == '%';
    }

    private static String percent(String character) {
        return URLEncoder.encode(character, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
