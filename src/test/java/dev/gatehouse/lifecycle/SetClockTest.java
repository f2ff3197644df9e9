package dev.gatehouse.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the machine is set forward or back by an hour while the service runs. */
@Tag("proof")
@QuarkusTest
@WithTestResource(SetClockTest.LimitedPool.class)
@TestProfile(SetClockTest.OwnClock.class)
class SetClockTest {
    private static final String BACK = "PT-1H";
    private static final String FORWARD = "PT1H";

    public static class OwnClock implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SetClock.class);
        }
    }

    /** Limits that are soon reached, and soon over. */
    public static class LimitedPool extends PoolResource {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            settings.put("gatehouse.limit.enabled", "true");
            for (String limit : new String[] {"sign-in", "register", "verify", "forgot", "refresh"}) {
                settings.put("gatehouse.limit." + limit + ".per-address", "10000/1m");
                settings.put("gatehouse.limit." + limit + ".per-account", "1000/1m");
            }
            settings.put("gatehouse.limit.resend.per-address", "2/2s");
            settings.put("gatehouse.cognito.quota.user-account-recovery", "2");
            return settings;
        }
    }

    @BeforeEach
    void fresh() {
        Pool.reset();
    }

    @AfterEach
    void setRight() {
        SetClock.setOff(Duration.ZERO);
    }

    /** By a clock that is behind, a token is not valid yet; by one that is ahead, it may have expired. */
    @ParameterizedTest
    @ValueSource(strings = {BACK, FORWARD, "PT2H"})
    void tokenIsJudgedByTheClockAndCountsAgainWhenItIsRight(Duration by) {
        String token = Api.signedIn(Api.member()).getString("access_token");
        SetClock.setOff(by);
        assertThat(Api.me(token).statusCode()).isEqualTo(by.equals(Duration.ofHours(1)) ? 200 : 401);
        SetClock.setOff(Duration.ZERO);
        assertThat(Api.me(token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, FORWARD})
    void tokenThatWasSignedOutIsRefusedWhateverTheClock(Duration by) {
        JsonPath tokens = Api.signedIn(Api.member());
        SetClock.setOff(by);
        Api.post("/auth/logout", Map.of("refresh_token", tokens.getString("refresh_token")));
        Api.judged(tokens.getString("access_token")).then().statusCode(401);
        SetClock.setOff(Duration.ZERO);
        Api.judged(tokens.getString("access_token")).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, FORWARD})
    void peopleSignInAndRefresh(Duration by) {
        String email = Api.member();
        SetClock.setOff(by);
        JsonPath tokens = Api.signedIn(email);
        Api.refresh(tokens.getString("refresh_token")).then().statusCode(200);
    }

    @Test
    void keyIsLearnedWhileTheClockIsBehind() {
        String email = Api.member();
        Pool.rotateKeys(true);
        Api.me(Api.signedIn(email).getString("access_token")).then().statusCode(200);
        SetClock.setOff(Duration.parse(BACK));
        Pool.rotateKeys(false);
        String token = Api.signedIn(email).getString("access_token");
        int before = Pool.calls("jwks");
        assertThat(comes(() -> {
                    Api.me(token);
                    return Pool.calls("jwks") > before;
                }))
                .isTrue();
        SetClock.setOff(Duration.ZERO);
        Api.me(token).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, FORWARD})
    void whoeverIsOverTheLimitMayAskAgain(Duration by) {
        Supplier<Response> resend = () -> Api.post("/auth/resend-code", Map.of("email", Api.someone()));
        assertThat(comes(() -> resend.get().statusCode() == 429)).isTrue();
        SetClock.setOff(by);
        assertThat(comes(() -> resend.get().statusCode() == 202)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, FORWARD})
    void whoeverFailedToSignInMayTryAgain(Duration by) {
        String email = Api.member();
        assertThat(comes(() -> Api.login(email, "not-the-password").statusCode() == 429))
                .isTrue();
        SetClock.setOff(by);
        assertThat(comes(() -> Api.login(email, Api.PASSWORD).statusCode() == 200))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, FORWARD})
    void budgetOfCallsToCognitoFillsAgain(Duration by) {
        Supplier<Response> forgot = () -> Api.post("/auth/forgot-password", Map.of("email", Api.someone()));
        assertThat(comes(() -> forgot.get().statusCode() == 503)).isTrue();
        SetClock.setOff(by);
        assertThat(comes(() -> forgot.get().statusCode() == 202)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, FORWARD})
    void healthIsThatOfARightClock(Duration by) {
        SetClock.setOff(by);
        JsonPath health =
                given().get("/health").then().statusCode(200).extract().jsonPath();
        assertThat(health.getDouble("uptime")).isBetween(0.0, 3000.0);
    }

    private static boolean comes(BooleanSupplier what) {
        Instant deadline = Instant.now().plusSeconds(20);
        boolean come = what.getAsBoolean();
        while (!come && Instant.now().isBefore(deadline)) {
            come = what.getAsBoolean();
        }
        return come;
    }
}
