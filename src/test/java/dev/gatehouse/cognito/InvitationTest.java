package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that an administrator made, whose temporary password was never replaced. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class InvitationTest {
    private static final String FORGOT = "/auth/forgot-password";
    private static final String RESEND = "/auth/resend-code";

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    /** Invited that long ago, with {@link Api#PASSWORD}. */
    private static String invited(Duration ago) {
        String email = Api.someone();
        Pool.advance(-ago.toSeconds());
        Pool.call(
                "AdminCreateUser",
                Map.of("UserPoolId", "eu-west-1_gatehouse", "Username", email, "TemporaryPassword", Api.PASSWORD));
        Pool.advance(ago.toSeconds());
        return email;
    }

    private static Response ask(String path, String email) {
        return Api.post(path, Map.of("email", email));
    }

    @Nested
    class WhichHasEnded {
        private String email;

        @BeforeEach
        void invitedEightDaysAgo() {
            email = invited(Duration.ofDays(8));
        }

        @ParameterizedTest
        @ValueSource(strings = {FORGOT, RESEND})
        void isMailedAgain(String path) {
            ask(path, email).then().statusCode(202);

            Pool.awaitMailsTo(email, 2);
        }

        @Test
        void signsInWithTheNewTemporaryPassword() {
            Api.login(email, Api.PASSWORD).then().statusCode(401);

            ask(FORGOT, email);
            Pool.awaitMailsTo(email, 2);

            Api.login(email, Pool.codeFor(email))
                    .then()
                    .statusCode(200)
                    .body("challenge", equalTo("NEW_PASSWORD_REQUIRED"));
        }

        @Test
        void isMailedOnceHoweverOftenItIsAskedFor() {
            ask(FORGOT, email);
            Pool.awaitMailsTo(email, 2);
            ask(RESEND, email);
            ask(FORGOT, email);
            settle();

            assertThat(Pool.mailsTo(email)).isEqualTo(2);
        }

        @Test
        void isNotMailedToADisabledAccount() {
            Pool.setClient("gatehouseclient", Map.of("prevent_user_existence_errors", false));
            Pool.advance(-Duration.ofDays(8).toSeconds());
            Pool.change(email, Map.of("enabled", false));
            Pool.advance(Duration.ofDays(8).toSeconds());
            ask(RESEND, email);
            settle();

            assertThat(Pool.mailsTo(email)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {FORGOT, RESEND})
        void isAnsweredAsAnUnknownAddressIs(String path) {
            assertThat(Api.look(ask(path, email))).isEqualTo(Api.look(ask(path, Api.someone())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FORGOT, RESEND})
    void invitationThatIsValidIsNotReplaced(String path) {
        String email = invited(Duration.ofDays(6));

        ask(path, email).then().statusCode(202);
        settle();

        Api.login(email, Api.PASSWORD).then().statusCode(200);
    }

    /** Waits for what the answers so far have started: the same for another account, which is known to come to a mail. */
    private static void settle() {
        String another = invited(Duration.ofDays(8));
        ask(RESEND, another);
        Pool.awaitMailsTo(another, 2);
    }
}
