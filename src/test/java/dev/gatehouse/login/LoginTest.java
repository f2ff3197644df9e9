package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class LoginTest {
    private static final String CONCEALED = "invalid_credentials";

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @Nested
    class WithThePassword {
        @Test
        void returnsTokensThatVerify() {
            JsonPath tokens = Api.signedIn(Api.member());

            Api.me(tokens.getString("access_token")).then().statusCode(200);
        }

        @Test
        void answersInTheNamesOfRfc6749() {
            Api.login(Api.member(), Api.PASSWORD)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("signed_in"))
                    .body("token_type", equalTo("Bearer"))
                    .body("expires_in", equalTo(3600))
                    .body("access_token", notNullValue())
                    .body("id_token", notNullValue())
                    .body("refresh_token", notNullValue());
        }

        @Test
        void isNeverCached() {
            Api.login(Api.member(), Api.PASSWORD).then().header("Cache-Control", "no-store");
        }

        @Test
        void emailIsNotCaseSensitive() {
            String email = Api.member();

            Api.login(email.toUpperCase(java.util.Locale.ROOT), Api.PASSWORD)
                    .then()
                    .statusCode(200);
        }
    }

    @Nested
    class Refused {
        @Test
        void wrongPasswordIsRefused() {
            Api.login(Api.member(), "wrong-password-entirely")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo(CONCEALED))
                    .header("WWW-Authenticate", equalTo("Bearer realm=\"gatehouse\""));
        }

        @Test
        void unknownAccountIsRefusedAsAWrongPasswordIs() {
            assertRefusedAlike(Api.login(Api.someone(), Api.PASSWORD));
        }

        @Test
        void unverifiedUserCannotSignInAndIsRefusedAsAWrongPasswordIs() {
            String email = Api.someone();
            Api.register(email);

            assertRefusedAlike(Api.login(email, Api.PASSWORD));
        }

        @Test
        void userWhosePasswordWasResetIsRefusedAsAWrongPasswordIs() {
            String email = Api.member();
            Pool.change(email, Map.of("status", "RESET_REQUIRED"));

            assertRefusedAlike(Api.login(email, Api.PASSWORD));
        }

        @Test
        void disabledUserIsRefusedAsAWrongPasswordIs() {
            String email = Api.member();
            Pool.change(email, Map.of("enabled", false));

            assertRefusedAlike(Api.login(email, Api.PASSWORD));
        }

        @Test
        void lockedOutUserIsRefusedAsAWrongPasswordIs() {
            String email = Api.member();
            for (int i = 0; i < 6; i++) {
                Api.login(email, "wrong-password-entirely");
            }
            assertRefusedAlike(Api.login(email, Api.PASSWORD));
        }

        private void assertRefusedAlike(Response response) {
            Response wrong = Api.login(Api.member(), "wrong-password-entirely");
            assertThat(withoutId(response)).isEqualTo(withoutId(wrong));
            assertThat(response.headers().asList().stream().map(h -> h.getName()))
                    .isEqualTo(wrong.headers().asList().stream()
                            .map(h -> h.getName())
                            .toList());
        }

        private Map<String, Object> withoutId(Response response) {
            Map<String, Object> body = new HashMap<>(response.jsonPath().getMap(""));
            body.remove("request_id");
            return body;
        }
    }

    @Nested
    class InSeveralSteps {
        private static final String TEMPORARY = "temporary-password-1";

        private final String email = Api.someone();

        @BeforeEach
        void invited() {
            Pool.call(
                    "AdminCreateUser",
                    Map.of(
                            "UserPoolId", "eu-west-1_gatehouse",
                            "Username", email,
                            "TemporaryPassword", TEMPORARY));
        }

        @Test
        void temporaryPasswordIsAnsweredWithAChallenge() {
            Api.login(email, TEMPORARY)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("challenge"))
                    .body("challenge", equalTo("NEW_PASSWORD_REQUIRED"))
                    .body("challenge_token", notNullValue())
                    .body("expires_in", equalTo(180))
                    .body("parameters", notNullValue())
                    .body("parameters.USER_ID_FOR_SRP", equalTo(null));
        }

        @Test
        void newPasswordCompletesTheSignIn() {
            answer(challengeToken(), Map.of("new_password", Api.PASSWORD))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("signed_in"))
                    .body("refresh_token", notNullValue());
        }

        @Test
        void newPasswordIsThePasswordFromThenOn() {
            answer(challengeToken(), Map.of("new_password", Api.PASSWORD));

            Api.login(email, Api.PASSWORD).then().statusCode(200).body("status", equalTo("signed_in"));
        }

        @Test
        void weakNewPasswordIsRefusedWithTheRuleThatItBreaks() {
            answer(challengeToken(), Map.of("new_password", "short"))
                    .then()
                    .statusCode(422)
                    .body("errors[0].field", equalTo("answers.new_password"))
                    .body("errors[0].message", equalTo("is too short"));
        }

        @Test
        void missingAnswerIsNamed() {
            answer(challengeToken(), Map.of("name", "Jo"))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("answers.new_password"));
        }

        @Test
        void challengeTokenTellsNothing() {
            String token = challengeToken();
            String readable = new String(
                    java.util.Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
                    java.nio.charset.StandardCharsets.UTF_8);

            assertThat(token.split("\\.", -1)).hasSize(5);
            assertThat(readable).isEqualTo("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}");
        }

        @Test
        void tamperedChallengeTokenIsRefused() {
            String token = challengeToken();
            String tampered = token.substring(0, token.length() - 4) + "AAAA";

            answer(tampered, Map.of("new_password", Api.PASSWORD))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_challenge"));
        }

        @Test
        void challengeDiesWithCognitosSession() {
            String token = challengeToken();
            Pool.advance(181);

            answer(token, Map.of("new_password", Api.PASSWORD))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_challenge"));
        }

        @Test
        void challengeIsAnsweredOnce() {
            String token = challengeToken();
            answer(token, Map.of("new_password", Api.PASSWORD)).then().statusCode(200);

            answer(token, Map.of("new_password", Api.OTHER_PASSWORD)).then().statusCode(not(200));
        }

        private String challengeToken() {
            return Api.login(email, TEMPORARY).jsonPath().getString("challenge_token");
        }

        private Response answer(String token, Map<String, String> answers) {
            return Api.post("/auth/challenge", Map.of("challenge_token", token, "answers", answers));
        }
    }
}
