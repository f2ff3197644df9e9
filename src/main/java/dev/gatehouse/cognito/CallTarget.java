package dev.gatehouse.cognito;

import java.net.URI;
import java.util.Objects;

/**
 * Where an HTTP request to Cognito goes to.
 *
 * @param host the host; empty if {@link URI} does not take the name, such as one with an underscore
 */
record CallTarget(String method, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static CallTarget of(String method, URI endpoint) {
        int usual = "http".equals(endpoint.getScheme()) ? HTTP : HTTPS;
        return new CallTarget(
                method,
                Objects.requireNonNullElse(endpoint.getHost(), ""),
                endpoint.getPort() < 0 ? usual : endpoint.getPort());
    }
}
