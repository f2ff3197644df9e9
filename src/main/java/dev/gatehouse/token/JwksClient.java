package dev.gatehouse.token;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.KeyOperations;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Fetches the pool's key set (RFC 7517) from the one configured address; nothing else is ever fetched. */
@Singleton
class JwksClient {
    private static final Logger LOG = Logger.getLogger(JwksClient.class);
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_KEYS = 100;
    private static final int MIN_RSA_BITS = 2048;
    private static final Set<String> PRIVATE_PARTS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth");

    private final HttpRequest request;
    private final long timeoutMillis;
    private final HttpClient http;

    JwksClient(TokenConfig config) {
        this.request = HttpRequest.newBuilder(address(config.jwksUri()))
                .timeout(config.keyFetchTimeout())
                .header("Accept", "application/json")
                .build();
        this.timeoutMillis = config.keyFetchTimeout().toMillis();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.keyFetchTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static URI address(String text) {
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
     * The usable keys by id; blocks up to the fetch timeout.
     *
     * @throws IOException when no answer with at least one usable key came in time
     */
    Map<String, SigningKey> fetch() throws IOException {
        HttpResponse<byte[]> response = send();
        if (response.statusCode() != 200) {
            throw new IOException("the key set answered HTTP " + response.statusCode());
        }
        Map<String, SigningKey> keys = parse(new String(response.body(), StandardCharsets.UTF_8));
        if (keys.isEmpty()) {
            throw new IOException("the key set holds no usable key");
        }
        return keys;
    }

    private HttpResponse<byte[]> send() throws IOException {
        var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            return exchange.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching the key set", e);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new IOException("the key set did not arrive within " + timeoutMillis + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException("the key set cannot be fetched", e.getCause());
        }
    }

    static Map<String, SigningKey> parse(String json) throws IOException {
        Map<String, SigningKey> keys = new HashMap<>();
        members(json).stream().limit(MAX_KEYS).forEach(member -> {
            SigningKey key = usable(member);
            if (key != null) {
                keys.putIfAbsent(key.id(), key);
            }
        });
        return Map.copyOf(keys);
    }

    private static List<?> members(String json) throws IOException {
        try {
            if (JsonUtil.parseJson(json).get(JsonWebKeySet.JWK_SET_MEMBER_NAME) instanceof List<?> members) {
                return members;
            }
        } catch (JoseException e) {
            throw new IOException("the key set is not JSON", e);
        }
        throw new IOException("the key set is not a JSON Web Key Set");
    }

    /** Each member is read for itself, so that a malformed one voids no other. */
    private static @Nullable SigningKey usable(@Nullable Object member) {
        if (!(member instanceof Map<?, ?> fields)) {
            return null;
        }
        Map<String, Object> parameters = new HashMap<>();
        fields.forEach((name, value) -> parameters.put(String.valueOf(name), value));
        if (!Collections.disjoint(parameters.keySet(), PRIVATE_PARTS)) {
            LOG.warn("a signing key is refused: its private part is published");
            return null;
        }
        if (parameters.containsKey(JsonWebKey.KEY_OPERATIONS)
                && !mayVerify(parameters.get(JsonWebKey.KEY_OPERATIONS))) {
            return null;
        }
        try {
            return usable(JsonWebKey.Factory.newJwk(parameters));
        } catch (JoseException | RuntimeException e) {
            LOG.debugf("a malformed signing key is ignored: %s", e.getClass().getSimpleName());
            return null;
        }
    }

    /** RFC 7517 §4.3. */
    private static boolean mayVerify(@Nullable Object operations) {
        return operations instanceof List<?> list && list.contains(KeyOperations.VERIFY);
    }

    private static @Nullable SigningKey usable(JsonWebKey jwk) {
        boolean rightUse = jwk.getUse() == null || jwk.getUse().equals(Use.SIGNATURE);
        boolean rightAlgorithm =
                jwk.getAlgorithm() == null || jwk.getAlgorithm().equals("RS256");
        if (jwk.getKeyId() != null && rightUse && rightAlgorithm && jwk instanceof RsaJsonWebKey rsa) {
            RSAPublicKey key = rsa.getRsaPublicKey();
            return key.getModulus().bitLength() >= MIN_RSA_BITS ? new SigningKey(jwk.getKeyId(), key) : null;
        }
        return null;
    }
}
