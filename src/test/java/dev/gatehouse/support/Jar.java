package dev.gatehouse.support;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser's cookies, by their names: it keeps what answers set, and sends it. */
public final class Jar {
    private static final String SET_COOKIE = "Set-Cookie";

    private final Map<String, String> cookies = new TreeMap<>();

    /** The jar after a sign-in with a cookie. */
    public static Jar signedIn(String email) {
        Jar jar = new Jar();
        jar.take(jar.post("/auth/login", Map.of("email", email, "password", Api.PASSWORD, "session", "cookie")));
        return jar;
    }

    /** The same for another password, whatever the answer says of the tokens: in tests they may have ended at once. */
    public static Jar signedIn(String email, String password) {
        Jar jar = new Jar();
        jar.take(jar.request()
                        .noFilters()
                        .body(Map.of("email", email, "password", password, "session", "cookie"))
                        .post("/auth/login"))
                .then()
                .statusCode(200);
        return jar;
    }

    /** Keeps and deletes cookies as the answer says. */
    public Response take(Response answer) {
        for (String line : lines(answer)) {
            String name = line.substring(0, line.indexOf('='));
            String value = line.substring(line.indexOf('=') + 1, line.indexOf(';'));
            if (line.contains("Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, value);
            }
        }
        return answer;
    }

    /** Another jar with the same cookies. */
    public Jar copy() {
        Jar copy = new Jar();
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** The values of the Set-Cookie fields. */
    public static List<String> lines(Response answer) {
        return answer.headers().getValues(SET_COOKIE);
    }

    /** The cookies by their names. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** The Cookie field. */
    public String field() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** A request of a page of the service's own origin. */
    public RequestSpecification request() {
        return withoutOrigin().header("Sec-Fetch-Site", "same-origin");
    }

    /** A request that does not say which page sent it. */
    public RequestSpecification withoutOrigin() {
        RequestSpecification request = given().contentType(ContentType.JSON);
        return cookies.isEmpty() ? request : request.header("Cookie", field());
    }

    public Response get(String path) {
        return take(request().get(path));
    }

    public Response post(String path, Map<String, ?> body) {
        return take(request().body(body).post(path));
    }
}
