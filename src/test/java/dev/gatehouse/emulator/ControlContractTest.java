package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** The outbox, the seeded users and the control API. */
@NeedsControlRoutes
class ControlContractTest {

    private static final String EMAIL = "ada@example.com";

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    @Nested
    class Outbox {

        @Test
        void newestMessageIsFirst() {
            pool.register(EMAIL);
            pool.forgot(EMAIL);
            JsonNode outbox = pool.outbox(EMAIL);
            assertThat(outbox.findValuesAsText("kind")).containsExactly("forgot_password", "sign_up");
        }

        @Test
        void messageHasItsFourMembers() {
            pool.signUp(EMAIL);
            JsonNode message = pool.outbox(EMAIL).path(0);
            assertThat(message.propertyStream().map(e -> e.getKey())).containsExactly("to", "kind", "code", "sent_at");
            assertThat(message.path("code").asText()).matches("\\d{6}");
            assertThat(Instant.parse(message.path("sent_at").asText())).isNotNull();
        }

        @Test
        void onlyTheMailOfTheAddressIsListed() {
            pool.signUp(EMAIL);
            pool.signUp("bob@example.com");
            assertThat(pool.outbox("BOB@example.com").findValuesAsText("to")).containsExactly("bob@example.com");
        }

        @Test
        void allMailIsListedWithoutAnAddress() {
            pool.signUp(EMAIL);
            pool.signUp("bob@example.com");
            assertThat(pool.get("/outbox")).hasSize(2);
        }
    }

    @Nested
    class Seeds {

        @Test
        void demoUserIsInNoGroup() {
            assertThat(pool.signIn("demo@example.com", "demo-Passw0rd!")).isNotNull();
            assertThat(pool.user("demo@example.com").path("groups")).isEmpty();
            assertThat(pool.user("demo@example.com").path("email_verified").asBoolean())
                    .isTrue();
        }

        @Test
        void adminUserIsInTheAdminGroup() {
            assertThat(pool.signIn("admin@example.com", "admin-Passw0rd!")).isNotNull();
            assertThat(pool.user("admin@example.com").path("groups").toString()).isEqualTo("[\"admin\"]");
        }
    }

    @Nested
    class Users {

        @Test
        void userIsShown() {
            pool.signUp(EMAIL);
            assertThat(pool.user(EMAIL).propertyStream().map(e -> e.getKey()))
                    .containsExactly("username", "status", "enabled", "email_verified", "groups", "attributes");
        }

        @Test
        void unknownUserIsA404() {
            assertThat(pool.send("GET", "/control/users?email=nobody@example.com", null)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(pool.send("PATCH", "/control/users?email=nobody@example.com", "{}")
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void userIsChanged() {
            pool.signUp(EMAIL);
            pool.patchUser(
                    EMAIL,
                    "{\"status\":\"CONFIRMED\",\"enabled\":false,\"email_verified\":true,\"groups\":[\"b\",\"a\"]}");
            JsonNode user = pool.user(EMAIL);
            assertThat(user.path("status").asText()).isEqualTo("CONFIRMED");
            assertThat(user.path("enabled").asBoolean()).isFalse();
            assertThat(user.path("email_verified").asBoolean()).isTrue();
            assertThat(user.path("groups").toString()).isEqualTo("[\"a\",\"b\"]");
        }
    }

    @Nested
    class Clients {

        @Test
        void unknownClientIsMade() {
            pool.patchClient("another", "{\"rotation\":true}");
            AuthenticationResultType tokens = pool.cognito
                    .initiateAuth(r -> r.clientId("another")
                            .authFlow("USER_PASSWORD_AUTH")
                            .authParameters(Map.of("USERNAME", "demo@example.com", "PASSWORD", "demo-Passw0rd!")))
                    .authenticationResult();
            assertThat(Pool.claims(tokens.accessToken()).path("client_id").asText())
                    .isEqualTo("another");
        }

        @Test
        void secretCanBeTakenAway() {
            pool.patchClient(pool.clientId, "{\"secret\":null}");
            refused(() -> pool.signIn("demo@example.com", "demo-Passw0rd!"), "NotAuthorizedException");
        }

        @Test
        void concealmentCanBeSwitchedOff() {
            pool.patchClient(pool.clientId, "{\"prevent_user_existence_errors\":false}");
            refused(() -> pool.signIn("nobody@example.com", Pool.PASSWORD), "UserNotFoundException");
        }
    }

    @Nested
    class Reset {

        @Test
        void everythingIsAsAtTheStart() {
            pool.signUp(EMAIL);
            pool.patchUser("demo@example.com", "{\"enabled\":false}");
            pool.patchPool("{\"password_policy\":{\"minimum_length\":30}}");
            pool.patchClient(pool.clientId, "{\"secret\":null}");
            pool.fault("{\"operation\":\"*\",\"kind\":\"drop\"}");
            pool.advance(1_000_000);
            pool.post("/control/reset", "{}");
            assertThat(pool.send("GET", "/control/users?email=" + EMAIL, null).statusCode())
                    .isEqualTo(404);
            assertThat(pool.get("/outbox")).isEmpty();
            assertThat(pool.get("/control/calls")).isEmpty();
            String token = pool.signIn("demo@example.com", "demo-Passw0rd!").accessToken();
            assertThat(Instant.ofEpochSecond(Pool.claims(token).path("iat").asLong()))
                    .isBefore(Clock.systemUTC().instant().plusSeconds(60));
            assertThat(pool.signUp(EMAIL).userSub()).isNotBlank();
        }

        @Test
        void keysStay() {
            String before = pool.get("/" + pool.id + "/.well-known/jwks.json").toString();
            pool.post("/control/reset", "{}");
            assertThat(pool.get("/" + pool.id + "/.well-known/jwks.json")).hasToString(before);
        }

        @Test
        void oldTokensAreStrangers() {
            String token = pool.signIn("demo@example.com", "demo-Passw0rd!").accessToken();
            pool.post("/control/reset", "{}");
            refused(() -> pool.cognito.getUser(r -> r.accessToken(token)), "UserNotFoundException");
        }
    }

    @Test
    void clockGoesBackToRealTime() {
        pool.advance(3600);
        String later = pool.signIn("demo@example.com", "demo-Passw0rd!").accessToken();
        assertThat(pool.send("DELETE", "/control/clock", null).statusCode()).isEqualTo(204);
        String now = pool.signIn("demo@example.com", "demo-Passw0rd!").accessToken();
        assertThat(Pool.claims(later).path("iat").asLong()
                        - Pool.claims(now).path("iat").asLong())
                .isBetween(3590L, 3600L);
    }

    @Test
    void callsAreCountedAndForgotten() {
        pool.signUp(EMAIL);
        assertThat(pool.get("/control/calls").toString()).isEqualTo("{\"SignUp\":1}");
        assertThat(pool.send("DELETE", "/control/calls", null).statusCode()).isEqualTo(204);
        assertThat(pool.get("/control/calls")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "POST   | /control/faults                       | {'operation':'SignUp','kind':'explode'}",
                "POST   | /control/faults                       | {'kind':'drop'}",
                "POST   | /control/faults                       | {'operation':'SignUp','kind':'drop','times':0}",
                "POST   | /control/faults                       | {'operation':'SignUp','kind':'status','status':99}",
                "POST   | /control/clock                        | {'advance_seconds':'soon'}",
                "POST   | /control/clock                        | nonsense",
                "POST   | /control/tokens                       | {'sign_with':'access'}",
                "POST   | /control/tokens                       | {'sign_with':'blood','claims':{}}",
                "POST   | /control/keys/rotate                  | {'keep_old':'yes'}",
                "PATCH  | /control/pool                         | {'password_policy':{'minimum_length':3}}",
                "PATCH  | /control/pool                         | {'limits_enabled':1}",
                "PATCH  | /control/users?email=demo@example.com | {'status':'HAPPY'}",
                "PATCH  | /control/clients/no-dashes            | {}",
                "PATCH  | /control/clients/gatehousepublic      | {'access_token_minutes':'many'}"
            })
    void mistakesAreExplained(String method, String path, String body) {
        HttpResponse<String> answer = pool.send(method.strip(), path.strip(), body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Pool.parse(answer.body()).path("error").asText()).isNotBlank();
    }

    @Test
    void unknownControlIsA404() {
        for (String path : List.of("/control/", "/control/weather", "/control/clients/x")) {
            assertThat(pool.send("GET", path, null).statusCode()).isEqualTo(404);
        }
    }
}
