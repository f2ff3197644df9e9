package dev.gatehouse.cognito;

import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The app client of this service: its id, its secret, and the secret hash that Cognito requires. */
@Singleton
class AppClient {
    private static final String HMAC = "HmacSHA256";
    private static final String USERNAME = "USERNAME";

    private final CognitoSettings settings;
    private final ClientSecret secret;

    AppClient(CognitoSettings settings, ClientSecret secret) {
        this.settings = settings;
        this.secret = secret;
    }

    String id() {
        return settings.clientId();
    }

    /** The plain secret, for the two operations that take it; null for a public client. */
    @Nullable
    String secret() {
        return secret.current().map(Secret::value).orElse(null);
    }

    /** Base64 of HMAC-SHA256 over username and client id, keyed by the secret; null for a public client. */
    @Nullable
    String secretHash(String username) {
        return secret.current().map(key -> hash(key, username)).orElse(null);
    }

    /** The username as the parameters of a step of a sign-in, with its hash if the app client has a secret. */
    Map<String, String> named(String username) {
        String hash = secretHash(username);
        return hash == null ? Map.of(USERNAME, username) : Map.of(USERNAME, username, "SECRET_HASH", hash);
    }

    private String hash(Secret key, String username) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal((username + id()).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
