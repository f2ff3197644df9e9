package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeyTest {
    private static final String SECRET = "a secret of thirty-two bytes, ok";

    @TempDir
    Path directory;

    @Test
    void replicasOfOneSecretShareAKey() {
        assertThat(key(SECRET).value()).isEqualTo(key(SECRET).value());
    }

    @Test
    void anotherSecretMakesAnotherKey() {
        assertThat(key(SECRET).value()).isNotEqualTo(key(SECRET + "!").value());
    }

    @Test
    void processesWithoutASecretHaveKeysOfTheirOwn() {
        assertThat(key(Map.of()).value()).isNotEqualTo(key(Map.of()).value());
    }

    @Test
    void keyFitsAes256() {
        assertThat(key(SECRET).value().getEncoded()).hasSize(32);
    }

    @Test
    void keyIsNotTheSecretItself() {
        assertThat(key(SECRET).value().getEncoded()).isNotEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void mountedSecretMakesTheSameKey() throws IOException {
        Path file = Files.writeString(directory.resolve("jwt"), SECRET + "\n");
        assertThat(key(Map.of("gatehouse.login.sealing-secret-file", file.toString()))
                        .value())
                .isEqualTo(key(SECRET).value());
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
                        "gatehouse.login.sealing-secret-file",
                        directory.resolve("none").toString())))
                .withMessage("JWT_SECRET_FILE names a file that cannot be read.");
    }

    static SealingKey key(String secret) {
        return key(Map.of("gatehouse.login.sealing-secret", secret));
    }

    private static SealingKey key(Map<String, String> settings) {
        return new SealingKey(SettingsOf.room(LoginConfig.class, settings));
    }
}
