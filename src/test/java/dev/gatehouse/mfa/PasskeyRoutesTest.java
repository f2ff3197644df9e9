package dev.gatehouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.Authenticator;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class PasskeyRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORIGIN = "https://app.example.com";

    private final Authenticator authenticator = new Authenticator(ORIGIN);
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        Pool.set(Map.of(
                "first_factors",
                List.of("PASSWORD", "WEB_AUTHN"),
                "passkeys",
                Map.of("relying_party_id", "app.example.com", "origins", List.of(ORIGIN))));
        token = Api.signedIn(Api.member()).getString("access_token");
    }

    private JsonNode options() throws Exception {
        return JSON.readTree(Api.bearer(token)
                .post("/auth/passkeys/options")
                .then()
                .statusCode(200)
                .extract()
                .body()
                .asString());
    }

    private Response register(JsonNode credential) {
        return Api.bearer(token).body(credential.toString()).post("/auth/passkeys");
    }

    private Response passkeys() {
        return Api.bearer(token).get("/auth/passkeys");
    }

    private Response remove(String id) {
        return Api.bearer(token).delete("/auth/passkeys/" + id);
    }

    private ObjectNode created() throws Exception {
        return authenticator.create(options());
    }

    @Test
    void optionsAreThoseOfWebAuthn() throws Exception {
        JsonNode options = options();

        assertThat(options.at("/rp/id").asText()).isEqualTo("app.example.com");
        assertThat(options.at("/challenge").asText()).isNotEmpty();
        assertThat(options.at("/pubKeyCredParams/0/alg").isInt()).isTrue();
    }

    @Test
    void registeredPasskeyIsListed() throws Exception {
        ObjectNode credential = created();

        register(credential).then().statusCode(201);

        passkeys()
                .then()
                .statusCode(200)
                .body("passkeys", hasSize(1))
                .body("passkeys[0].id", equalTo(credential.path("id").asText()))
                .body("passkeys[0].relying_party_id", equalTo("app.example.com"))
                .body("passkeys[0].created_at", notNullValue());
    }

    @Test
    void unknownMembersAreNoFault() throws Exception {
        ObjectNode credential = created();
        credential.put("x", 1);
        credential.putObject("clientExtensionResults").putObject("credProps").put("rk", true);
        ((ObjectNode) credential.path("response"))
                .putArray("transports")
                .add("hybrid")
                .add("future");

        register(credential).then().statusCode(201);
    }

    @Test
    void oneOfTwoCanBeRemoved() throws Exception {
        ObjectNode one = created();
        register(one).then().statusCode(201);
        ObjectNode two = created();
        register(two).then().statusCode(201);

        remove(one.path("id").asText()).then().statusCode(204);

        passkeys().then().body("passkeys.id", equalTo(List.of(two.path("id").asText())));
    }

    @Test
    void lastOneCanBeRemoved() throws Exception {
        ObjectNode credential = created();
        register(credential).then().statusCode(201);

        remove(credential.path("id").asText()).then().statusCode(204);

        passkeys().then().body("passkeys", empty());
    }

    @Nested
    class Refused {
        @Test
        void credentialThatWasRegisteredBefore() throws Exception {
            ObjectNode credential = created();
            register(credential).then().statusCode(201);

            register(credential).then().statusCode(400).body("code", equalTo("passkey_refused"));
        }

        @Test
        void pageOfAnotherOrigin() throws Exception {
            authenticator.origin("https://app.example.com.evil.test");

            register(created())
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("passkey_refused"))
                    .body("detail", containsString("RelyingPartyId"));
        }

        @Test
        void rawIdThatIsNotTheId() throws Exception {
            register(created().put("rawId", "AQIDBA")).then().statusCode(400).body("errors[0].field", equalTo("rawId"));
        }

        @Test
        void credentialOfAMegabyte() throws Exception {
            register(created().put("x", "x".repeat(1_000_000))).then().statusCode(413);
        }

        @Test
        void bodyThatIsNoObject() {
            Api.bearer(token).body("[]").post("/auth/passkeys").then().statusCode(400);
        }

        @Test
        void removalOfAnUnknownPasskey() {
            remove("AQIDBA").then().statusCode(404).body("code", equalTo("passkey_not_found"));
        }

        @Test
        void poolWithoutPasskeys() {
            Map<String, Object> none = new HashMap<>();
            none.put("passkeys", null);
            Pool.set(none);

            Api.bearer(token)
                    .post("/auth/passkeys/options")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("method_not_available"));
        }
    }
}
