package dev.gatehouse.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
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
        @EnumSource(Knock.class)
        void oneKnockTooManyIsRefused(Knock knock) {
            String address = Knock.anAddress();
            for (int i = 0; i < knock.perAddress; i++) {
                knock.from(address, Api.someone()).then().statusCode(not(429));
            }

            knock.from(address, Api.someone()).then().statusCode(429).body("code", equalTo("rate_limited"));
        }

        @Test
        void otherLimitsAreNotUsedUp() {
            String address = Knock.anAddress();
            exhaust(Knock.FORGOT, address);

            Knock.RESEND.from(address, Api.someone()).then().statusCode(202);
        }

        @Test
        void otherAddressesAreNotRefused() {
            exhaust(Knock.FORGOT, Knock.anAddress());

            Knock.FORGOT.from(Knock.anAddress(), Api.someone()).then().statusCode(202);
        }

        @Test
        void ipv6NetworkIsOneAddress() {
            for (int i = 0; i < Knock.FORGOT.perAddress; i++) {
                Knock.FORGOT.from("2001:db8:0:1::" + i, Api.someone());
            }

            Knock.FORGOT.from("2001:db8:0:1:ffff::1", Api.someone()).then().statusCode(429);
        }

        @Test
        void whatAClientWritesInFrontOfItsAddressDoesNotHelp() {
            String address = Knock.anAddress();
            exhaust(Knock.FORGOT, address);

            Knock.FORGOT.from("203.0.113.9, " + address, Api.someone()).then().statusCode(429);
        }
    }

    @Nested
    class OneAccount {
        @ParameterizedTest
        @EnumSource(Knock.class)
        void oneKnockTooManyIsRefusedWhereverItComesFrom(Knock knock) {
            String who = knock == Knock.SIGN_IN ? Knock.member() : Api.someone();
            for (int i = 0; i < knock.perAccount; i++) {
                knock.from(Knock.anAddress(), who).then().statusCode(not(429));
            }

            knock.from(Knock.anAddress(), who).then().statusCode(429).body("code", equalTo("rate_limited"));
        }

        @Test
        void itsSpellingDoesNotMatter() {
            String who = Api.someone();
            for (int i = 0; i < Knock.FORGOT.perAccount; i++) {
                Knock.FORGOT.from(Knock.anAddress(), who);
            }

            Knock.FORGOT.from(Knock.anAddress(), "P" + who.substring(1)).then().statusCode(429);
        }
    }

    @Nested
    class Fields {
        @Test
        void refusalIsAProblemThatTellsWhenToComeBack() {
            String address = Knock.anAddress();
            exhaust(Knock.FORGOT, address);

            // Five an hour: the next is due within twelve minutes.
            Knock.FORGOT
                    .from(address, Api.someone())
                    .then()
                    .contentType("application/problem+json")
                    .header("Retry-After", matchesPattern("7[01]\\d|720"))
                    .header("RateLimit", matchesPattern("\"forgot_address\";r=0;t=(7[01]\\d|720)"));
        }

        @Test
        void answerTellsWhatRemainsForTheAddress() {
            Knock.FORGOT
                    .from(Knock.anAddress(), Api.someone())
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
            Knock.FORGOT.from(Knock.anAddress(), who);

            Knock.FORGOT
                    .from(Knock.anAddress(), who)
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
    @EnumSource(value = Knock.class, mode = EnumSource.Mode.EXCLUDE, names = "LOGOUT")
    void requestWithoutItsAccountIsMalformedAndNotCounted(Knock knock) {
        String address = Knock.anAddress();
        for (int i = 0; i <= knock.perAddress; i++) {
            Knock.from(address, knock.path, Map.of()).then().statusCode(400).body("code", equalTo("invalid_input"));
        }
    }

    @Test
    void refusalsAreCounted() {
        String address = Knock.anAddress();
        exhaust(Knock.RESET, address);
        Knock.RESET.from(address, Api.someone()).then().statusCode(429);

        given().accept("text/plain")
                .get("/metrics")
                .then()
                .body(containsString("gatehouse_limit_refusals_total{limit=\"reset\",scope=\"address\""));
    }

    private static void exhaust(Knock knock, String address) {
        for (int i = 0; i < knock.perAddress; i++) {
            knock.from(address, Api.someone());
        }
    }
}
