package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.Limit;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final String EMAIL = "person@example.com";

    @Test
    void replicasWithOneSecretAgree() {
        assertThat(of(shared("one"))).isEqualTo(of(shared("one")));
    }

    @Test
    void replicasWithOtherSecretsDoNot() {
        assertThat(of(shared("one"))).isNotEqualTo(of(shared("two")));
    }

    @Test
    void processThatSharesNothingHasAKeyOfItsOwn() {
        assertThat(of(memory())).isNotEqualTo(of(memory()));
    }

    @Test
    void accountIsAnotherOneAtEachLimit() {
        Fingerprints fingerprints = memory();

        assertThat(fingerprints.of(Limit.RESET, Scope.ACCOUNT, EMAIL))
                .isNotEqualTo(fingerprints.of(Limit.FORGOT, Scope.ACCOUNT, EMAIL));
    }

    @Test
    void sharingWithoutASecretStopsTheStart() {
        LimitConfig config = SettingsOf.room(LimitConfig.class, Map.of("gatehouse.limit.store", "redis"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Fingerprints(config))
                .withMessageStartingWith("JWT_SECRET is missing");
    }

    private static Fingerprint of(Fingerprints fingerprints) {
        return fingerprints.of(Limit.SIGN_IN, Scope.ACCOUNT, EMAIL);
    }

    private static Fingerprints memory() {
        return new Fingerprints(SettingsOf.room(LimitConfig.class, Map.of()));
    }

    private static Fingerprints shared(String secret) {
        return new Fingerprints(SettingsOf.room(
                LimitConfig.class, Map.of("gatehouse.limit.store", "redis", "gatehouse.limit.key-secret", secret)));
    }
}
