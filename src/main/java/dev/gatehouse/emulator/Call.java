package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP request, read to its end; the names of its fields in small letters, each with its first value. */
public record Call(String method, URI uri, Map<String, String> headers, String body) {

    /** A header field. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    Optional<String> target() {
        return header("X-Amz-Target");
    }

    Optional<String> authorization() {
        return header("Authorization");
    }

    /** The path, decoded. */
    public String path() {
        return uri.getPath();
    }

    boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path().equals(wantedPath);
    }

    /** A query parameter; empty when it is not there. */
    String query(String name) {
        String raw = uri.getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).equals(name)) {
                    return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }

    /** The body as a JSON object; an empty body is an empty one, anything else is an IOException. */
    ObjectNode json() throws IOException {
        if (body.isEmpty()) {
            return Json.object();
        }
        JsonNode node = Json.read(body);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("The body is not a JSON object.");
    }

    @Override
    public String toString() {
        return "Call[" + method + " " + path() + "]";
    }
}
