package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Cognito is told of the client, with {@code gatehouse.cognito.send-client-address} and {@code …-metadata}. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class ThreatProtectionTest {
    private static final String DEVICE = "eyJwYXlsb2FkIjoie30ifQ==";

    /** The operations that take it, and the requests that cause them. */
    private enum Step {
        SIGN_UP("SignUp", "/auth/register"),
        CONFIRM("ConfirmSignUp", "/auth/verify"),
        RESEND("ResendConfirmationCode", "/auth/resend-code"),
        SIGN_IN("InitiateAuth", "/auth/login"),
        CHALLENGE("RespondToAuthChallenge", "/auth/challenge"),
        FORGOT("ForgotPassword", "/auth/forgot-password"),
        RESET("ConfirmForgotPassword", "/auth/reset-password");

        private final String operation;
        private final String path;

        Step(String operation, String path) {
            this.operation = operation;
            this.path = path;
        }

        private Map<String, Object> body() {
            String email = Api.someone();
            return switch (this) {
                case CONFIRM -> Map.of("email", email, "code", "123456");
                case RESET -> Map.of("email", email, "code", "123456", "new_password", Api.OTHER_PASSWORD);
                case RESEND, FORGOT -> Map.of("email", email);
                case SIGN_UP, SIGN_IN -> Map.of("email", email, "password", Api.PASSWORD);
                case CHALLENGE ->
                    Map.of(
                            "challenge_token",
                            challengeOf(email),
                            "answers",
                            Map.of("new_password", Api.OTHER_PASSWORD));
            };
        }

        private static String challengeOf(String email) {
            Pool.call(
                    "AdminCreateUser",
                    Map.of("UserPoolId", "eu-west-1_gatehouse", "Username", email, "TemporaryPassword", Api.PASSWORD));
            return Api.login(email, Api.PASSWORD).jsonPath().getString("challenge_token");
        }
    }

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @ParameterizedTest
    @EnumSource
    void isToldTheAddressOfTheClient(Step step) {
        Api.post(step.path, step.body());

        assertThat(Pool.context(step.operation)).isEqualTo(Map.of("IpAddress", "127.0.0.1"));
    }

    @ParameterizedTest
    @EnumSource
    void isToldWhatTheClientSaysOfItsDevice(Step step) {
        Map<String, Object> body = new HashMap<>(step.body());
        body.put("device_context", DEVICE);
        Api.post(step.path, body);

        assertThat(Pool.context(step.operation)).containsEntry("EncodedData", DEVICE);
    }

    @Test
    void isToldTheAddressAfterTheAnswerToo() {
        String email = Api.someone();
        Api.register(email);

        Api.post("/auth/forgot-password", Map.of("email", email));
        Pool.awaitMailsTo(email, 2);

        assertThat(Pool.context("ResendConfirmationCode")).containsEntry("IpAddress", "127.0.0.1");
    }

    @Test
    void malformedDeviceContextIsRefusedByName() {
        Api.post("/auth/forgot-password", Map.of("email", Api.someone(), "device_context", "no Base64"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("device_context"));
    }

    @Test
    void deviceContextOverTheLimitIsRefusedByName() {
        Api.post("/auth/forgot-password", Map.of("email", Api.someone(), "device_context", "a".repeat(8193)))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("device_context"));
    }

    @ParameterizedTest
    @EnumSource
    void triggersAreToldWhatTheClientSaysToThem(Step step) {
        Map<String, Object> body = new HashMap<>(step.body());
        body.put("client_metadata", Map.of("source", "spring"));
        Api.post(step.path, body);

        assertThat(Pool.metadata(step.operation)).isEqualTo(Map.of("source", "spring"));
    }

    @Test
    void triggersOfARefreshAreToldToo() {
        String refreshToken = Api.signedIn(Api.member()).getString("refresh_token");
        Api.post("/auth/refresh", Map.of("refresh_token", refreshToken, "client_metadata", Map.of("source", "spring")));

        assertThat(Pool.metadata("GetTokensFromRefreshToken")).isEqualTo(Map.of("source", "spring"));
    }

    @Test
    void triggersAreToldAfterTheAnswerToo() {
        String email = Api.someone();
        Api.register(email);

        Api.post("/auth/forgot-password", Map.of("email", email, "client_metadata", Map.of("source", "spring")));
        Pool.awaitMailsTo(email, 2);

        assertThat(Pool.metadata("ResendConfirmationCode")).isEqualTo(Map.of("source", "spring"));
    }

    static Stream<Arguments> boundsOfClientMetadata() {
        Map<String, String> seventeen = new HashMap<>();
        IntStream.range(0, 17).forEach(n -> seventeen.put("name" + n, "value"));
        Map<String, String> nothing = new HashMap<>();
        nothing.put("name", null);
        return Stream.of(
                arguments(seventeen, "must have at most 16 members"),
                arguments(Map.of("n".repeat(65), "value"), "must have names of 1 to 64 characters"),
                arguments(Map.of("", "value"), "must have names of 1 to 64 characters"),
                arguments(Map.of("name", "v".repeat(513)), "must be at most 512 characters long"),
                arguments(nothing, "is required"));
    }

    @ParameterizedTest
    @MethodSource("boundsOfClientMetadata")
    void clientMetadataOutOfBoundsIsRefusedByName(Map<String, String> metadata, String message) {
        Api.post("/auth/forgot-password", Map.of("email", Api.someone(), "client_metadata", metadata))
                .then()
                .statusCode(400)
                .body("errors[0].field", startsWith("client_metadata"))
                .body("errors[0].message", equalTo(message));
    }

    static Stream<Object> otherTypes() {
        return Stream.of("text", List.of("text"), Map.of("name", 7), Map.of("name", Map.of("a", "b")));
    }

    @ParameterizedTest
    @MethodSource("otherTypes")
    void clientMetadataOfAnotherTypeIsRefused(Object metadata) {
        Api.post("/auth/forgot-password", Map.of("email", Api.someone(), "client_metadata", metadata))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_input"));
    }

    @Test
    void isToldNothingUnlessASettingIsOn() {
        UserContext off =
                new UserContext(SettingsOf.mapping(CognitoConfig.class, Map.of()), () -> Optional.of("192.0.2.1"));

        assertThat(off.of(ClientContext.of(null, new ClientMetadata(Map.of("source", "spring")))))
                .isEqualTo(new UserContext.Values(null, null));
    }
}
