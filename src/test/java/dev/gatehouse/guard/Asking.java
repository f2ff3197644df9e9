package dev.gatehouse.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.Pool;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Asks for decisions as proxies do, to the byte, and makes tokens to ask with. */
final class Asking {
    private Asking() {}

    /** The answer to a GET of this target with these header fields. */
    static Answer get(String target, String... fields) {
        return send("GET", target, fields);
    }

    static Answer send(String method, String target, String... fields) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: gatehouse\r\n");
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        try (KeptConnection connection = connect()) {
            return connection.send(request + "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KeptConnection connect() throws IOException {
        return KeptConnection.to(URI.create("http://localhost:" + RestAssured.port));
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    /** The value of a header field of the answer, in lower case like the whole head; null if it has none. */
    static String field(Answer answer, String name) {
        String start = "\r\n" + name.toLowerCase(java.util.Locale.ROOT) + ":";
        int begin = answer.head().indexOf(start);
        if (begin < 0) {
            return null;
        }
        int from = begin + start.length();
        return answer.head()
                .substring(from, answer.head().indexOf("\r\n", from))
                .strip();
    }

    static Map<String, Object> claims(String token) {
        try {
            return new ObjectMapper()
                    .readValue(
                            new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8),
                            new TypeReference<HashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token with the claims of this one, and these in place of its own. */
    static String like(String token, Map<String, Object> other) {
        Map<String, Object> claims = claims(token);
        claims.putAll(other);
        return Pool.mint("access", Map.of(), claims);
    }

    /** A token that an app client has for itself (client credentials). */
    static String machine(String token, Map<String, Object> more) {
        Map<String, Object> claims = claims(token);
        claims.remove("username");
        claims.remove("origin_jti");
        claims.remove("cognito:groups");
        claims.put("sub", claims.get("client_id"));
        claims.put("jti", java.util.UUID.randomUUID().toString());
        claims.put("scope", "api/read");
        claims.putAll(more);
        return Pool.mint("access", Map.of(), claims);
    }
}
