package dev.gatehouse.cognito;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Addresses at the pool's domain, where Cognito serves OAuth 2.0 and its own pages. */
@Singleton
class DomainAddress {
    private final Optional<URI> domain;

    DomainAddress(CognitoConfig config) {
        this.domain = config.domain().map(DomainAddress::parse);
    }

    private static URI parse(String text) {
        try {
            URI address = new URI(text.contains("://") ? text : "https://" + text);
            if (address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && Set.of("", "/").contains(address.getRawPath())
                    && Set.of("http", "https").contains(address.getScheme())) {
                return address.resolve("/");
            }
        } catch (URISyntaxException e) {
            // Refused below, without a cause: a failed start prints only the root cause's message, which must be this
            // one.
        }
        throw new ConfigurationException(
                "COGNITO_DOMAIN is malformed: it must be the address of the pool's domain such as"
                        + " https://example.auth.eu-west-1.amazoncognito.com, without a path.");
    }

    boolean isKnown() {
        return domain.isPresent();
    }

    /** An endpoint of the domain, which must be known. */
    URI of(String path) {
        return domain.orElseThrow().resolve(path);
    }

    /** An endpoint of the domain with these parameters in its query. */
    URI of(String path, Map<String, String> parameters) {
        return of(path + "?" + form(parameters));
    }

    /** The parameters as {@code application/x-www-form-urlencoded}. */
    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** With {@code %20} for a space, which each reader of a query understands. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
