package dev.gatehouse.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.event.TestReceiver.Received;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.AuthenticatorApp;
import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What requests of people and administrators make the receiver know. */
@QuarkusTest
@WithTestResource(EventsPool.class)
class EventsTest {
    private static final String CLIENT = "gatehouseclient";

    private TestReceiver receiver;

    @BeforeEach
    void start() {
        Pool.reset();
        receiver = EventsPool.receiver();
    }

    @AfterEach
    void stop() {
        receiver.finish();
        Pool.healed();
        Pool.reset();
    }

    private static String idOf(String email) {
        return Pool.user(email).getString("username");
    }

    /** The one event since the last that the test waited for. */
    private JsonNode event(String type) {
        Received received = receiver.await(1).getFirst();
        receiver.forget();
        assertThat(received.isVerified(TestReceiver.SECRET, Instant.now())).isTrue();
        assertThat(received.type()).isEqualTo(type);
        return received.json();
    }

    private void assertEventOf(String type, String userId) {
        JsonNode event = event(type);
        assertThat(event.path("data").path("user_id").asText()).isEqualTo(userId);
        assertThat(event.path("subject").asText()).isEqualTo(userId);
    }

    /** A verified account, of whose events nothing is left. */
    private String member() {
        String email = Api.member();
        receiver.await(2);
        receiver.forget();
        return email;
    }

    private JsonPath signedIn(String email) {
        return signedIn(email, Api.PASSWORD);
    }

    private JsonPath signedIn(String email, String password) {
        JsonPath session = Api.signedIn(email, password);
        receiver.await(1);
        receiver.forget();
        return session;
    }

    /** A later event is the only one. */
    private void assertNothingBefore() {
        Api.register(Api.someone()).then().statusCode(202);
        assertThat(receiver.await(1)).extracting(Received::type).containsExactly("user.registered");
    }

    @Nested
    class Registration {
        @Test
        void isTold() {
            String email = Api.someone();
            Api.register(email).then().statusCode(202);
            assertEventOf("user.registered", idOf(email));
        }

        @Test
        void hasTheIdOfTheRequestAndNoAddress() {
            String email = Api.someone();
            Api.json()
                    .header("X-Request-Id", "the-request")
                    .body(Map.of("email", email, "password", Api.PASSWORD))
                    .post("/auth/register")
                    .then()
                    .statusCode(202);
            JsonNode event = event("user.registered");
            assertThat(event.path("data").path("request_id").asText()).isEqualTo("the-request");
            assertThat(event.toString()).doesNotContain(email).doesNotContain("email");
        }

        @Test
        void fieldsOfATraceDoNotLeaveForTheReceiver() {
            Api.json()
                    .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .header("tracestate", "vendor=1")
                    .header("baggage", "person=1")
                    .body(Map.of("email", Api.someone(), "password", Api.PASSWORD))
                    .post("/auth/register")
                    .then()
                    .statusCode(202);
            assertThat(receiver.await(1).getFirst().headers())
                    .containsKey("webhook-id")
                    .doesNotContainKeys("traceparent", "tracestate", "baggage");
            receiver.forget();
        }

        @Test
        void ofATakenAddressIsNotTold() {
            String email = member();
            Api.register(email).then().statusCode(202);
            assertNothingBefore();
        }

        @Test
        void verificationIsTold() {
            String email = Api.someone();
            Api.register(email).then().statusCode(202);
            event("user.registered");
            Api.verify(email).then().statusCode(204);
            assertEventOf("user.verified", idOf(email));
        }

        @Test
        void verificationByTheRegistrationsTokenIsToldOfItsUser() {
            String email = Api.someone();
            String token = Api.register(email).path("registration_token");
            event("user.registered");
            Api.post("/auth/verify", Map.of("email", email, "code", Pool.codeFor(email), "registration_token", token))
                    .then()
                    .statusCode(204);
            assertEventOf("user.verified", idOf(email));
        }

        @Test
        void refusedCodeIsNotTold() {
            String email = Api.someone();
            Api.register(email).then().statusCode(202);
            event("user.registered");
            Api.post("/auth/verify", Map.of("email", email, "code", "000000"))
                    .then()
                    .statusCode(400);
            assertNothingBefore();
        }
    }

    @Nested
    class Sessions {
        @Test
        void signInIsTold() {
            String email = member();
            Api.signedIn(email);
            assertEventOf("session.started", idOf(email));
        }

        @Test
        void failedSignInIsNotTold() {
            String email = member();
            Api.login(email, "wrong-" + Api.PASSWORD).then().statusCode(401);
            assertNothingBefore();
        }

        @Test
        void refreshIsNotTold() {
            JsonPath session = signedIn(member());
            Api.refresh(session.getString("refresh_token")).then().statusCode(200);
            assertNothingBefore();
        }

        @Test
        void signOutIsTold() {
            String email = member();
            String token = signedIn(email).getString("access_token");
            Api.bearer(token).post("/auth/logout").then().statusCode(204);
            assertEventOf("session.ended", idOf(email));
        }

        @Test
        void administratorsSignOutIsToldOfTheOtherUser() {
            String email = member();
            String admin = Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");
            event("session.started");
            Api.bearer(admin)
                    .post("/admin/users/" + idOf(email) + "/logout")
                    .then()
                    .statusCode(204);
            assertEventOf("session.ended", idOf(email));
        }

        @Test
        void reuseOfARefreshTokenIsTold() {
            Pool.setClient(CLIENT, Map.of("rotation", true, "rotation_grace_seconds", 0));
            String token = signedIn(member()).getString("refresh_token");
            Api.refresh(token).then().statusCode(200);
            Api.refresh(token).then().statusCode(401);
            event("refresh_token.reused");
        }

        @Test
        void signOutByTheCookieIsToldWhileThePoolFails() {
            Jar browser = Jar.signedIn("demo@example.com", "demo-Passw0rd!");
            event("session.started");
            Pool.fault(Map.of("operation", "RevokeToken", "kind", "error", "error", "InternalErrorException"));

            browser.post("/auth/logout", Map.of()).then().statusCode(204);

            assertEventOf("session.ended", idOf("demo@example.com"));
        }

        @Test
        void reuseOfTheTokenInACookieIsToldOfItsUser() {
            Pool.setClient(CLIENT, Map.of("rotation", true, "rotation_grace_seconds", 0));
            Jar browser = Jar.signedIn("demo@example.com", "demo-Passw0rd!");
            event("session.started");
            Pool.refreshTokenWasUsed(0);
            browser.post("/auth/refresh", Map.of("session", "cookie"));
            assertEventOf("refresh_token.reused", idOf("demo@example.com"));
        }

        @Test
        void reuseThatIsNoticedOnTheWayIsToldOnceOfItsUser() {
            Pool.setClient(CLIENT, Map.of("rotation", true, "rotation_grace_seconds", 0, "access_token_minutes", 0));
            Jar browser = Jar.signedIn("demo@example.com", "demo-Passw0rd!");
            event("session.started");
            Pool.refreshTokenWasUsed(0);

            browser.get("/auth/me").then().statusCode(401);
            browser.get("/auth/me").then().statusCode(401);

            assertEventOf("refresh_token.reused", idOf("demo@example.com"));
            assertNothingBefore();
        }
    }

    @Nested
    class Invitation {
        private final String email = Api.someone();
        private String admin;

        @BeforeEach
        void signIn() {
            Pool.call("CreateGroup", Map.of("UserPoolId", "eu-west-1_gatehouse", "GroupName", "editors"));
            admin = signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");
        }

        private int invite() {
            return Api.bearer(admin)
                    .body(Map.of("email", email, "groups", List.of("editors")))
                    .post("/admin/users")
                    .statusCode();
        }

        @Test
        void isToldOfTheNewUser() {
            assertThat(invite()).isEqualTo(201);
            assertEventOf("user.registered", idOf(email));
        }

        @Test
        void thatIsIncompleteIsToldOnce() {
            Pool.fault(Map.of(
                    "operation", "AdminAddUserToGroup", "kind", "error", "error", "AccessDeniedException", "times", 1));
            assertThat(invite()).isEqualTo(503);
            assertEventOf("user.registered", idOf(email));

            assertThat(invite()).isEqualTo(201);
            String next = Api.someone();
            Api.register(next).then().statusCode(202);
            assertEventOf("user.registered", idOf(next));
        }
    }

    @Nested
    class RevocationByAService {
        private void revoke(String token) {
            given().auth()
                    .preemptive()
                    .basic(EventsPool.SERVICE, EventsPool.SERVICE_SECRET)
                    .formParam("token", token)
                    .post("/oauth2/revoke")
                    .then()
                    .statusCode(200);
        }

        @Test
        void ofAPersonsAccessTokenIsTold() {
            String email = member();
            revoke(signedIn(email).getString("access_token"));
            assertEventOf("session.ended", idOf(email));
        }

        @Test
        void ofAPersonsRefreshTokenIsTold() {
            String email = member();
            revoke(signedIn(email).getString("refresh_token"));
            assertEventOf("session.ended", idOf(email));
        }

        @Test
        void ofAMachinesTokenIsNotTold() {
            long now = Instant.now().getEpochSecond();
            revoke(Pool.mint(
                    "access",
                    Map.of(),
                    Map.of(
                            "sub",
                            EventsPool.MACHINE,
                            "iss",
                            Pool.issuer(),
                            "client_id",
                            EventsPool.MACHINE,
                            "token_use",
                            "access",
                            "auth_time",
                            now,
                            "iat",
                            now,
                            "exp",
                            now + 3600,
                            "jti",
                            UUID.randomUUID().toString())));
            assertNothingBefore();
        }

        @Test
        void ofAnUnknownTokenIsNotTold() {
            revoke("unknown");
            assertNothingBefore();
        }
    }

    @Nested
    class Passwords {
        @Test
        void changeIsTold() {
            String email = member();
            String token = signedIn(email).getString("access_token");
            Api.bearer(token)
                    .body(Map.of("current_password", Api.PASSWORD, "new_password", Api.OTHER_PASSWORD))
                    .post("/auth/change-password")
                    .then()
                    .statusCode(204);
            assertEventOf("password.changed", idOf(email));
        }

        @Test
        void resetIsToldOnceItIsDone() {
            String email = member();
            Api.post("/auth/forgot-password", Map.of("email", email)).then().statusCode(202);
            Api.post(
                            "/auth/reset-password",
                            Map.of("email", email, "code", Pool.codeFor(email), "new_password", Api.OTHER_PASSWORD))
                    .then()
                    .statusCode(204);
            assertEventOf("password.reset", idOf(email));
        }
    }

    @Nested
    class SecondFactors {
        @Test
        void enrollmentAndRemovalAreTold() {
            Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp")));
            String email = member();
            String token = signedIn(email).getString("access_token");
            String secret = Api.bearer(token).post("/auth/mfa/totp").path("secret");
            Api.bearer(token)
                    .body(Map.of("code", AuthenticatorApp.code(secret, 0)))
                    .post("/auth/mfa/totp/confirm")
                    .then()
                    .statusCode(204);
            assertEventOf("mfa.changed", idOf(email));
            Api.bearer(token).delete("/auth/mfa/totp").then().statusCode(204);
            assertEventOf("mfa.changed", idOf(email));
        }

        @Test
        void challengeIsNoSessionYetAndItsSetUpIsTold() {
            String email = member();
            Pool.set(Map.of("first_factors", List.of("PASSWORD"), "mfa", "ON", "mfa_methods", List.of("totp")));
            Response challenge = Api.login(email, Api.PASSWORD);
            String secret = challenge.path("parameters.secret");
            Api.post(
                            "/auth/challenge",
                            Map.of(
                                    "challenge_token", challenge.<String>path("challenge_token"),
                                    "answers", Map.of("code", AuthenticatorApp.code(secret, 0))))
                    .then()
                    .statusCode(200);
            assertThat(receiver.await(2))
                    .allSatisfy(received ->
                            assertThat(received.json().path("subject").asText()).isEqualTo(idOf(email)))
                    .extracting(Received::type)
                    .containsExactlyInAnyOrder("mfa.changed", "session.started");
        }
    }

    @Nested
    class SlowReceiver {
        @Test
        void delaysNoRequest() {
            receiver.answerAlways(receiver.hanging());
            long begun = System.nanoTime();
            for (int i = 0; i < 40; i++) {
                Api.login("demo@example.com", "demo-Passw0rd!").then().statusCode(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            receiver.close();
            receiver = EventsPool.receiver();
            receiver.await(40);
        }
    }

    @Test
    void metricsTellOfDeliveries() {
        Api.register(Api.someone()).then().statusCode(202);
        receiver.await(1);
        assertThat(given().accept("text/plain").get("/metrics").asString())
                .contains("gatehouse_event_delivered_total")
                .contains("gatehouse_event_failed_attempts_total")
                .contains("gatehouse_event_dropped_total 0.0")
                .contains("gatehouse_event_dead_letters_total 0.0")
                .contains("gatehouse_event_oldest_waiting_seconds");
    }

    @Test
    void failedDeliveryLeavesTheServiceHealthy() {
        receiver.answerAlways(500);
        Api.register(Api.someone()).then().statusCode(202);
        receiver.await(1);
        given().get("/health/ready").then().statusCode(200);
        receiver.answerAlways(200);
        receiver.await(receiver.received().size() + 1);
    }
}
