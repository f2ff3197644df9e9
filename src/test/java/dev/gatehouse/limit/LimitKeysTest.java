package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.Limit;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitKeysTest {
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
        LimitKeys keys = memory();

        assertThat(keys.of(Limit.RESET, Scope.ACCOUNT, EMAIL))
                .isNotEqualTo(keys.of(Limit.FORGOT, Scope.ACCOUNT, EMAIL));
    }

    @Test
    void sharingWithoutASecretStopsTheStart() {
        LimitConfig config = SettingsOf.mapping(LimitConfig.class, Map.of("gatehouse.limit.store", "redis"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new LimitKeys(config))
                .withMessageStartingWith("JWT_SECRET is missing");
    }

    private static LimitKey of(LimitKeys keys) {
        return keys.of(Limit.SIGN_IN, Scope.ACCOUNT, EMAIL);
    }

    private static LimitKeys memory() {
        return new LimitKeys(SettingsOf.mapping(LimitConfig.class, Map.of()));
    }

    private static LimitKeys shared(String secret) {
        return new LimitKeys(SettingsOf.mapping(
                LimitConfig.class, Map.of("gatehouse.limit.store", "redis", "gatehouse.limit.key-secret", secret)));
    }
}
