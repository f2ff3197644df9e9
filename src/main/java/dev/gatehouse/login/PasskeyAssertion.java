package dev.gatehouse.login;

import dev.gatehouse.identity.Secret;
import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The form of a browser's answer to a passkey challenge (WebAuthn, {@code AuthenticationResponseJSON}). Cognito gets the object
 * as it is, with the members that are not known here.
 */
final class PasskeyAssertion {
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{1,1400}");

    private PasskeyAssertion() {}

    /** @throws dev.gatehouse.identity.IdentityException {@code InvalidInput} when it has another form */
    static void check(Secret json) {
        Map<String, Object> credential = parse(json);
        if (!(credential.get("id") instanceof String id)
                || !BASE64URL.matcher(id).matches()) {
            throw ChallengeAnswers.invalid("answers.credential.id", "must be base64url without padding");
        }
        if (!id.equals(credential.get("rawId"))) {
            throw ChallengeAnswers.invalid("answers.credential.rawId", "must be equal to id");
        }
        if (!"public-key".equals(credential.get("type"))) {
            throw ChallengeAnswers.invalid("answers.credential.type", "must be public-key");
        }
        if (!(credential.get("response") instanceof Map)) {
            throw ChallengeAnswers.invalid("answers.credential.response", "must be an object");
        }
    }

    private static Map<String, Object> parse(Secret json) {
        try {
            return JsonInput.object(json.value().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ChallengeAnswers.invalid("answers.credential", "is not acceptable");
        }
    }
}
