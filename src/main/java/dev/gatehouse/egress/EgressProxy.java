package dev.gatehouse.egress;

import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param host its name or address
 * @param port its port
 * @param login its credentials, if it requires any
 */
public record EgressProxy(String host, int port, Optional<Login> login) {
    private static final int DEFAULT_PORT = 80;

    /** User and password (RFC 7617). */
    public record Login(Secret user, Secret password) {}

    /**
     * Parses {@code [http://][user:password@]host[:port]}, the usual form of HTTPS_PROXY.
     *
     * @throws ConfigurationException when it is malformed; without the value, which may contain a password
     */
    static EgressProxy parse(String setting, String value) {
        try {
            URI address = new URI(value.contains("://") ? value : "http://" + value);
            if ("http".equalsIgnoreCase(address.getScheme()) && address.getHost() != null) {
                int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
                return new EgressProxy(address.getHost(), port, login(address.getRawUserInfo()));
            }
        } catch (URISyntaxException e) {
            // Reported below, without this exception: its message quotes the value.
        }
        throw new ConfigurationException(
                setting + " is malformed: it must be the address of a proxy such as http://proxy.example.com:3128.");
    }

    private static Optional<Login> login(@Nullable String userInfo) {
        if (userInfo == null) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return Optional.of(new Login(new Secret(decoded(user)), new Secret(decoded(password))));
    }

    /** A plus sign is not a space, unlike in forms. */
    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
