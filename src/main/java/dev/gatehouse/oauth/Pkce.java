package dev.gatehouse.oauth;

import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Proof Key for Code Exchange (RFC 7636), with S256 only. */
final class Pkce {
    private static final int RANDOM_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Pkce() {}

    /** 256 random bits, in 43 characters that a verifier may have (§4.1). */
    static Secret random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(BASE64.encodeToString(bytes));
    }

    /** The challenge of this verifier (§4.2). */
    static String challenge(Secret verifier) {
        return Sha256.base64Url(verifier.value());
    }

    /** Whether the challenge is that of the verifier; takes as long for each wrong one. */
    static boolean fits(Secret verifier, String challenge) {
        return new Secret(challenge(verifier)).isSame(challenge);
    }
}
