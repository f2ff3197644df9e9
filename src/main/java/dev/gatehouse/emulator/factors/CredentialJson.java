package dev.gatehouse.emulator.factors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.emulator.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A browser's {@code PublicKeyCredential} in the JSON form of WebAuthn level 3. Members that nothing here needs are
 * ignored, whatever they are; binary values are base64url without padding, as the specification has them.
 */
final class CredentialJson {

    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]+");

    private final JsonNode credential;
    private final String id;

    private CredentialJson(JsonNode credential) {
        this.credential = credential;
        id = credential.path("id").asText();
        boolean consistent = id.equals(credential.path("rawId").textValue())
                && "public-key".equals(credential.path("type").textValue());
        if (!consistent) {
            throw PasskeyRefusal.malformed();
        }
        decoded(id);
    }

    static CredentialJson of(JsonNode credential) {
        return new CredentialJson(credential);
    }

    static CredentialJson read(String text) {
        return new CredentialJson(parse(text));
    }

    String id() {
        return id;
    }

    byte[] rawId() {
        return decoded(id);
    }

    JsonNode member(String name) {
        return credential.path(name);
    }

    /** A binary member of the response that has to be there. */
    byte[] bytes(String name) {
        return decoded(response().path(name).textValue());
    }

    JsonNode response() {
        return credential.path("response");
    }

    /** Absent where a browser leaves it out, gives null, or (Safari) an empty text. */
    Optional<byte[]> userHandle() {
        JsonNode handle = response().path("userHandle");
        boolean absent = handle.isMissingNode() || handle.isNull() || "".equals(handle.textValue());
        return absent ? Optional.empty() : Optional.of(decoded(handle.textValue()));
    }

    /** The origin that the browser names. */
    String origin() {
        return parse(new String(bytes("clientDataJSON"), StandardCharsets.UTF_8))
                .path("origin")
                .asText();
    }

    private static JsonNode parse(String json) {
        try {
            return Json.read(json);
        } catch (IOException notJson) {
            throw PasskeyRefusal.malformed();
        }
    }

    private static byte[] decoded(@Nullable String text) {
        if (text == null || !BASE64URL.matcher(text).matches()) {
            throw PasskeyRefusal.malformed();
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException wrongLength) {
            throw PasskeyRefusal.malformed();
        }
    }
}
