package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Routes of callers with a bearer token: they count for the caller, wherever they come from and with whichever token. */
@QuarkusTest
@WithTestResource(LimitedPool.class)
class LimitedCallerTest {
    /** What a caller may ask, so that it leads to Cognito each time. */
    enum Route {
        LOGOUT("logout") {
            @Override
            Response ask(RequestSpecification caller) {
                return caller.body(Map.of("refresh_token", Api.someone())).post("/auth/logout");
            }
        },
        PASSWORD_CHANGE("password_change") {
            @Override
            Response ask(RequestSpecification caller) {
                return caller.body(Map.of("current_password", "wrong-one", "new_password", Api.OTHER_PASSWORD))
                        .post("/auth/change-password");
            }
        },
        PROFILE("profile") {
            @Override
            Response ask(RequestSpecification caller) {
                return caller.get("/auth/me");
            }
        },
        ADMIN("admin") {
            @Override
            Response ask(RequestSpecification caller) {
                return caller.post("/admin/users/nobody/logout");
            }
        };

        final String label;

        Route(String label) {
            this.label = label;
        }

        abstract Response ask(RequestSpecification caller);

        /** As one account, with the token of a new session each time. */
        Response from(String address, String email) {
            String token = LimitedRequest.signIn(email, Api.PASSWORD)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("access_token");
            return ask(Api.bearer(token).header("X-Forwarded-For", address));
        }
    }

    @Tag("proof") // each end of all sessions takes a second
    @ParameterizedTest
    @EnumSource(Route.class)
    void requestsOfOneCallerAreLimitedWhereverTheyComeFrom(Route route) {
        String email = administrator();
        for (int i = 0; i < LimitedPool.PER_ACCOUNT; i++) {
            route.from(LimitedRequest.anAddress(), email).then().statusCode(not(429));
        }

        route.from(LimitedRequest.anAddress(), email)
                .then()
                .statusCode(429)
                .body("code", equalTo("rate_limited"))
                .header("RateLimit", startsWith('"' + route.label + "_account\";r=0"));
    }

    @ParameterizedTest
    @EnumSource(value = Route.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
    void requestsOfOneAddressAreLimitedForAllCallersTogether(Route route) {
        String address = LimitedRequest.anAddress();
        for (int i = 0; i < LimitedPool.PER_ADDRESS; i++) {
            route.from(address, administrator()).then().statusCode(not(429));
        }

        route.from(address, administrator())
                .then()
                .statusCode(429)
                .header("RateLimit", startsWith('"' + route.label + "_address\";r=0"));
    }

    @Tag("proof") // each end of all sessions takes a second
    @Test
    void administrationIsLimitedForAllAdministratorsOfOneAddress() {
        requestsOfOneAddressAreLimitedForAllCallersTogether(Route.ADMIN);
    }

    @Test
    void profileThatIsKnownCountsForNothing() {
        String token =
                LimitedRequest.signIn(LimitedRequest.member(), Api.PASSWORD).path("access_token");
        int before = Pool.calls("GetUser");

        assertThat(Stream.generate(() -> Api.me(token).statusCode()).limit(2 * LimitedPool.PER_ADDRESS))
                .containsOnly(200);
        assertThat(Pool.calls("GetUser")).isEqualTo(before + 1);
    }

    @Test
    void signOutWithNothingToEndIsNotAuthenticated() {
        Api.json()
                .header("X-Forwarded-For", LimitedRequest.anAddress())
                .body("{}")
                .post("/auth/logout")
                .then()
                .statusCode(401);
    }

    private static String administrator() {
        String email = LimitedRequest.member();
        Pool.call(
                "AdminAddUserToGroup",
                Map.of("UserPoolId", "eu-west-1_gatehouse", "Username", email, "GroupName", "admin"));
        return email;
    }
}
