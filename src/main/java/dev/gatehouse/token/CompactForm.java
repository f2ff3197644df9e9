package dev.gatehouse.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;

/**
 * The form of a signed JWT, to the letter (RFC 7515 §7.1, RFC 4648 §3.5, RFC 8259). The library that verifies is lenient: it
 * skips what is not of the alphabet, and reads what is nearly JSON. So one signature would count under many texts, and what
 * remembers a token by its text could be got around; and two readers could see two things in one token.
 */
final class CompactForm {
    private static final int PARTS = 3;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private CompactForm() {}

    static boolean isHeldBy(String token) {
        String[] parts = token.split("\\.", PARTS + 1);
        try {
            if (parts.length != PARTS) {
                return false;
            }
            // Of the signature the form alone.
            bytes(parts[2]);
            return isObject(bytes(parts[0])) && isObject(bytes(parts[1]));
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }

    /** RFC 7515 §2: without padding; and without bits that no byte holds. */
    private static byte[] bytes(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!ENCODER.encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("another text for these bytes");
        }
        return bytes;
    }

    /** One object and nothing else; that no member comes twice, the library sees to. */
    private static boolean isObject(byte[] text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        }
    }
}
