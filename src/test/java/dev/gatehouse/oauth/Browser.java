package dev.gatehouse.oauth;

import static io.restassured.RestAssured.given;

import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import io.restassured.RestAssured;
import io.restassured.response.Response;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A browser that follows no redirect by itself, with its cookies of this service and of the pool's domain. */
final class Browser {
    /** Those of this service; a library would not send {@code Secure} ones without TLS. */
    private final Jar jar = new Jar();

    private final HttpClient atTheDomain =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /** Lets the pool's domain send people back to the application under test. */
    static void allowCallback() {
        Pool.setClient(
                "gatehouseclient",
                Map.of(
                        "callback_urls",
                        List.of(here() + "/auth/oauth/callback"),
                        "logout_urls",
                        List.of(here() + "/")));
    }

    static String here() {
        return "http://localhost:" + RestAssured.port;
    }

    /** Another browser with the same cookies now. */
    Browser copy() {
        Browser copy = new Browser();
        copy.cookies().putAll(cookies());
        return copy;
    }

    Map<String, String> cookies() {
        return jar.cookies();
    }

    /** Opens an address of this service: a path, or what a redirect named. */
    Response open(String address) {
        return open(address, "text/html,*/*;q=0.8");
    }

    Response open(String address, String accept) {
        Response response = given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .header("Accept", accept)
                .header("Cookie", cookies().isEmpty() ? "other=1" : jar.field())
                .get(address.startsWith("/") ? here() + address : address);
        return jar.take(response);
    }

    /** Begins to sign in, and returns where this service sends the browser. */
    String start(String query) {
        return open("/auth/oauth/start?" + query)
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    /** Signs in at the pretend provider, and returns where the pool's domain sends the browser. */
    String signIn(String authorize, String email) {
        return submit(authorize, "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
    }

    /** Signs in at the pool's own page. */
    String signIn(String authorize, String email, String password) {
        return submit(authorize, "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8) + "&password=" + password);
    }

    String cancel(String authorize) {
        return submit(authorize, "cancel=true");
    }

    private String submit(String authorize, String form) {
        return location(HttpRequest.newBuilder(URI.create(authorize.replace("/oauth2/authorize?", "/login?")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Visits the pool's domain, and returns where it sends the browser; empty for a page. */
    String visit(String address) {
        return location(HttpRequest.newBuilder(URI.create(address)));
    }

    private String location(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = atTheDomain.send(request.build(), BodyHandlers.ofString());
            return response.headers().firstValue("Location").orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The parameters in the query of an address. */
    static Map<String, String> query(String address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : address.substring(address.indexOf('?') + 1).split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
