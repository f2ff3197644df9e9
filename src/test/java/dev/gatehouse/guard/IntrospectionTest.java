package dev.gatehouse.guard;

import static dev.gatehouse.guard.Services.asReader;
import static dev.gatehouse.guard.Services.introspect;
import static dev.gatehouse.guard.Services.machine;
import static dev.gatehouse.guard.Services.minted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7662. */
@QuarkusTest
@WithTestResource(ServicesPool.class)
class IntrospectionTest {
    private static final String INACTIVE = "{\"active\":false}";

    private JsonPath tokens;
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        tokens = Api.signedIn("admin@example.com", "admin-Passw0rd!");
        token = tokens.getString("access_token");
    }

    private Map<String, Object> claims() {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return new HashMap<>(
                JsonPath.from(new String(payload, StandardCharsets.UTF_8)).<String, Object>getMap(""));
    }

    private String mintedWith(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return minted(claims);
    }

    private static void assertInactive(String token) {
        introspect(token).then().statusCode(200).contentType("application/json").body(is(INACTIVE));
    }

    @Nested
    class AcceptableToken {
        @Test
        void isActiveWithTheClaimsOfTheToken() {
            Map<String, Object> claims = claims();

            introspect(token)
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .body("active", equalTo(true))
                    .body("sub", equalTo(claims.get("sub")))
                    .body("username", equalTo(claims.get("username")))
                    .body("client_id", equalTo("gatehouseclient"))
                    .body("scope", equalTo("aws.cognito.signin.user.admin"))
                    .body("exp", equalTo(claims.get("exp")))
                    .body("iat", equalTo(claims.get("iat")))
                    .body("iss", equalTo(Pool.issuer()))
                    .body("jti", equalTo(claims.get("jti")))
                    .body("token_type", equalTo("Bearer"))
                    .body("'cognito:groups'", equalTo(List.of("admin")));
        }

        @Test
        void isNeverCached() {
            introspect(token).then().header("Cache-Control", "no-store");
        }

        @Test
        void hasItsScopesInOneText() {
            introspect(mintedWith("scope", "orders/write  orders/read"))
                    .then()
                    .body("scope", equalTo("orders/read orders/write"));
        }

        @Test
        void hasNoMembersForWhatItDoesNotHave() {
            Map<String, Object> claims = claims();
            claims.keySet().removeAll(List.of("cognito:groups", "scope"));

            introspect(minted(claims))
                    .then()
                    .body("active", equalTo(true))
                    .body("$", not(hasKey("cognito:groups")))
                    .body("$", not(hasKey("scope")));
        }

        @Test
        void ofAMachineHasNoUserName() {
            introspect(minted(machine()))
                    .then()
                    .body("active", equalTo(true))
                    .body("sub", equalTo(ServicesPool.MACHINE))
                    .body("client_id", equalTo(ServicesPool.MACHINE))
                    .body("scope", equalTo("orders/read orders/write"))
                    .body("$", not(hasKey("username")));
        }

        @Test
        void ofAMachineHasNoGroupsWhateverItClaims() {
            Map<String, Object> claims = machine();
            claims.put("cognito:groups", List.of("admin"));

            introspect(minted(claims)).then().body("active", equalTo(true)).body("$", not(hasKey("cognito:groups")));
        }

        @Test
        void largerThanOtherBodiesIsActive() {
            List<String> groups = java.util.stream.IntStream.range(0, 100)
                    .mapToObj(i -> "g".repeat(125) + (100 + i))
                    .toList();
            String large = mintedWith("cognito:groups", groups);
            assertThat(large).hasSizeBetween(16 * 1024, 32 * 1024);

            introspect(large).then().statusCode(200).body("'cognito:groups'.size()", equalTo(100));
        }

        @ParameterizedTest
        @ValueSource(strings = {"access_token", "refresh_token", "foo", ""})
        void isFoundWhateverTheHint(String hint) {
            asReader("token_type_hint=" + hint + "&token=" + token)
                    .post("/oauth2/introspect")
                    .then()
                    .body("active", equalTo(true));
        }

        @Test
        void isFoundBesideUnknownParameters() {
            asReader("token=" + token + "&audience=x&a")
                    .post("/oauth2/introspect")
                    .then()
                    .body("active", equalTo(true));
        }
    }

    @Nested
    class OtherToken {
        @ParameterizedTest
        @ValueSource(strings = {"x", "a.b.c", "%00", "%C3%BC.b.c", "+", "eyJhbGciOiJub25lIn0.e30."})
        void thatIsGarbageIsInactiveWithoutAReason(String garbage) {
            assertInactive(garbage);
        }

        @Test
        void thatHasExpiredIsInactive() {
            assertInactive(mintedWith("exp", ((Number) claims().get("iat")).longValue() - 3600));
        }

        @Test
        void ofAnotherAppClientIsInactive() {
            assertInactive(mintedWith("client_id", "gatehousepublic"));
        }

        @Test
        void ofAnotherIssuerIsInactive() {
            assertInactive(mintedWith("iss", Pool.issuer() + "x"));
        }

        @Test
        void signedByAnotherKeyIsInactive() {
            assertInactive(Pool.mint("foreign", Map.of(), claims()));
        }

        @Test
        void thatIsAnIdTokenIsInactive() {
            assertInactive(tokens.getString("id_token"));
        }

        @Test
        void thatIsARefreshTokenIsInactive() {
            assertInactive(tokens.getString("refresh_token"));
        }

        @Test
        void thatWasSignedOutIsInactive() {
            introspect(token).then().body("active", equalTo(true));
            Api.bearer(token).post("/auth/logout").then().statusCode(204);

            assertInactive(token);
        }
    }
}
