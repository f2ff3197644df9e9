package dev.gatehouse.emulator.hosted;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a query or a form. One without a value counts as absent, and none may be there twice (RFC 6749). */
record Parameters(Map<String, String> values) {

    /** Throws {@code invalid_request} for what is not form-urlencoded and for a repeated parameter. */
    static Parameters of(@Nullable String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                if (values.put(name, value) != null) {
                    throw OAuthError.of("invalid_request");
                }
            }
        }
        return new Parameters(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** A parameter without which the request makes no sense. */
    String required(String name) {
        return get(name).orElseThrow(() -> OAuthError.of("invalid_request"));
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw OAuthError.of("invalid_request");
        }
    }

    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
