package dev.gatehouse.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each route accepts its own methods only, and no header or parameter overrides the method. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class MethodTest {
    private static final String READ = "GET, HEAD, OPTIONS";

    @ParameterizedTest
    @CsvSource({
        "GET, /auth/login, 'OPTIONS, POST'",
        "HEAD, /auth/login, 'OPTIONS, POST'",
        "PUT, /auth/me, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "POST, /auth/me, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "DELETE, /admin/users/42/logout, 'OPTIONS, POST'",
        "TRACE, /auth/login, 'OPTIONS, POST'",
        "BREW, /auth/login, 'OPTIONS, POST'",
        "POST, /health, 'GET, HEAD, OPTIONS'",
        "POST, /metrics, 'GET, HEAD, OPTIONS'",
        "POST, /openapi, 'GET, HEAD, OPTIONS'",
    })
    void otherMethodsAreRefusedWithTheAllowedOnes(String method, String path, String allowed) {
        given().request(method, path).then().statusCode(405).header("Allow", equalTo(allowed));
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"})
    void probesAreReadOnly(String method) {
        for (String probe : new String[] {"/health/live", "/health/ready", "/health/started"}) {
            given().request(method, probe).then().statusCode(405).header("Allow", equalTo(READ));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/auth/login, 'OPTIONS, POST'",
        "/auth/me, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "/admin/users/42/logout, 'OPTIONS, POST'",
        "/health/live, 'GET, HEAD, OPTIONS'"
    })
    void optionsReturnsTheMethodsOfTheRoute(String path, String allowed) {
        given().options(path)
                .then()
                .statusCode(204)
                .header("Allow", equalTo(allowed))
                .body(is(""));
    }

    @Test
    void optionsOfWhatIsNotThereIs404() {
        given().options("/nowhere").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/metrics"})
    void headIsGetWithoutABody(String path) {
        Response head = given().head(path);

        assertThat(head.statusCode()).isEqualTo(given().get(path).statusCode());
        assertThat(head.body().asString()).isEmpty();
    }

    @Test
    void headNeedsATokenWhereGetDoes() {
        given().head("/auth/me").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void headerDoesNotChangeTheMethod(String header) {
        given().header(header, "POST").get("/auth/login").then().statusCode(405);
        given().header(header, "GET").post("/auth/me").then().statusCode(405);
        Api.json()
                .header(header, "DELETE")
                .body(Map.of("email", "demo@example.com", "password", "demo-Passw0rd!"))
                .post("/auth/login")
                .then()
                .statusCode(200);
    }

    @Test
    void queryDoesNotChangeTheMethod() {
        given().queryParam("_method", "GET").post("/auth/me").then().statusCode(405);
    }
}
