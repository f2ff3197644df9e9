package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountConfigTest {
    private static AccountConfig listing(String names) {
        return SettingsOf.mapping(AccountConfig.class, Map.of("gatehouse.account.attributes", names));
    }

    @Test
    void nameAndLocaleAreListed() {
        AccountConfig config = SettingsOf.mapping(AccountConfig.class, Map.of());

        assertThat(config.attributes()).containsExactlyInAnyOrder("name", "locale");
    }

    @Test
    void addressCannotBeChanged() {
        assertThat(SettingsOf.mapping(AccountConfig.class, Map.of()).emailChange())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone_number", "custom:department", "name,family_name,custom:x-1"})
    void attributesOfAPersonMayBeListed(String names) {
        assertThatCode(new ListedAttributes(listing(names))::run).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "email_verified",
                "phone_number_verified",
                "sub",
                "identities",
                "preferred_username",
                "cognito:groups",
                "cognito:user_status",
                "dev:custom:role",
                "updated_at",
                "name,roles",
                "Name",
                "custom:"
            })
    void otherAttributesStopTheStart(String names) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(new ListedAttributes(listing(names))::run)
                .withMessageStartingWith("gatehouse.account.attributes is malformed");
    }
}
