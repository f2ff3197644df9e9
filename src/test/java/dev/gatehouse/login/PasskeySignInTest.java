package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in with passkeys that the pool verifies. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class PasskeySignInTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORIGIN = "https://localhost";
    private static final String OPTIONS = "CREDENTIAL_REQUEST_OPTIONS";

    private final Authenticator authenticator = new Authenticator(ORIGIN);
    private String email;

    /** A challenge that the service gave. */
    private record Begun(String token, JsonNode options) {}

    @BeforeEach
    void withAPasskey() {
        Pool.reset();
        Pool.set(Map.of("passkeys", Map.of("relying_party_id", "localhost", "origins", List.of(ORIGIN))));
        email = Api.member();
        register(email, authenticator);
    }

    @AfterEach
    void poolOfToday() {
        Pool.reset();
    }

    private static void register(String who, Authenticator authenticator) {
        String bearer = Api.signedIn(who).getString("access_token");
        JsonNode options = json(Api.bearer(bearer)
                .post("/auth/passkeys/options")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        Api.bearer(bearer)
                .body(authenticator.create(options).toString())
                .post("/auth/passkeys")
                .then()
                .statusCode(201);
    }

    private static Begun begin(String who) {
        JsonNode answer = json(Api.post("/auth/login", Map.of("email", who, "method", "passkey"))
                .then()
                .statusCode(200)
                .body("challenge", equalTo("WEB_AUTHN"))
                .extract()
                .asString());
        return new Begun(
                answer.get("challenge_token").asText(), answer.get("parameters").get(OPTIONS));
    }

    private static Response answer(Begun begun, JsonNode credential) {
        ObjectNode body = JSON.createObjectNode().put("challenge_token", begun.token());
        body.putObject("answers").set("credential", credential);
        return Api.json().body(body.toString()).post("/auth/challenge");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void passkeySignsIn() {
        Begun begun = begin(email);

        answer(begun, authenticator.get(begun.options())).then().statusCode(200).body("status", equalTo("signed_in"));
    }

    @Test
    void passkeyWithUnknownMembersSignsIn() {
        Begun begun = begin(email);
        ObjectNode credential = authenticator.get(begun.options());
        credential.put("x", 1).put("authenticatorAttachment", "platform");

        answer(begun, credential).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "absent"})
    void passkeyWithoutAUserHandleSignsIn(String handle) {
        Begun begun = begin(email);
        ObjectNode credential = authenticator.get(begun.options());
        ObjectNode response = (ObjectNode) credential.get("response");
        if (handle.equals("absent")) {
            response.remove("userHandle");
        } else {
            response.set("userHandle", json(handle));
        }

        answer(begun, credential).then().statusCode(200).body("status", equalTo("signed_in"));
    }

    @Test
    void userHandleOfAnotherAccountIsRefused() {
        String other = Api.member();
        Authenticator others = new Authenticator(ORIGIN);
        register(other, others);
        JsonNode handle = others.get(begin(other).options()).at("/response/userHandle");
        Begun begun = begin(email);
        ObjectNode credential = authenticator.get(begun.options());
        ((ObjectNode) credential.get("response")).set("userHandle", handle);

        answer(begun, credential).then().statusCode(401).body("code", equalTo("invalid_challenge"));
    }

    @Test
    void otherPasskeySignsInAfterOneWasRemoved() {
        Authenticator other = new Authenticator(ORIGIN);
        register(email, other);
        String id = authenticator.get(begin(email).options()).get("id").asText();
        Api.bearer(Api.signedIn(email).getString("access_token"))
                .delete("/auth/passkeys/" + id)
                .then()
                .statusCode(204);
        Begun begun = begin(email);

        answer(begun, other.get(begun.options())).then().statusCode(200).body("status", equalTo("signed_in"));
    }

    @Test
    void assertionIsAcceptedOnce() {
        Begun begun = begin(email);
        ObjectNode credential = authenticator.get(begun.options());
        answer(begun, credential).then().statusCode(200);

        answer(begun, credential).then().statusCode(401).body("code", equalTo("invalid_challenge"));
    }

    @Test
    void assertionForAnotherChallengeIsRefused() {
        ObjectNode credential = authenticator.get(begin(email).options());

        answer(begin(email), credential).then().statusCode(401).body("code", equalTo("invalid_challenge"));
    }

    @Test
    void passkeyOfAnotherAccountIsRefused() {
        String other = Api.member();
        Authenticator others = new Authenticator(ORIGIN);
        register(other, others);
        Begun begun = begin(email);
        ObjectNode options = begin(other).options().deepCopy();
        options.put("challenge", begun.options().get("challenge").asText());

        answer(begun, others.get(options)).then().statusCode(401).body("code", equalTo("invalid_challenge"));
    }

    @Test
    void challengeIsUsedUpByAWrongAssertion() {
        Begun begun = begin(email);
        answer(begun, authenticator.get(begin(email).options())).then().statusCode(401);

        answer(begun, authenticator.get(begun.options())).then().statusCode(401);
    }

    @Test
    void optionsHaveTheMembersOfThoseForAnUnknownAddress() {
        JsonNode known = begin(email).options();
        JsonNode unknown = begin(Api.someone()).options();

        assertThat(members(known)).isEqualTo(members(unknown));
        assertThat(members(known.get("allowCredentials").get(0)))
                .isEqualTo(members(unknown.get("allowCredentials").get(0)));
    }

    @Test
    void challengesAreAsLongAsThoseForAnUnknownAddress() {
        Begun known = begin(email);
        Begun unknown = begin(Api.someone());

        assertThat(known.options().get("challenge").asText())
                .hasSameSizeAs(unknown.options().get("challenge").asText());
    }

    @Test
    void wrongAssertionIsRefusedAsForAnUnknownAddress() {
        ObjectNode credential = authenticator.get(begin(email).options());

        assertThat(Api.look(answer(begin(Api.someone()), credential)))
                .isEqualTo(Api.look(answer(begin(email), credential)));
    }

    private static Set<String> members(JsonNode object) {
        return Set.copyOf(object.properties().stream().map(Map.Entry::getKey).toList());
    }
}
