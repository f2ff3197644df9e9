package dev.gatehouse.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeyTest {
    private static final String SECRET = "a secret of thirty-two bytes, ok";

    @TempDir
    Path directory;

    @Test
    void replicasOfOneSecretShareAKey() {
        assertThat(key(SECRET).of(Purpose.CHALLENGE)).isEqualTo(key(SECRET).of(Purpose.CHALLENGE));
    }

    @Test
    void anotherSecretMakesAnotherKey() {
        assertThat(key(SECRET).of(Purpose.CHALLENGE))
                .isNotEqualTo(key(SECRET + "!").of(Purpose.CHALLENGE));
    }

    @Test
    void processesWithoutASecretHaveKeysOfTheirOwn() {
        assertThat(key(Map.of()).of(Purpose.CHALLENGE))
                .isNotEqualTo(key(Map.of()).of(Purpose.CHALLENGE));
    }

    @Test
    void eachPurposeHasAKeyOfItsOwn() {
        assertThat(key(SECRET).of(Purpose.CHALLENGE)).isNotEqualTo(key(SECRET).of(Purpose.REGISTRATION));
    }

    @Test
    void keyFitsAes256() {
        assertThat(key(SECRET).of(Purpose.CHALLENGE).getEncoded()).hasSize(32);
    }

    @Test
    void keyIsNotTheSecretItself() {
        assertThat(key(SECRET).of(Purpose.CHALLENGE).getEncoded())
                .isNotEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void mountedSecretMakesTheSameKey() throws IOException {
        Path file = Files.writeString(directory.resolve("jwt"), SECRET + "\n");
        assertThat(key(Map.of("gatehouse.seal.secret-file", file.toString())).of(Purpose.CHALLENGE))
                .isEqualTo(key(SECRET).of(Purpose.CHALLENGE));
    }

    @Test
    void shortSecretIsRefusedByName() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> key(SECRET.substring(1)))
                .withMessage("JWT_SECRET is too short: it must be at least 32 bytes.");
    }

    @Test
    void shortSecretIsNotPrinted() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> key("hunter2"))
                .satisfies(e -> assertThat(e).hasStackTraceContaining("JWT_SECRET"))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2"));
    }

    @Test
    void missingFileIsRefusedByName() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> key(Map.of(
                        "gatehouse.seal.secret-file", directory.resolve("none").toString())))
                .withMessage("JWT_SECRET_FILE names a file that cannot be read.");
    }

    @Test
    void previousSecretHasTheKeyThatItHad() {
        assertThat(key(Map.of("gatehouse.seal.secret", SECRET + "!", "gatehouse.seal.previous-secret", SECRET))
                        .previous(Purpose.SESSION))
                .contains(key(SECRET).of(Purpose.SESSION));
    }

    @Test
    void shortPreviousSecretIsRefusedByName() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> key(Map.of("gatehouse.seal.previous-secret", "hunter2")))
                .withMessage("JWT_SECRET_PREVIOUS is too short: it must be at least 32 bytes.");
    }

    @Test
    void missingPreviousFileIsRefusedByName() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> key(Map.of(
                        "gatehouse.seal.previous-secret-file",
                        directory.resolve("none").toString())))
                .withMessage("JWT_SECRET_PREVIOUS_FILE names a file that cannot be read.");
    }

    @Test
    void partThatNeedsTheSecretAbortsTheStartWithoutIt() {
        SealingKey key = new SealingKey(
                SettingsOf.mapping(SealConfig.class, Map.of()),
                List.of(() -> Optional.of("gatehouse.browser.session=cookie")));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(key::run)
                .withMessage("JWT_SECRET is not set: gatehouse.browser.session=cookie requires it.");
    }

    static SealingKey key(String secret) {
        return key(Map.of("gatehouse.seal.secret", secret));
    }

    private static SealingKey key(Map<String, String> settings) {
        return new SealingKey(SettingsOf.mapping(SealConfig.class, settings), List.of());
    }
}
