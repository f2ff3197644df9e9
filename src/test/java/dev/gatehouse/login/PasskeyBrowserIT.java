package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page in a real browser registers passkeys at the packaged application and signs in with them. */
@Tag("proof")
class PasskeyBrowserIT {
    private static final String EMAIL = "demo@example.com";
    private static final String PASSWORD = "demo-Passw0rd!";
    private static Chromium chromium;
    private static OwnPool pool;
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        pool = new OwnPool();
        gatehouse = pool.launch()
                .setting("gatehouse.http.allowed-origins", chromium.origin())
                .setting("gatehouse.login.methods", "passkey")
                .setting("gatehouse.login.passkey-relying-party-id", "localhost")
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
        chromium.close();
    }

    @BeforeEach
    void open() {
        Pool.reset();
        Pool.set(Map.of("first_factors", List.of("PASSWORD", "WEB_AUTHN")));
        passkeysOf(Map.of("origins", List.of(chromium.origin())));
        chromium.open();
    }

    private static void passkeysOf(Map<String, Object> settings) {
        Pool.set(Map.of("passkeys", settings));
    }

    private static Map<String, Object> register(String... verification) {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD);
        JsonPath signedIn = JsonPath.from(gatehouse.post("/auth/login", body).body());
        return call("register", "token", signedIn.getString("access_token"), verification);
    }

    private static Map<String, Object> signIn(String... verification) {
        return call("signIn", "email", EMAIL, verification);
    }

    private static Map<String, Object> call(String function, String name, String value, String... verification) {
        Map<String, Object> argument = new HashMap<>();
        argument.put("service", "http://127.0.0.1:" + gatehouse.address().getPort());
        argument.put(name, value);
        if (verification.length > 0) {
            argument.put("verification", verification[0]);
        }
        return chromium.call(function, argument);
    }

    private static void registered() {
        assertThat(register()).containsEntry("status", 201);
    }

    private static void signedIn() {
        Map<String, Object> answer = signIn();
        assertThat(answer).containsEntry("status", 200);
        assertThat(answer.get("body")).asString().contains("signed_in");
    }

    @Nested
    class AuthenticatorOfTheMachine {
        @BeforeEach
        void plugIn() {
            chromium.plugIn(true, true);
        }

        @Test
        void passkeySignsIn() {
            registered();
            signedIn();
            signedIn();
        }

        @Test
        void clonedPasskeyIsRefused() {
            registered();
            JsonArray before = chromium.credentials();
            signedIn();
            chromium.replace(before);
            assertThat(signIn()).containsEntry("status", 401);
        }

        @Test
        void registrationFromAnotherOriginIsRefused() {
            passkeysOf(Map.of("origins", List.of("http://localhost:1")));
            assertThat(register()).containsEntry("status", 400);
        }

        @Test
        void signInFromAnotherOriginIsRefused() {
            registered();
            passkeysOf(Map.of("origins", List.of("http://localhost:1")));
            assertThat(signIn()).containsEntry("status", 401);
        }

        @Test
        void sameAuthenticatorIsNotRegisteredTwice() {
            registered();
            assertThat(register()).containsEntry("error", "InvalidStateError");
        }
    }

    @Nested
    class WhereTheUserMustBeVerified {
        @BeforeEach
        void requireVerification() {
            passkeysOf(Map.of("user_verification_required", true));
        }

        @Test
        void browserRefusesToRegisterWithoutVerification() {
            chromium.plugIn(true, false);
            assertThat(register()).containsEntry("error", "NotAllowedError");
        }

        @Test
        void pageThatDoesNotAskForVerificationCannotRegister() {
            chromium.plugIn(true, false);
            assertThat(register("discouraged")).containsEntry("status", 400);
        }

        @Test
        void pageThatDoesNotAskForVerificationCannotSignIn() {
            chromium.plugIn(true, true);
            registered();
            signedIn();
            assertThat(signIn("discouraged")).containsEntry("status", 401);
        }
    }

    @Nested
    class AuthenticatorWithoutResidentKeys {
        @Test
        void browserRefusesToRegisterIt() {
            chromium.plugIn(false, true);
            assertThat(register()).containsEntry("error", "NotAllowedError");
        }
    }
}
