package dev.gatehouse.guard;

import static io.restassured.RestAssured.given;

import dev.gatehouse.support.Pool;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The routes for services, as services call them. */
final class Services {
    private Services() {}

    static RequestSpecification form(String body) {
        return given().header("Content-Type", "application/x-www-form-urlencoded")
                .body(body);
    }

    /** The header of a client, with both parts form-encoded first. */
    static String basic(String id, String secret) {
        return "Basic " + base64(encoded(id) + ':' + encoded(secret));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static RequestSpecification asReader(String body) {
        return form(body).header("Authorization", basic(ServicesPool.READER, ServicesPool.READER_SECRET));
    }

    static RequestSpecification asRevoker(String body) {
        return form(body).header("Authorization", basic(ServicesPool.REVOKER, ServicesPool.REVOKER_SECRET));
    }

    static Response introspect(String token) {
        return asReader("token=" + token).post("/oauth2/introspect");
    }

    static Response revoke(String token) {
        return asRevoker("token=" + token).post("/oauth2/revoke");
    }

    /** The claims of a fresh access token of a machine. */
    static Map<String, Object> machine() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", ServicesPool.MACHINE);
        claims.put("iss", Pool.issuer());
        claims.put("client_id", ServicesPool.MACHINE);
        claims.put("token_use", "access");
        claims.put("scope", "orders/write orders/read");
        claims.put("auth_time", now);
        claims.put("iat", now);
        claims.put("exp", now + 3600);
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    static String minted(Map<String, Object> claims) {
        return Pool.mint("access", Map.of(), claims);
    }
}
