package dev.gatehouse.cognito;

import static dev.gatehouse.cognito.CognitoOperation.SIGN_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TriggerMessagesTest {
    private static final String PATTERN = "gatehouse.cognito.trigger-message-pattern";
    private static final String PREFIX = "PreSignUp failed with error ";

    private static TriggerMessages messages(String pattern, boolean concealing) {
        return new TriggerMessages(
                SettingsOf.mapping(CognitoConfig.class, Map.of(PATTERN, pattern)),
                SettingsOf.mapping(
                        PrivacyConfig.class,
                        Map.of("gatehouse.privacy.conceal-accounts", Boolean.toString(concealing))));
    }

    @Test
    void nonePassesUnlessOneIsSet() {
        TriggerMessages messages = new TriggerMessages(
                SettingsOf.mapping(CognitoConfig.class, Map.of()), SettingsOf.mapping(PrivacyConfig.class, Map.of()));

        assertThat(messages.message(SIGN_UP, PREFIX + "no.")).isEmpty();
    }

    @Test
    void malformedPatternStopsTheStart() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> messages("(", true))
                .withMessage(PATTERN + " is malformed: it must be a Java regular expression.");
    }

    @Test
    void messageMustMatchAsAWhole() {
        assertThat(messages("Not here", true).message(SIGN_UP, PREFIX + "Not here, jane@example.com."))
                .isEmpty();
    }

    @Test
    void messageOf256CharactersPasses() {
        assertThat(messages("a*", true).message(SIGN_UP, PREFIX + "a".repeat(256) + "."))
                .hasValue("a".repeat(256));
    }

    @Test
    void longerMessageIsKeptBack() {
        assertThat(messages("a*", true).message(SIGN_UP, PREFIX + "a".repeat(257) + "."))
                .isEmpty();
    }

    @Test
    void messageThatNamesNoTriggerIsKeptBack() {
        assertThat(messages(".*", true).message(SIGN_UP, "Not here")).isEmpty();
    }

    @Test
    void patternThatTriesTooManyWaysIsGivenUp() {
        TriggerMessages messages = messages("(.*,){30}x", true);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(messages.message(SIGN_UP, PREFIX + "a,".repeat(100)))
                        .isEmpty());
    }

    @Test
    void messageAboutAnAccountPassesWhereAccountsAreNotConcealed() {
        assertThat(messages("Not here", false).message(SIGN_UP, "CustomMessage failed with error Not here."))
                .hasValue("Not here");
    }
}
