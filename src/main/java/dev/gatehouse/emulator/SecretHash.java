package dev.gatehouse.emulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proof that a caller knows its client's secret: a keyed hash of user name and client id, or the secret itself. */
final class SecretHash {

    private SecretHash() {}

    static void check(AppClient client, String username, Optional<String> hash) {
        if (!client.hasSecret()) {
            if (hash.isPresent()) {
                throw CognitoError.notAuthorized(
                        "Client " + client.id() + " is configured for no secret, but SECRET_HASH was received");
            }
            return;
        }
        String candidate = hash.orElseThrow(() -> CognitoError.notAuthorized(
                "Client " + client.id() + " is configured with secret but SECRET_HASH was not received"));
        if (Stream.of(client.secret(), client.secondSecret())
                .noneMatch(secret -> secret != null && candidate.equals(of(secret, username, client.id())))) {
            throw CognitoError.notAuthorized("Unable to verify secret hash for client " + client.id());
        }
    }

    /** Checks the plain secret, which the newer operations take in place of the hash. */
    static void checkPlain(AppClient client, Optional<String> secret, String errorType) {
        if (!client.hasSecret()) {
            if (secret.isPresent()) {
                throw new CognitoError(
                        errorType,
                        "Client " + client.id() + " is configured for no secret, but a client secret was received");
            }
            return;
        }
        if (secret.isEmpty()) {
            throw new CognitoError(
                    errorType,
                    "Client " + client.id() + " is configured with secret but a client secret was not received");
        }
        if (!client.accepts(secret.get())) {
            throw new CognitoError(errorType, "Unable to verify secret for client " + client.id());
        }
    }

    private static String of(String secret, String username, String clientId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((username + clientId).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
