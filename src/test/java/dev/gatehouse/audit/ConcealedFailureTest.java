package dev.gatehouse.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers are told was done, and was not: operators see that. In this JVM only: a packaged log is a file's. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class ConcealedFailureTest {
    @AfterEach
    void healed() {
        Pool.healed();
        Pool.reset();
    }

    @Test
    void registrationOfATakenAddressIsAFailure() {
        String member = Api.member();
        assertFailure(202, "registration failure (email_taken)", () -> Api.register(member));
    }

    @Test
    void registrationThatNoCodeCouldBeSentForIsAFailure() {
        refuse("SignUp", "CodeDeliveryFailureException");
        assertFailure(202, "registration failure (code_not_sent)", () -> Api.register(Api.someone()));
    }

    @Test
    void codeForAnUnknownAddressIsAFailureIfCognitoSaysSo() {
        refuse("ResendConfirmationCode", "UserNotFoundException");
        assertFailure(
                202,
                "email_verification_request failure (user_unknown)",
                () -> Api.post("/auth/resend-code", Map.of("email", Api.someone())));
    }

    @Test
    void codeForAVerifiedAddressIsAFailure() {
        String member = Api.member();
        assertFailure(
                202,
                "email_verification_request failure (invalid_input)",
                () -> Api.post("/auth/resend-code", Map.of("email", member)));
    }

    @Test
    void forgottenPasswordOfAnAddressThatCannotBeMailedIsAFailure() {
        String unverified = Api.someone();
        Api.register(unverified);
        assertFailure(
                202,
                "password_reset_request failure (invalid_input)",
                () -> Api.post("/auth/forgot-password", Map.of("email", unverified)));
    }

    @Test
    void forgottenPasswordOfAnAccountWithCodesByEmailAsItsFactorIsAFailure() {
        String member = withCodesByEmail();
        assertFailure(
                202,
                "password_reset_request failure (invalid_input)",
                () -> Api.post("/auth/forgot-password", Map.of("email", member)));
    }

    @Test
    void accountWithCodesByEmailAsItsFactorIsMailedNoOther() {
        String member = withCodesByEmail();
        int before = Pool.mailsTo(member);
        Api.post("/auth/forgot-password", Map.of("email", member)).then().statusCode(202);

        assertThat(Pool.mailsTo(member)).isEqualTo(before);
    }

    private static String withCodesByEmail() {
        String member = Api.member();
        Pool.set(Map.of(
                "recovery",
                List.of("verified_email", "verified_phone_number"),
                "mfa",
                "OPTIONAL",
                "mfa_methods",
                List.of("email")));
        Pool.call(
                "AdminSetUserMFAPreference",
                Map.of(
                        "UserPoolId",
                        "eu-west-1_gatehouse",
                        "Username",
                        member,
                        "EmailMfaSettings",
                        Map.of("Enabled", true, "PreferredMfa", true)));
        return member;
    }

    @Test
    void forgottenPasswordOfAnUnknownAddressIsAFailureIfCognitoSaysSo() {
        refuse("ForgotPassword", "UserNotFoundException");
        assertFailure(
                202,
                "password_reset_request failure (user_unknown)",
                () -> Api.post("/auth/forgot-password", Map.of("email", Api.someone())));
    }

    @Test
    void tooManyCodesForOneAddressAreALockOut() {
        refuse("ForgotPassword", "LimitExceededException");
        assertFailure(
                202,
                "lock_out failure (too_many_attempts)",
                () -> Api.post("/auth/forgot-password", Map.of("email", Api.someone())));
    }

    @Test
    void codeToSignInForAnUnverifiedAddressIsAFailure() {
        String unverified = Api.someone();
        Api.register(unverified);
        assertFailure(
                200,
                "sign_in failure (email_not_verified)",
                () -> Api.post("/auth/login", Map.of("email", unverified, "method", "email_otp")));
    }

    @Test
    void signOutWithAnInventedTokenIsAFailure() {
        assertFailure(
                204,
                "sign_out failure (refresh_token_refused)",
                () -> Api.post("/auth/logout", Map.of("refresh_token", "invented")));
    }

    @Test
    void isCountedAsAFailure() {
        double before = refusedSignOuts();
        Api.post("/auth/logout", Map.of("refresh_token", "invented"));

        assertThat(refusedSignOuts()).isEqualTo(before + 1);
    }

    @Test
    void nextRequestIsNotTakenForOne() {
        Api.post("/auth/logout", Map.of("refresh_token", "invented"));
        String email = Api.someone();

        assertThat(Log.of("audit", () -> Api.register(email))).containsExactly("INFO registration success");
    }

    private static void assertFailure(int status, String line, Supplier<Response> request) {
        assertThat(Log.of("audit", () -> request.get().then().statusCode(status)))
                .containsExactly("INFO " + line);
    }

    private static void refuse(String operation, String error) {
        Pool.fault(Map.of("operation", operation, "kind", "error", "error", error, "times", 1));
    }

    private static double refusedSignOuts() {
        String series =
                "gatehouse_auth_events_total{event=\"sign_out\",outcome=\"failure\",reason=\"refresh_token_refused\"";
        return given().accept("text/plain")
                .get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
