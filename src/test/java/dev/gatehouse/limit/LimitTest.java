package dev.gatehouse.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.support.Api;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(LimitedPool.class)
class LimitTest {

    @Nested
    class OneAddress {
        @ParameterizedTest
        @EnumSource(LimitedRequest.class)
        void requestOverTheLimitIsRefused(LimitedRequest request) {
            String address = LimitedRequest.anAddress();
            for (int i = 0; i < request.perAddress; i++) {
                request.from(address, Api.someone()).then().statusCode(not(429));
            }

            request.from(address, Api.someone()).then().statusCode(429).body("code", equalTo("rate_limited"));
        }

        @Test
        void otherLimitsAreNotUsedUp() {
            String address = LimitedRequest.anAddress();
            exhaust(LimitedRequest.FORGOT, address);

            LimitedRequest.RESEND.from(address, Api.someone()).then().statusCode(202);
        }

        @Test
        void otherAddressesAreNotRefused() {
            exhaust(LimitedRequest.FORGOT, LimitedRequest.anAddress());

            LimitedRequest.FORGOT
                    .from(LimitedRequest.anAddress(), Api.someone())
                    .then()
                    .statusCode(202);
        }

        @Test
        void ipv6NetworkIsOneAddress() {
            for (int i = 0; i < LimitedRequest.FORGOT.perAddress; i++) {
                LimitedRequest.FORGOT.from("2001:db8:0:1::" + i, Api.someone());
            }

            LimitedRequest.FORGOT
                    .from("2001:db8:0:1:ffff::1", Api.someone())
                    .then()
                    .statusCode(429);
        }

        @Test
        void whatAClientWritesInFrontOfItsAddressDoesNotHelp() {
            String address = LimitedRequest.anAddress();
            exhaust(LimitedRequest.FORGOT, address);

            LimitedRequest.FORGOT
                    .from("203.0.113.9, " + address, Api.someone())
                    .then()
                    .statusCode(429);
        }
    }

    @Nested
    class OneAccount {
        @ParameterizedTest
        @EnumSource(LimitedRequest.class)
        void requestOverTheLimitIsRefusedWhereverItComesFrom(LimitedRequest request) {
            String who = request == LimitedRequest.SIGN_IN ? LimitedRequest.member() : Api.someone();
            for (int i = 0; i < request.perAccount; i++) {
                request.from(LimitedRequest.anAddress(), who).then().statusCode(not(429));
            }

            request.from(LimitedRequest.anAddress(), who).then().statusCode(429).body("code", equalTo("rate_limited"));
        }

        @Test
        void itsSpellingDoesNotMatter() {
            String who = Api.someone();
            for (int i = 0; i < LimitedRequest.FORGOT.perAccount; i++) {
                LimitedRequest.FORGOT.from(LimitedRequest.anAddress(), who);
            }

            LimitedRequest.FORGOT
                    .from(LimitedRequest.anAddress(), "P" + who.substring(1))
                    .then()
                    .statusCode(429);
        }
    }

    @Nested
    class Fields {
        @Test
        void refusalIsAProblemThatStatesWhenToTryAgain() {
            String address = LimitedRequest.anAddress();
            exhaust(LimitedRequest.FORGOT, address);

            // Five an hour: the next is due within twelve minutes.
            LimitedRequest.FORGOT
                    .from(address, Api.someone())
                    .then()
                    .contentType("application/problem+json")
                    .header("Retry-After", matchesPattern("7[01]\\d|720"))
                    .header("RateLimit", matchesPattern("\"forgot_address\";r=0;t=(7[01]\\d|720)"));
        }

        @Test
        void answerStatesWhatRemainsForTheAddress() {
            LimitedRequest.FORGOT
                    .from(LimitedRequest.anAddress(), Api.someone())
                    .then()
                    .statusCode(202)
                    .header("RateLimit", equalTo("\"forgot_address\";r=4;t=720"))
                    .header(
                            "RateLimit-Policy",
                            equalTo("\"forgot_address\";q=5;w=3600, \"forgot_account\";q=3;w=3600"));
        }

        @Test
        void whatRemainsForAnAccountIsNotTold() {
            String who = Api.someone();
            LimitedRequest.FORGOT.from(LimitedRequest.anAddress(), who);

            LimitedRequest.FORGOT
                    .from(LimitedRequest.anAddress(), who)
                    .then()
                    .header("RateLimit", equalTo("\"forgot_address\";r=4;t=720"));
        }

        @Test
        void routesWithoutALimitHaveNone() {
            assertThat(given().get("/health/live").headers().hasHeaderWithName("RateLimit"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(value = LimitedRequest.class, mode = EnumSource.Mode.EXCLUDE, names = "LOGOUT")
    void requestWithoutItsAccountIsMalformedAndNotCounted(LimitedRequest request) {
        String address = LimitedRequest.anAddress();
        for (int i = 0; i <= request.perAddress; i++) {
            LimitedRequest.from(address, request.path, Map.of())
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_input"));
        }
    }

    @Test
    void refusalsAreCounted() {
        String address = LimitedRequest.anAddress();
        exhaust(LimitedRequest.RESET, address);
        LimitedRequest.RESET.from(address, Api.someone()).then().statusCode(429);

        given().accept("text/plain")
                .get("/metrics")
                .then()
                .body(matchesPattern(
                        "(?s).*gatehouse_limit_refusals_total\\{limit=\"reset\",scope=\"address\",?} [1-9].*"));
    }

    private static void exhaust(LimitedRequest request, String address) {
        for (int i = 0; i < request.perAddress; i++) {
            request.from(address, Api.someone());
        }
    }
}
