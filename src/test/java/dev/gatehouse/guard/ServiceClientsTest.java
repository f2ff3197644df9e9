package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings stop the start. How services authenticate is in ClientAuthenticationTest. */
class ServiceClientsTest {
    private static final String GOOD = "a-secret-of-thirty-two-characters";
    private static final String SECRET = "gatehouse.oauth.clients.orders.secret";

    @TempDir
    private Path folder;

    private static ServiceClients clients(Map<String, String> settings) {
        return new ServiceClients(SettingsOf.mapping(OauthClientConfig.class, settings), new RefusedClients());
    }

    private static void assertStops(Map<String, String> settings, String sentence) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> clients(settings))
                .withMessage(sentence)
                .withNoCause();
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("secret"), content).toString();
    }

    @Test
    void noClientIsTheDefault() {
        OauthClientConfig config = SettingsOf.mapping(OauthClientConfig.class, Map.of());

        assertThat(config.clients()).isEmpty();
        assertThat(config.authorizationServers()).isEmpty();
        assertThat(config.scopesSupported()).isEmpty();
    }

    @Test
    void clientMayRevokeNothingByDefault() {
        ServiceClient client =
                clients(Map.of(SECRET, GOOD)).authenticate(Services.basic("orders", GOOD), Form.parse(""));

        assertThat(client).isEqualTo(new ServiceClient("orders", java.util.Set.of()));
    }

    @Test
    void fileWinsOverTheSetting() throws IOException {
        Map<String, String> settings = Map.of(SECRET, "x", SECRET + "-file", file(GOOD + "\n"));

        assertThat(clients(settings).authenticate(Services.basic("orders", GOOD), Form.parse("")))
                .isNotNull();
    }

    @Nested
    class StartIsStoppedBy {
        @Test
        void missingSecret() {
            assertStops(
                    Map.of("gatehouse.oauth.clients.orders.may-revoke", "a"),
                    SECRET + " is missing: set it, or secret-file.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a-secret-of thirty-two-characters", "ä-secret-of-thirty-two-characters"})
        void malformedSecret(String secret) {
            assertStops(
                    Map.of(SECRET, secret),
                    SECRET + " is malformed: it must be one line of up to 256 visible ASCII characters.");
        }

        @Test
        void unreadableFile() {
            assertStops(
                    Map.of(SECRET + "-file", folder.resolve("nowhere").toString()),
                    SECRET + "-file names a file that cannot be read.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\n", GOOD + "\n\n", GOOD + "\nmore"})
        void malformedFile(String content) throws IOException {
            assertStops(
                    Map.of(SECRET + "-file", file(content)),
                    SECRET + "-file names a file whose secret is malformed: it must be one line of up to 256 visible"
                            + " ASCII characters.");
        }

        @Test
        void malformedId() {
            assertStops(
                    Map.of("gatehouse.oauth.clients.\"a:b\".secret", GOOD),
                    "gatehouse.oauth.clients.a:b is malformed: a client id must be up to 64 letters, digits, '.', '_' or"
                            + " '-'.");
        }
    }
}
