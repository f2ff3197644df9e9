package dev.gatehouse.login;

import dev.gatehouse.identity.CredentialForm;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The form of a browser's answer to a passkey challenge (WebAuthn, {@code AuthenticationResponseJSON}). Cognito gets the object
 * as it is, with the members that are not known here.
 */
final class PasskeyAssertion {
    private static final String MEMBER = "answers.credential.";

    private PasskeyAssertion() {}

    /** @throws dev.gatehouse.identity.IdentityException {@code InvalidInput} when it has another form */
    static void check(Secret json) {
        Map<String, Object> credential = parse(json);
        var _ = CredentialForm.require(credential, MEMBER);
        CredentialForm.requireOneId(credential, MEMBER);
    }

    private static Map<String, Object> parse(Secret json) {
        try {
            return JsonInput.object(json.value().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ChallengeAnswers.invalid("answers.credential", "is not acceptable");
        }
    }
}
