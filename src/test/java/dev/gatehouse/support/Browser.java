package dev.gatehouse.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps cookies as a browser does, as far as tests of this service need it. */
public final class Browser {
    private final Map<String, String> jar = new TreeMap<>();

    /** One whose user has signed in, with the session in cookies. */
    public static Browser signedIn(String email, String password) {
        Browser browser = new Browser();
        browser.take(given().noFilters()
                .contentType("application/json")
                .header("Sec-Fetch-Site", "same-origin")
                .body(Map.of("email", email, "password", password, "session", "cookie"))
                .post("/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .response());
        return browser;
    }

    /** The values of the Set-Cookie fields of an answer. */
    public static List<String> setCookies(Response answer) {
        return answer.headers().getValues("Set-Cookie");
    }

    /** Keeps the cookies of an answer, and forgets those that it deletes. */
    public Response take(Response answer) {
        for (String line : setCookies(answer)) {
            String name = line.substring(0, line.indexOf('='));
            if (line.contains("Max-Age=0;")) {
                jar.remove(name);
            } else {
                jar.put(name, line.substring(line.indexOf('=') + 1, line.indexOf(';')));
            }
        }
        return answer;
    }

    /** Another one with the same cookies. */
    public Browser copy() {
        Browser copy = new Browser();
        copy.jar.putAll(jar);
        return copy;
    }

    /** The value of the Cookie field. */
    public String cookies() {
        return jar.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** A request with the cookies. */
    public RequestSpecification request() {
        return given().header("Cookie", cookies());
    }
}
