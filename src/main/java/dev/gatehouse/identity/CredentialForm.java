package dev.gatehouse.identity;

import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The form that the JSON of a browser's {@code PublicKeyCredential} has, of registrations and assertions alike (WebAuthn Level
 * 3). Cognito checks the content.
 */
public final class CredentialForm {
    /** RFC 4648 §5, without padding. */
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]+");

    private static final int LONGEST_ID = 1_400;

    private CredentialForm() {}

    /**
     * Checks the form of the members that every credential has.
     *
     * @param prefix the path of the credential in the request, with a dot at its end; empty if it is the body
     * @return the member {@code response}
     * @throws IdentityException {@code InvalidInput} when the form is another one
     */
    public static Map<?, ?> require(Map<String, ?> credential, String prefix) {
        String id = requireBase64Url(credential, "id", prefix);
        if (id.length() > LONGEST_ID) {
            throw invalid(prefix + "id", "is too long");
        }
        requireBase64Url(credential, "rawId", prefix);
        if (!"public-key".equals(credential.get("type"))) {
            throw invalid(prefix + "type", "must be public-key");
        }
        if (credential.get("response") instanceof Map<?, ?> response) {
            return response;
        }
        throw invalid(prefix + "response", "must be an object");
    }

    /**
     * Checks that both members with the id have the same one. Called last, so that a malformed member is named first.
     *
     * @throws IdentityException {@code InvalidInput} when they differ
     */
    public static void requireOneId(Map<String, ?> credential, String prefix) {
        if (!Objects.equals(credential.get("id"), credential.get("rawId"))) {
            throw invalid(prefix + "rawId", "must be equal to id");
        }
    }

    /**
     * The text of a binary member.
     *
     * @throws IdentityException {@code InvalidInput} when it is missing or malformed
     */
    public static String requireBase64Url(Map<?, ?> object, String member, String prefix) {
        if (object.get(member) instanceof String text && BASE64URL.matcher(text).matches()) {
            return text;
        }
        throw invalid(prefix + member, "must be base64url without padding");
    }

    private static IdentityException invalid(String field, String message) {
        return new IdentityException(new InvalidInput(field, message));
    }
}
