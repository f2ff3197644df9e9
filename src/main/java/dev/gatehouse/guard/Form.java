package dev.gatehouse.guard;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a form-encoded body, parsed strictly: another parser in front of this service may read malformed encoding
 * or a repeated parameter differently. A parameter without a value counts as omitted (RFC 6749 §3.2).
 */
final class Form {
    private static final int MAX_PARAMETERS = 16;

    private final Map<String, String> parameters;

    private Form(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * Parses the body.
     *
     * @throws IdentityException {@code InvalidInput} when it is malformed, repeats a parameter or has too many
     */
    static Form parse(@Nullable String body) {
        Map<String, String> parameters = new HashMap<>();
        if (body == null || body.isEmpty()) {
            return new Form(parameters);
        }
        String[] pairs = body.split("&", MAX_PARAMETERS + 1);
        if (pairs.length > MAX_PARAMETERS) {
            throw invalid("has too many parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw invalid("repeats a parameter");
            }
        }
        return new Form(parameters);
    }

    /** The value of the parameter; empty if it is missing or has none. */
    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * The value of the parameter.
     *
     * @throws IdentityException {@code InvalidInput} when it is missing or has none
     */
    String required(String name) {
        return get(name).orElseThrow(() -> new IdentityException(new InvalidInput(name, "is missing")));
    }

    private static String decoded(String text) {
        return decode(text).orElseThrow(() -> invalid("is not form-encoded"));
    }

    private static IdentityException invalid(String message) {
        return new IdentityException(new InvalidInput("body", message));
    }

    /** The text without its form encoding (RFC 6749 appendix B); empty when it is not in this encoding, or not UTF-8. */
    static Optional<String> decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()
                        || !HexFormat.isHexDigit(text.charAt(i + 1))
                        || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else if (c > ' ' && c < 0x7F) {
                bytes.write(c == '+' ? ' ' : c);
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
