package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LimitedPool.class)
class SlowedSignInTest {
    private static final String WRONG = "not-the-password";

    @AfterEach
    void healed() {
        Pool.healed();
    }

    @Test
    void attemptAfterThreeFailuresIsToldToWaitASecond() {
        String email = LimitedRequest.member();
        fail(email, 3);

        LimitedRequest.signIn(email, Api.PASSWORD)
                .then()
                .statusCode(429)
                .body("code", equalTo("too_many_attempts"))
                .header("Retry-After", "1");
    }

    @Test
    void slowedAttemptNeverReachesCognito() {
        String email = LimitedRequest.member();
        fail(email, 3);
        int before = Pool.calls("InitiateAuth");
        LimitedRequest.signIn(email, Api.PASSWORD);

        assertThat(Pool.calls("InitiateAuth")).isEqualTo(before);
    }

    @Test
    void accountThatDoesNotExistIsSlowedAlike() {
        assertThat(answersTo(Api.someone())).isEqualTo(answersTo(LimitedRequest.member()));
    }

    @Test
    void waitEndsForTheOwner() {
        String email = LimitedRequest.member();
        fail(email, 3);

        assertThat(afterTheWait(email, Api.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void furtherFailureDoublesTheWait() {
        String email = LimitedRequest.member();
        fail(email, 3);
        afterTheWait(email, WRONG);

        LimitedRequest.signIn(email, Api.PASSWORD).then().statusCode(429).header("Retry-After", "2");
    }

    @Test
    void successStartsOver() {
        String email = LimitedRequest.member();
        fail(email, 2);
        LimitedRequest.signIn(email, Api.PASSWORD).then().statusCode(200);
        fail(email, 2);

        LimitedRequest.signIn(email, WRONG).then().statusCode(401);
    }

    @Test
    void newPasswordStartsOver() {
        String email = LimitedRequest.member();
        fail(email, 3);
        LimitedRequest.FORGOT.from(LimitedRequest.anAddress(), email).then().statusCode(202);
        Map<String, String> reset =
                Map.of("email", email, "code", Pool.codeFor(email), "new_password", Api.OTHER_PASSWORD);
        LimitedRequest.from(LimitedRequest.anAddress(), LimitedRequest.RESET.path, reset)
                .then()
                .statusCode(204);

        LimitedRequest.signIn(email, Api.OTHER_PASSWORD).then().statusCode(200);
    }

    @Test
    void outageOfCognitoDoesNotCount() {
        String email = LimitedRequest.member();
        Pool.fault(Map.of("operation", "InitiateAuth", "kind", "status", "status", 500));
        for (int i = 0; i < 3; i++) {
            LimitedRequest.signIn(email, Api.PASSWORD).then().statusCode(503);
        }
        Pool.healed();

        LimitedRequest.signIn(email, Api.PASSWORD).then().statusCode(200);
    }

    @Test
    void refusedAttemptsDoNotUseUpWhatTheOwnerMayTry() {
        String email = LimitedRequest.member();
        fail(email, 3);
        for (int i = 0; i < 2 * LimitedPool.SIGN_INS_PER_ACCOUNT; i++) {
            LimitedRequest.signIn(email, WRONG);
        }

        assertThat(afterTheWait(email, Api.PASSWORD).statusCode()).isEqualTo(200);
    }

    private static List<String> answersTo(String email) {
        return Stream.generate(() -> LimitedRequest.signIn(email, WRONG))
                .limit(4)
                .map(answer -> answer.statusCode() + " " + answer.jsonPath().getString("code") + " "
                        + answer.header("Retry-After") + " " + answer.header("RateLimit"))
                .toList();
    }

    private static void fail(String email, int times) {
        for (int i = 0; i < times; i++) {
            LimitedRequest.signIn(email, WRONG).then().statusCode(401);
        }
    }

    private static Response afterTheWait(String email, String password) {
        Instant deadline = Instant.now().plusSeconds(30);
        Response answer = LimitedRequest.signIn(email, password);
        while (answer.statusCode() == 429 && Instant.now().isBefore(deadline)) {
            answer = LimitedRequest.signIn(email, password);
        }
        return answer;
    }
}
