package dev.gatehouse.guard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9728. */
@QuarkusTest
@WithTestResource(ServicesPool.class)
class ResourceMetadataTest {
    private static final String PATH = "/.well-known/oauth-protected-resource";
    private static final String LINK = "resource_metadata=\"" + ServicesPool.URL + PATH + "\"";

    @Test
    void documentSaysWhatIsConfigured() {
        given().get(PATH)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("resource", equalTo(ServicesPool.URL))
                .body("authorization_servers", equalTo(List.of(Pool.issuer())))
                .body("bearer_methods_supported", equalTo(List.of("header")))
                .body("scopes_supported", equalTo(List.of("aws.cognito.signin.user.admin", "orders/read")));
    }

    @Test
    void resourceDoesNotFollowTheHost() {
        given().header("Host", "evil.example")
                .header("X-Forwarded-For", "192.0.2.1")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "http")
                .get(PATH)
                .then()
                .body("resource", equalTo(ServicesPool.URL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/auth/me", ".json", "x"})
    void otherResourcesHaveNoDocument(String suffix) {
        given().get(PATH + suffix).then().statusCode(404);
    }

    @Test
    void refusalOfABearerTokenNamesTheDocument() {
        Api.me("not.a.token")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .header("WWW-Authenticate", containsString(LINK));
    }

    @Test
    void refusalWithoutABearerTokenNamesTheDocument() {
        given().get("/auth/me").then().statusCode(401).header("WWW-Authenticate", containsString(LINK));
    }

    @Test
    void refusalOfASignInNamesTheDocument() {
        Api.post("/auth/login", Map.of("email", Api.someone(), "password", Api.PASSWORD))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString(LINK));
    }

    /** The document is about this service, not about the site that a proxy guards with it. */
    @ParameterizedTest
    @ValueSource(strings = {"/guard/forward-auth", "/guard/auth-request"})
    void refusalOfADecisionDoesNotNameTheDocument(String path) {
        Api.bearer("not.a.token")
                .get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .header("WWW-Authenticate", not(containsString("resource_metadata")))
                .header("X-Auth-Challenge", not(containsString("resource_metadata")));
    }

    @Test
    void refusalOfAServiceDoesNotNameTheDocument() {
        Services.form("token=x")
                .post("/oauth2/introspect")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", not(containsString("resource_metadata")));
    }
}
