package dev.gatehouse.support;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The API of the application under test, as a client calls it. */
public final class Api {
    public static final String PASSWORD = "correct-horse-battery";
    public static final String OTHER_PASSWORD = "staple-of-another-horse";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private Api() {}

    /** An address that nobody used before. */
    public static String someone() {
        return "person" + PEOPLE.incrementAndGet() + "@example.com";
    }

    public static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }

    public static Response post(String path, Map<String, ?> body) {
        return json().body(body).post(path);
    }

    public static RequestSpecification bearer(String token) {
        return json().header("Authorization", "Bearer " + token);
    }

    public static Response register(String email) {
        return post("/auth/register", Map.of("email", email, "password", PASSWORD));
    }

    public static Response verify(String email) {
        return post("/auth/verify", Map.of("email", email, "code", Pool.codeFor(email)));
    }

    public static Response login(String email, String password) {
        return post("/auth/login", Map.of("email", email, "password", password));
    }

    public static Response refresh(String refreshToken) {
        return post("/auth/refresh", Map.of("refresh_token", refreshToken));
    }

    public static Response me(String accessToken) {
        return bearer(accessToken).get("/auth/me");
    }

    /**
     * What the service itself makes of a token: it finds the body empty, 400, only if it accepts the token. A route that asks
     * the pool would not tell, because the pool refuses what was signed out.
     */
    public static Response judged(String accessToken) {
        return bearer(accessToken).body("{}").post("/auth/change-password");
    }

    /** All that a stranger can tell two answers apart by: status, names of the headers, and the body without its id and what is sealed. */
    public static String look(Response response) {
        return response.statusCode() + " "
                + response.headers().asList().stream().map(Header::getName).toList() + " "
                + response.body().asString().replaceAll("\"(request_id|registration_token)\":\"[^\"]*\"", "");
    }

    /** A verified account. */
    public static String member() {
        String email = someone();
        register(email).then().statusCode(202);
        verify(email).then().statusCode(204);
        return email;
    }

    /** The tokens of a successful sign-in. */
    public static JsonPath signedIn(String email) {
        return signedIn(email, PASSWORD);
    }

    public static JsonPath signedIn(String email, String password) {
        return login(email, password).then().statusCode(200).extract().jsonPath();
    }
}
