package dev.gatehouse.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.SettingsOf;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jose4j.jwe.JsonWebEncryption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealTest {
    private static final String OLD = "an old secret of thirty-two bytes";
    private static final String NEW = "a new secret of thirty-two bytes!";
    private static final Duration HOUR = Duration.ofHours(1);

    private static Seal seal(Map<String, String> settings) {
        return new Seal(
                new SealingKey(SettingsOf.mapping(SealConfig.class, settings), List.of()),
                Clock.systemUTC(),
                new ObjectMapper());
    }

    private static Seal rotated() {
        return seal(Map.of("gatehouse.seal.secret", NEW, "gatehouse.seal.previous-secret", OLD));
    }

    private static Seal before() {
        return seal(Map.of("gatehouse.seal.secret", OLD));
    }

    private static Seal after() {
        return seal(Map.of("gatehouse.seal.secret", NEW));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void previousSecretOpens(Purpose purpose) {
        assertThat(rotated().opened(purpose, before().seal(purpose, "text", HOUR), String.class))
                .contains(new Seal.Opened<>("text", true));
    }

    @Test
    void previousSecretNeverSeals() {
        String sealed = rotated().seal(Purpose.SESSION, "text", HOUR);

        assertThat(after().open(Purpose.SESSION, sealed, String.class)).contains("text");
        assertThat(before().open(Purpose.SESSION, sealed, String.class)).isEmpty();
    }

    @Test
    void withdrawnSecretOpensNothing() {
        assertThat(after().open(Purpose.SESSION, before().seal(Purpose.SESSION, "text", HOUR), String.class))
                .isEmpty();
    }

    @Test
    void sessionIsCompressed() {
        assertThat(after().seal(Purpose.SESSION, "group".repeat(2_000), HOUR)).hasSizeLessThan(400);
    }

    @Test
    void challengeIsNotCompressedBecauseItsLengthMustNotDependOnItsContent() {
        assertThat(after().seal(Purpose.CHALLENGE, "group".repeat(100), HOUR)).hasSizeGreaterThan(500);
    }

    @Test
    void textThatGrowsBeyondTheBoundIsRefused() throws Exception {
        Map<String, String> settings = Map.of("gatehouse.seal.secret", NEW);
        JsonWebEncryption bomb = new JsonWebEncryption();
        bomb.setAlgorithmHeaderValue("dir");
        bomb.setEncryptionMethodHeaderParameter("A256GCM");
        bomb.enableDefaultCompression();
        bomb.setKey(new SealingKey(SettingsOf.mapping(SealConfig.class, settings), List.of()).of(Purpose.SESSION));
        bomb.setPayload("{\"expires\":9999999999,\"content\":\"" + "a".repeat(1_000_000) + "\"}");

        assertThat(seal(settings).open(Purpose.SESSION, bomb.getCompactSerialization(), String.class))
                .isEmpty();
    }
}
