package dev.gatehouse.token;

import dev.gatehouse.egress.Egress;
import dev.gatehouse.egress.EgressHttp;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Fetches a JWKS (RFC 7517). */
@Singleton
class JwksClient {
    private static final Logger LOG = Logger.getLogger(JwksClient.class);
    private static final int OK = 200;

    private final EgressHttp http;

    JwksClient(TokenConfig config, Vertx vertx, Egress egress) {
        this.http = new EgressHttp(vertx, egress, config.keyFetchTimeout(), "the key set");
    }

    /**
     * Parses the address of a key set.
     *
     * @throws ConfigurationException when it is not one
     */
    static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException e) {
            LOG.debugf("gatehouse.token.jwks-uri: %s", e.getMessage());
        }
        throw new ConfigurationException("gatehouse.token.jwks-uri is malformed: it must be an http or https address.");
    }

    /**
     * Fetches the usable keys by id. Blocks up to the fetch timeout.
     *
     * @throws IOException when no answer with at least one usable key arrives in time
     */
    Map<String, SigningKey> fetch(URI address) throws IOException {
        EgressHttp.Answer answer = http.get(address, Map.of());
        if (answer.status() != OK) {
            throw new IOException("the key set answered HTTP " + answer.status());
        }
        Map<String, SigningKey> keys = KeySet.usable(answer.body());
        if (keys.isEmpty()) {
            throw new IOException("the key set holds no usable key");
        }
        return keys;
    }
}
