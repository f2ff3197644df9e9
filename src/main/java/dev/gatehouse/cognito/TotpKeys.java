package dev.gatehouse.cognito;

import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.TotpKey;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Makes the keys that authenticator apps read, in the form of Google Authenticator's key URI. */
@Singleton
class TotpKeys {
    /** Long addresses are left out, so that the URI fits a QR code. They only label the key. */
    private static final int LONGEST_ACCOUNT = 1_500;

    private final String issuer;

    TotpKeys(CognitoConfig config) {
        this.issuer = encoded(config.totpIssuer());
    }

    /**
     * The key with this secret.
     *
     * @param secret in base 32
     * @param account the account's address; empty if it is unknown
     */
    TotpKey of(String secret, String account) {
        String label = encoded(account);
        String path = label.isEmpty() || label.length() > LONGEST_ACCOUNT ? issuer : issuer + ':' + label;
        return new TotpKey(
                new Secret(secret),
                new Secret("otpauth://totp/" + path + "?secret=" + secret + "&issuer=" + issuer
                        + "&algorithm=SHA1&digits=6&period=30"));
    }

    /** RFC 3986 §2.1: apps show {@code +} as it is. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
