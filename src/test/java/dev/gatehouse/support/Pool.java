package dev.gatehouse.support;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pool behind the application under test: its outbox, its clock, its faults, its keys. */
public final class Pool {
    private Pool() {}

    private static RequestSpecification pool() {
        return given().baseUri(System.getProperty(PoolResource.ENDPOINT))
                .port(port())
                .contentType(ContentType.JSON);
    }

    private static int port() {
        return URI.create(System.getProperty(PoolResource.ENDPOINT)).getPort();
    }

    /** Back to the start: no users but the seeded ones, no faults, real time, default settings. */
    public static void reset() {
        pool().post("/control/reset").then().statusCode(org.hamcrest.Matchers.lessThan(300));
        pool().delete("/control/calls");
    }

    /** The newest code that was mailed to the address. */
    public static String codeFor(String email) {
        List<Map<String, String>> mails =
                pool().queryParam("email", email).get("/outbox").jsonPath().getList("");
        if (mails.isEmpty()) {
            throw new AssertionError("nothing was mailed");
        }
        return mails.getFirst().get("code");
    }

    /** Waits for mails that no answer waits for. */
    public static void awaitMailsTo(String email, int mails) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (mailsTo(email) < mails) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + mailsTo(email) + " mails");
            }
            Thread.onSpinWait();
        }
    }

    /** How many mails went to the address. */
    public static int mailsTo(String email) {
        return pool().queryParam("email", email)
                .get("/outbox")
                .jsonPath()
                .getList("")
                .size();
    }

    public static JsonPath user(String email) {
        return pool().queryParam("email", email).get("/control/users").jsonPath();
    }

    public static boolean has(String email) {
        return pool().queryParam("email", email).get("/control/users").statusCode() == 200;
    }

    /** Adds a user of an identity provider, or a crowd; see the control API of the emulator. */
    public static JsonPath add(Map<String, Object> users) {
        return pool().body(users)
                .post("/control/users")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300))
                .extract()
                .jsonPath();
    }

    public static void change(String email, Map<String, Object> to) {
        pool().queryParam("email", email)
                .body(to)
                .patch("/control/users")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    public static void set(Map<String, Object> settings) {
        pool().body(settings).patch("/control/pool").then().statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    public static void setClient(String clientId, Map<String, Object> settings) {
        pool().body(settings)
                .patch("/control/clients/" + clientId)
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    /** The next refresh is refused after a while, because its token was used before. */
    public static void refreshTokenWasUsed(int delayMillis) {
        fault(Map.of(
                "operation", "GetTokensFromRefreshToken",
                "kind", "error",
                "error", "RefreshTokenReuseException",
                "message", "Refresh token reuse detected",
                "delay_ms", delayMillis,
                "times", 1));
    }

    /** The next calls of an operation fail this way; see the control API of the emulator. */
    public static void fault(Map<String, Object> fault) {
        pool().body(fault).post("/control/faults").then().statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    /** With which error the domain sends the next browsers back; see the control API of the emulator. */
    public static void redirects(Map<String, Object> error) {
        pool().body(error).post("/control/redirects").then().statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    public static void healed() {
        pool().delete("/control/faults").then().statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    public static void advance(long seconds) {
        pool().body(Map.of("advance_seconds", seconds))
                .post("/control/clock")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    /** Goes on from this time, in seconds since 1970. */
    public static void setClock(long epochSecond) {
        pool().body(Map.of("set_to", epochSecond))
                .post("/control/clock")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    public static void rotateKeys(boolean keepOld) {
        pool().body(Map.of("keep_old", keepOld))
                .post("/control/keys/rotate")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    /**
     * How often an operation was called since the start or the last reset; {@code jwks} for the keys, {@code oauth2/token} for an
     * endpoint of the domain.
     */
    public static int calls(String operation) {
        Map<String, Integer> calls = pool().get("/control/calls").jsonPath().getMap("");
        return calls.getOrDefault(operation, 0);
    }

    /** The last {@code UserContextData} with which the operation was called; null if it had none. */
    public static Map<String, String> context(String operation) {
        return pool().get("/control/contexts").jsonPath().getMap(operation + ".UserContextData");
    }

    /** The last {@code ClientMetadata} that it was told; null if it was told none. */
    public static @Nullable Map<String, String> metadata(String operation) {
        return pool().get("/control/contexts").jsonPath().getMap(operation + ".ClientMetadata");
    }

    /** The last refresh token that it was asked to revoke. */
    public static String lastRevoked() {
        return pool().get("/control/contexts").jsonPath().getString("RevokeToken.Token");
    }

    /** A token with exactly these claims, signed as asked: {@code access}, {@code id}, {@code foreign}, {@code none}. */
    public static String mint(String signWith, Map<String, Object> header, Map<String, Object> claims) {
        return pool().body(Map.of("sign_with", signWith, "header", header, "claims", claims))
                .post("/control/tokens")
                .jsonPath()
                .getString("token");
    }

    /** The {@code iss} of its tokens. */
    public static String issuer() {
        return System.getProperty(PoolResource.ENDPOINT) + "/eu-west-1_gatehouse";
    }

    /** A call of the pool's own API, unsigned or signed, as an operator of the pool would make it. */
    public static JsonPath call(String operation, Map<String, Object> request) {
        HttpRequest call = HttpRequest.newBuilder(URI.create(System.getProperty(PoolResource.ENDPOINT)))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDTEST")
                .POST(BodyPublishers.ofString(
                        new ObjectMapper().valueToTree(request).toString()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(call, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(operation + " answered " + response.body());
            }
            return JsonPath.from(response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
