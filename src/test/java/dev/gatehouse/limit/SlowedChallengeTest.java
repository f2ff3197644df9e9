package dev.gatehouse.limit;

import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Guesses at what is asked for after the password. */
@QuarkusTest
@WithTestResource(LimitedPool.class)
class SlowedChallengeTest {
    private static final String TEMPORARY = "temporary-password-1";

    private final String email = Api.someone();

    @BeforeEach
    void invited() {
        Pool.call(
                "AdminCreateUser",
                Map.of("UserPoolId", "eu-west-1_gatehouse", "Username", email, "TemporaryPassword", TEMPORARY));
    }

    @AfterEach
    void healed() {
        Pool.healed();
    }

    @Nested
    class WrongAnswers {
        @Test
        void areCountedAcrossChallenges() {
            wrongAnswers(3);

            answer(challenge()).then().statusCode(429).body("code", equalTo("too_many_attempts"));
        }

        @Test
        void areAnsweredWithTheTimeToWait() {
            wrongAnswers(3);

            answer(challenge()).then().header("Retry-After", "1");
        }

        @Test
        void areCountedForTheAccountHoweverItsAddressIsWritten() {
            wrongAnswers(3);
            String challenge = challengeOf(email.toUpperCase(java.util.Locale.ROOT));

            answer(challenge).then().statusCode(429);
        }

        @Test
        void areNotForgottenWhenThePasswordIsRight() {
            wrongAnswers(2);
            challenge();
            wrongAnswers(1);

            answer(challenge()).then().statusCode(429);
        }

        @Test
        void areForgottenWhenTheSignInIsComplete() {
            wrongAnswers(2);
            answer(challenge()).then().statusCode(200).body("status", equalTo("signed_in"));
            Pool.change(email, Map.of("status", "FORCE_CHANGE_PASSWORD"));
            wrongAnswersTo(Api.PASSWORD, 2);

            answer(challenge(Api.PASSWORD)).then().statusCode(200);
        }

        @Test
        void areNotForgottenByASignInWithThePasswordAlone() {
            wrongAnswers(3);
            Pool.change(email, Map.of("status", "CONFIRMED"));
            LimitedRequest.signIn(email, TEMPORARY).then().statusCode(200).body("status", equalTo("signed_in"));
            Pool.change(email, Map.of("status", "FORCE_CHANGE_PASSWORD"));

            answer(challenge()).then().statusCode(429);
        }

        @Test
        void areForgottenWithANewPassword() {
            String member = LimitedRequest.member();
            Pool.change(member, Map.of("status", "FORCE_CHANGE_PASSWORD"));
            for (int i = 0; i < 3; i++) {
                wrongAnswer(challengeOf(member, Api.PASSWORD)).then().statusCode(400);
            }
            Pool.change(member, Map.of("status", "CONFIRMED"));
            LimitedRequest.FORGOT
                    .from(LimitedRequest.anAddress(), member)
                    .then()
                    .statusCode(202);
            Map<String, String> reset =
                    Map.of("email", member, "code", Pool.codeFor(member), "new_password", Api.OTHER_PASSWORD);
            LimitedRequest.from(LimitedRequest.anAddress(), LimitedRequest.RESET.path, reset)
                    .then()
                    .statusCode(204);
            Pool.change(member, Map.of("status", "FORCE_CHANGE_PASSWORD"));

            answer(challengeOf(member, Api.OTHER_PASSWORD)).then().statusCode(200);
        }

        @Test
        void doNotCountWhileCognitoIsOut() {
            Pool.fault(Map.of("operation", "RespondToAuthChallenge", "kind", "status", "status", 500, "times", 3));
            for (int i = 0; i < 3; i++) {
                answer(challenge()).then().statusCode(503);
            }

            answer(challenge()).then().statusCode(200);
        }
    }

    @Nested
    class WrongPasswords {
        @Test
        void areNotForgottenWhileAChallengeIsUnanswered() {
            LimitedRequest.signIn(email, "not-the-password").then().statusCode(401);
            LimitedRequest.signIn(email, "not-the-password").then().statusCode(401);
            challenge();
            LimitedRequest.signIn(email, "not-the-password").then().statusCode(401);

            LimitedRequest.signIn(email, TEMPORARY).then().statusCode(429).body("code", equalTo("too_many_attempts"));
        }

        @Test
        void areForgottenWhenTheLastChallengeIsAnswered() {
            LimitedRequest.signIn(email, "not-the-password");
            LimitedRequest.signIn(email, "not-the-password");
            answer(challenge()).then().statusCode(200);
            LimitedRequest.signIn(email, "not-the-password").then().statusCode(401);

            LimitedRequest.signIn(email, Api.PASSWORD).then().statusCode(200);
        }
    }

    private String challenge() {
        return challenge(TEMPORARY);
    }

    private String challenge(String password) {
        return challengeOf(email, password);
    }

    private static String challengeOf(String who) {
        return challengeOf(who, TEMPORARY);
    }

    private static String challengeOf(String who, String password) {
        return LimitedRequest.signIn(who, password)
                .then()
                .statusCode(200)
                .extract()
                .path("challenge_token");
    }

    private void wrongAnswers(int times) {
        wrongAnswersTo(TEMPORARY, times);
    }

    private void wrongAnswersTo(String password, int times) {
        for (int i = 0; i < times; i++) {
            wrongAnswer(challenge(password)).then().statusCode(400).body("code", equalTo("invalid_code"));
        }
    }

    /** What Cognito says of a wrong code. */
    private static Response wrongAnswer(String challenge) {
        Pool.fault(Map.of(
                "operation", "RespondToAuthChallenge", "kind", "error", "error", "CodeMismatchException", "times", 1));
        return answer(challenge);
    }

    private static Response answer(String challenge) {
        return LimitedRequest.from(
                LimitedRequest.anAddress(),
                LimitedRequest.CHALLENGE.path,
                Map.of("challenge_token", challenge, "answers", Map.of("new_password", Api.PASSWORD)));
    }
}
