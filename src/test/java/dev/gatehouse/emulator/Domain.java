package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One browser at the pool's domain, with its cookies, and the application that it signs in to. */
final class Domain {

    static final String CALLBACK = "http://localhost:8080/auth/oauth/callback";
    static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more";

    private final Pool pool;
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Domain(Pool pool) {
        this.pool = pool;
    }

    /** What an application sends a browser with; changes replace a parameter, and null takes one away. */
    Map<String, String> request(Map<String, String> changes) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", pool.clientId,
                "redirect_uri", CALLBACK,
                "scope", "openid email profile",
                "state", "a state&more",
                "nonce", "n-1",
                "code_challenge_method", "S256",
                "code_challenge", challenge(VERIFIER)));
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                parameters.remove(name);
            } else {
                parameters.put(name, value);
            }
        });
        return parameters;
    }

    HttpResponse<String> authorize(Map<String, String> changes) {
        return get("/oauth2/authorize?" + form(request(changes)));
    }

    HttpResponse<String> submit(Map<String, String> changes, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(pool.endpoint.resolve("/login?" + form(request(changes))))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))));
    }

    HttpResponse<String> signIn(Map<String, String> changes) {
        return submit(changes, Map.of("email", "demo@example.com", "password", "demo-Passw0rd!"));
    }

    /** The code of a new sign-in of the demo user. */
    String code(Map<String, String> changes) {
        return query(signIn(changes)).get("code");
    }

    HttpResponse<String> exchange(String code) {
        return exchange(code, Map.of());
    }

    HttpResponse<String> exchange(String code, Map<String, String> changes) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", VERIFIER));
        fields.putAll(changes);
        fields.values().removeIf(String::isEmpty);
        return post("/oauth2/token", fields, basic(pool.clientId, pool.secret));
    }

    /** The tokens of the demo user, for a scope. */
    JsonNode tokens(String scope) {
        return Pool.parse(exchange(code(Map.of("scope", scope))).body());
    }

    /** The tokens of a person at the pretend provider. */
    JsonNode federated(String email) {
        Map<String, String> google = Map.of("identity_provider", "Google");
        return Pool.parse(exchange(query(submit(google, Map.of("email", email))).get("code"))
                .body());
    }

    HttpResponse<String> userInfo(String accessToken) {
        return send(HttpRequest.newBuilder(pool.endpoint.resolve("/oauth2/userInfo"))
                .header("Authorization", "Bearer " + accessToken));
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(pool.endpoint.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(pool.endpoint.resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** The parameters that a redirect brings. */
    static Map<String, String> query(HttpResponse<String> answer) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : URI.create(location(answer)).getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
