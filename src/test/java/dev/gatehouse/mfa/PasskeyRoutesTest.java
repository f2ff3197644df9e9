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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class PasskeyRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORIGIN = "https://app.example.com";
    private static final String APP = "android:apk-key-hash:AAAAz3u2Yv5kSb6Z1dZb0Q8o7p2p0a3q9cW0bGx1r0s";

    private final Authenticator authenticator = new Authenticator(ORIGIN);
    private String email;
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        Pool.set(Map.of(
                "first_factors",
                List.of("PASSWORD", "WEB_AUTHN"),
                "passkeys",
                Map.of("relying_party_id", "app.example.com", "origins", List.of(ORIGIN))));
        email = Api.member();
        token = Api.signedIn(email).getString("access_token");
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
    void modelOfTheAuthenticatorIsNoFault() throws Exception {
        authenticator.aaguid("a-known-model-12".getBytes(StandardCharsets.US_ASCII));

        register(created()).then().statusCode(201);
    }

    @Test
    void noAttestationThatNamesTheAuthenticatorIsAskedFor() throws Exception {
        assertThat(options().path("attestation").asText()).isIn("", "none");
    }

    @Test
    void listedAppRegistersOne() throws Exception {
        Pool.set(Map.of("passkeys", Map.of("origins", List.of(ORIGIN, APP))));
        authenticator.origin(APP);

        register(created()).then().statusCode(201);
    }

    @Test
    void accountWithoutAPasswordCanRemoveItsLastOne() throws Exception {
        ObjectNode credential = created();
        register(credential).then().statusCode(201);
        Pool.set(Map.of("first_factors", List.of("PASSWORD", "EMAIL_OTP", "WEB_AUTHN")));
        Pool.change(email, Map.of("no_password", true));

        remove(credential.path("id").asText()).then().statusCode(204);
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

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://app.example.com:8443",
                    "https://evil.app.example.com",
                    "https://app.example.com.evil.test",
                    "http://app.example.com",
                    APP,
                    "null"
                })
        void pageOfAnotherOrigin(String origin) throws Exception {
            authenticator.origin(origin);

            register(created())
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("passkey_refused"))
                    .body("detail", containsString("RelyingPartyId"));
        }

        @Test
        void pageOfAnotherOriginThatIsNamedAsTheHost() throws Exception {
            authenticator.origin("https://evil.example.org");

            Api.bearer(token)
                    .header("X-Forwarded-Host", "evil.example.org")
                    .header("X-Forwarded-Proto", "https")
                    .body(created().toString())
                    .post("/auth/passkeys")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("passkey_refused"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"AQIDBA==", "AQ+D", "AQ/D"})
        void idThatIsNotBase64url(String id) throws Exception {
            register(created().put("id", id).put("rawId", id))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("id"));
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
