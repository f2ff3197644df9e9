package dev.gatehouse.http;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address under which browsers know the service: the configured one, else the scheme and the host of the request, as
 * trusted proxies name them. Written as an origin (RFC 6454 §6.2): lower case, without the scheme's default port or a slash.
 */
@Singleton
public class PublicUrl {
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

    private final Optional<String> configured;

    PublicUrl(HttpConfig config) {
        this.configured = config.publicUrl();
        if (!configured.stream().allMatch(PublicUrl::isOrigin)) {
            throw new ConfigurationException("gatehouse.http.public-url is malformed: it must be an address such as"
                    + " https://auth.example.com, without a path.");
        }
    }

    /** Whether the text is an origin in the form that browsers send. */
    public static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches();
    }

    /**
     * Whether cookies are {@code Secure}, with a prefix to their names: unless the configured address has no TLS. The request says
     * nothing about it.
     */
    public static boolean isForSecureCookies(HttpConfig config) {
        return config.publicUrl().filter(url -> url.startsWith("http://")).isEmpty();
    }

    /** The address for this request; empty if none is configured and the request has no valid host. */
    public Optional<String> of(RoutingContext context) {
        if (configured.isPresent()) {
            return configured;
        }
        Client client = Client.of(context);
        @Nullable String host = client.host() == null ? context.request().getHeader("Host") : client.host();
        return host == null ? Optional.empty() : origin(client.secure() ? "https" : "http", host);
    }

    /** The origin of an address with this scheme, {@code http} or {@code https}, and host; empty if it is not a valid one. */
    public static Optional<String> origin(String scheme, String host) {
        String defaultPort = scheme.equals("https") ? ":443" : ":80";
        String authority = host.toLowerCase(Locale.ROOT);
        String origin = scheme + "://"
                + (authority.endsWith(defaultPort)
                        ? authority.substring(0, authority.length() - defaultPort.length())
                        : authority);
        return isOrigin(origin) ? Optional.of(origin) : Optional.empty();
    }
}
