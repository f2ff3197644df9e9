package dev.gatehouse.cognito;

import dev.gatehouse.identity.Factor;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailMfaSettingsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SMSMfaSettingsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SoftwareTokenMfaSettingsType;

/**
 * What a change does to a factor. Factors that do not change are not sent: Cognito refuses even to switch off a factor that
 * the account cannot have.
 */
enum FactorPreference {
    PREFERRED(true, true),
    ENABLED(true, false),
    OFF(false, false);

    private final boolean enabled;
    private final boolean preferred;

    FactorPreference(boolean enabled, boolean preferred) {
        this.enabled = enabled;
        this.preferred = preferred;
    }

    /** Adds the changes to a request. */
    static SetUserMfaPreferenceRequest.Builder apply(
            SetUserMfaPreferenceRequest.Builder request, Map<Factor, FactorPreference> changes) {
        changes.forEach((factor, change) -> {
            switch (factor) {
                case TOTP -> request.softwareTokenMfaSettings(change.totp());
                case SMS -> request.smsMfaSettings(change.sms());
                case EMAIL -> request.emailMfaSettings(change.email());
            }
        });
        return request;
    }

    SoftwareTokenMfaSettingsType totp() {
        return SoftwareTokenMfaSettingsType.builder()
                .enabled(enabled)
                .preferredMfa(preferred)
                .build();
    }

    SMSMfaSettingsType sms() {
        return SMSMfaSettingsType.builder()
                .enabled(enabled)
                .preferredMfa(preferred)
                .build();
    }

    EmailMfaSettingsType email() {
        return EmailMfaSettingsType.builder()
                .enabled(enabled)
                .preferredMfa(preferred)
                .build();
    }
}
