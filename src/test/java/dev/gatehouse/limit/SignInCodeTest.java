package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Codes for signing in without a password: how many are sent, and how many may be guessed. */
@QuarkusTest
@WithTestResource(LimitedPool.class)
class SignInCodeTest {
    private static final int REQUESTS = 10;

    @AfterEach
    void poolOfToday() {
        Pool.reset();
    }

    @Test
    void noMoreAreSentThanTheLimit() {
        String email = LimitedRequest.member();
        int before = Pool.mailsTo(email);
        answers(email);

        assertThat(Pool.mailsTo(email) - before).isEqualTo(LimitedPool.PER_ACCOUNT);
    }

    @Test
    void oneTooManyIsAnsweredWithTheTimeToWait() {
        String email = LimitedRequest.member();
        for (int i = 0; i < LimitedPool.PER_ACCOUNT; i++) {
            begin(email).then().statusCode(200);
        }

        Response refused = begin(email);
        refused.then().statusCode(429).body("code", equalTo("rate_limited"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void addressWithoutAnAccountIsLimitedAlike() {
        assertThat(answers(Api.someone())).isEqualTo(answers(LimitedRequest.member()));
    }

    @Test
    void areLimitedPerClientAddress() {
        String address = LimitedRequest.anAddress();
        for (int i = 0; i < LimitedPool.PER_ADDRESS; i++) {
            begin(address, Api.someone()).then().statusCode(200);
        }

        begin(address, Api.someone()).then().statusCode(429).body("code", equalTo("rate_limited"));
    }

    @Test
    void choiceOfATextMessageIsCountedToo() {
        String email = LimitedRequest.member();
        for (int i = 0; i < LimitedPool.PER_ACCOUNT; i++) {
            begin(email).then().statusCode(200);
        }
        Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp", "sms")));
        Pool.change(email, Map.of("phone_number", "+15550102", "totp_secret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        Map<String, Boolean> enabled = Map.of("Enabled", true, "PreferredMfa", false);
        Pool.call(
                "AdminSetUserMFAPreference",
                Map.of(
                        "UserPoolId",
                        "eu-west-1_gatehouse",
                        "Username",
                        email,
                        "SMSMfaSettings",
                        enabled,
                        "SoftwareTokenMfaSettings",
                        enabled));
        String token = LimitedRequest.signIn(email, Api.PASSWORD)
                .then()
                .body("challenge", equalTo("SELECT_MFA_TYPE"))
                .extract()
                .path("challenge_token");

        LimitedRequest.from(
                        LimitedRequest.anAddress(),
                        LimitedRequest.CHALLENGE.path,
                        Map.of("challenge_token", token, "answers", Map.of("choice", "SMS_MFA")))
                .then()
                .statusCode(429)
                .body("code", equalTo("rate_limited"));
    }

    @Test
    void wrongOnesAreCountedForTheAccount() {
        assertThat(guesses(LimitedRequest.member()))
                .containsExactly("400 invalid_code", "400 invalid_code", "400 invalid_code", "429 too_many_attempts");
    }

    @Test
    void wrongOnesAreCountedForAnAddressWithoutAnAccount() {
        assertThat(guesses(Api.someone())).isEqualTo(guesses(LimitedRequest.member()));
    }

    private static List<String> guesses(String email) {
        return Stream.of(token(email), token(email))
                .flatMap(token -> Stream.of(guess(token), guess(token)))
                .map(answer -> answer.statusCode() + " " + answer.jsonPath().getString("code"))
                .toList();
    }

    private static String token(String email) {
        return begin(email).then().statusCode(200).extract().path("challenge_token");
    }

    private static Response guess(String token) {
        return LimitedRequest.from(
                LimitedRequest.anAddress(),
                LimitedRequest.CHALLENGE.path,
                Map.of("challenge_token", token, "answers", Map.of("code", "00000000")));
    }

    private static List<String> answers(String email) {
        return Stream.generate(() -> begin(email))
                .limit(REQUESTS)
                .map(answer -> answer.statusCode() + " " + answer.jsonPath().getString("code") + " "
                        + answer.header("RateLimit-Policy"))
                .toList();
    }

    private static Response begin(String email) {
        return begin(LimitedRequest.anAddress(), email);
    }

    private static Response begin(String address, String email) {
        return LimitedRequest.from(address, LimitedRequest.SIGN_IN.path, Map.of("email", email, "method", "email_otp"));
    }
}
