package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {
    private static final String URL = "gatehouse.event.webhook.url";
    private static final String SECRET = "gatehouse.event.webhook.secret";

    private static WebhookSettings settings(String... pairs) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        WebhookSettings settings = new WebhookSettings(SettingsOf.mapping(EventConfig.class, properties));
        settings.run();
        return settings;
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    @Test
    void nothingIsSentByDefault() {
        assertThat(settings().isOn()).isFalse();
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        EventConfig config = SettingsOf.mapping(EventConfig.class, Map.of());
        assertThat(config.emails()).isFalse();
        assertThat(config.retryFor()).isEqualTo(Duration.ofHours(24));
        assertThat(config.maxWaiting()).isEqualTo(1000);
        assertThat(config.maxStored()).isEqualTo(100_000);
        assertThat(config.webhook().timeout()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void limitOfNothingIsRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("gatehouse.event.max-waiting", "0"))
                .withMessage("gatehouse.event.max-waiting must be greater than zero.");
    }

    @Nested
    class Secrets {
        @Test
        void receiverWithoutASecretIsRefused() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> settings(URL, "https://events.example.com"))
                    .withMessage("EVENT_WEBHOOK_SECRET is not set: gatehouse.event.webhook.url requires it.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"whsec_!!", "whsec_", "a-secret-of-thirty-two-bytes-and-more", "WHSEC_AAAA"})
        void malformedSecretIsRefusedAndNotQuoted(String secret) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> settings(URL, "https://events.example.com", SECRET, secret))
                    .withMessage("EVENT_WEBHOOK_SECRET is malformed: it must be whsec_ and the base64 of 24 to 64"
                            + " random bytes.");
        }

        @ParameterizedTest
        @ValueSource(ints = {16, 23, 65})
        void secretOfAnotherLengthIsRefused(int bytes) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> settings(URL, "https://events.example.com", SECRET, secretOf(bytes)))
                    .withMessageStartingWith("EVENT_WEBHOOK_SECRET is malformed");
        }

        @ParameterizedTest
        @ValueSource(ints = {24, 64})
        void secretOfTheSpecifiedLengthsIsTaken(int bytes) {
            assertThat(settings(URL, "https://events.example.com", SECRET, secretOf(bytes))
                            .secrets())
                    .hasSize(1);
        }

        @Test
        void previousSecretAloneIsRefused() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> settings(
                            URL, "https://events.example.com", "gatehouse.event.webhook.previous-secret", secretOf(32)))
                    .withMessageStartingWith("EVENT_WEBHOOK_SECRET is not set");
        }

        @Test
        void malformedPreviousSecretIsRefused() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> settings("gatehouse.event.webhook.previous-secret", "whsec_!!"))
                    .withMessageStartingWith("EVENT_WEBHOOK_SECRET_PREVIOUS is malformed");
        }

        @Test
        void malformedSecretOfAFileIsRefused(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(folder.resolve("secret"), "whsec_!!\n");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> settings("gatehouse.event.webhook.secret-file", file.toString()))
                    .withMessageStartingWith("EVENT_WEBHOOK_SECRET_FILE names a file whose secret is malformed");
        }

        @Test
        void fileThatCannotBeReadIsRefused(@TempDir Path folder) {
            String missing = folder.resolve("none").toString();
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> settings("gatehouse.event.webhook.secret-file", missing))
                    .withMessage("EVENT_WEBHOOK_SECRET_FILE names a file that cannot be read.");
        }

        /** The example of the specification's reference implementations. */
        @Test
        void signatureIsThatOfTheDecodedBytes() {
            WebhookSecret secret =
                    settings(SECRET, TestReceiver.SECRET).secrets().getFirst();
            assertThat(secret.sign(
                            "msg_p5jXN8AQM9LWM0D4loKWxJek",
                            1614265330,
                            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        }
    }

    @Nested
    class Addresses {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "events.example.com",
                    "ftp://events.example.com",
                    "https:///events",
                    "https://events.example.com/a token",
                    "https://user:secret@events.example.com",
                    "https://events.example.com/#part"
                })
        void addressThatIsNoneOfAReceiverIsRefusedAndNotQuoted(String url) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> settings(URL, url, SECRET, TestReceiver.SECRET))
                    .withMessage("gatehouse.event.webhook.url is malformed: it must be an address such as"
                            + " https://events.example.com/gatehouse.");
        }

        @Test
        void plainHttpIsRefused() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> settings(URL, "http://events.example.com", SECRET, TestReceiver.SECRET))
                    .withMessage("gatehouse.event.webhook.url must be an https address, except for a host that"
                            + " gatehouse.event.webhook.allowed-private-hosts lists.");
        }

        @Test
        void plainHttpIsTakenForAListedHost() {
            WebhookSettings settings = settings(
                    URL,
                    "http://Events.internal/in",
                    SECRET,
                    TestReceiver.SECRET,
                    "gatehouse.event.webhook.allowed-private-hosts",
                    "other.internal, events.internal");
            assertThat(settings.address().mayBePrivate()).isTrue();
        }

        @Test
        void otherHostThanTheListedOneMustBePublic() {
            WebhookSettings settings = settings(
                    URL,
                    "https://events.internal.example.com",
                    SECRET,
                    TestReceiver.SECRET,
                    "gatehouse.event.webhook.allowed-private-hosts",
                    "events.internal,example.com");
            assertThat(settings.address().mayBePrivate()).isFalse();
        }
    }
}
