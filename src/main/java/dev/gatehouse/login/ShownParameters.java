package dev.gatehouse.login;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UnexpectedUpstreamResponse;
import dev.gatehouse.identity.QrSvg;
import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of a challenge in the form that clients get. */
final class ShownParameters {
    /** The options of a passkey challenge: JSON in a text at Cognito, an object here. */
    static final String OPTIONS = "CREDENTIAL_REQUEST_OPTIONS";

    /** The key of an authenticator app that is being set up. */
    private static final String KEY = "otpauth_uri";

    private ShownParameters() {}

    /** All parameters, and the key of an app as a QR code too; a list of Cognito's, which is JSON in a text, stays one. */
    static Map<String, Object> of(Challenge challenge) {
        Map<String, Object> shown = new TreeMap<>(challenge.parameters());
        if (shown.containsKey(OPTIONS)) {
            shown.put(OPTIONS, options(challenge));
        }
        if (challenge.parameters().containsKey(KEY)) {
            shown.put("qr_svg", QrSvg.of(challenge.parameters().get(KEY)));
        }
        return shown;
    }

    /**
     * The options of a passkey challenge.
     *
     * @throws IdentityException {@code UnexpectedUpstreamResponse} when they are missing or malformed
     */
    static Map<String, Object> options(Challenge challenge) {
        try {
            String json = challenge.parameters().getOrDefault(OPTIONS, "");
            return JsonInput.object(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IdentityException(new UnexpectedUpstreamResponse(), e);
        }
    }
}
