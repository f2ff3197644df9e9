package dev.gatehouse.cognito;

import static dev.gatehouse.cognito.CognitoOperation.*;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates the errors of Cognito's API that concern second factors and passkeys. {@link CognitoErrors} has all others. */
final class FactorErrors {
    private static final Duration SOON = Duration.ofSeconds(1);

    private FactorErrors() {}

    /** The failure that the error means; empty if it does not concern factors. */
    static Optional<IdentityFailure> translate(CognitoOperation operation, String error, String message) {
        return Optional.ofNullable(
                switch (error) {
                    case "EnableSoftwareTokenMFAException" -> new CodeRefused();
                    case "SoftwareTokenMFANotFoundException" ->
                        switch (operation) {
                            case RESPOND_TO_AUTH_CHALLENGE -> new ChallengeRefused();
                            // No key was begun, or the pool has no authenticator apps any more.
                            case VERIFY_SOFTWARE_TOKEN -> new CodeRefused();
                            default -> new MethodNotAvailable();
                        };
                    case "ConcurrentModificationException" -> new UpstreamBusy(SOON);
                    case "WebAuthnNotEnabledException", "WebAuthnConfigurationMissingException" ->
                        new MethodNotAvailable();
                    case "WebAuthnChallengeNotFoundException" ->
                        new PasskeyRefused("The registration has expired or was completed. Ask for new options.");
                    case "WebAuthnClientMismatchException" ->
                        new PasskeyRefused("The registration was begun with another app client. Ask for new options.");
                    case "WebAuthnOriginNotAllowedException" ->
                        new PasskeyRefused("Passkeys of this page's origin are not allowed. The user pool's setting"
                                + " WebAuthnConfiguration.RelyingPartyId must match the page's host.");
                    case "WebAuthnRelyingPartyMismatchException" ->
                        new PasskeyRefused("The passkey is for another relying party than the user pool's setting"
                                + " WebAuthnConfiguration.RelyingPartyId.");
                    case "WebAuthnCredentialNotSupportedException" ->
                        new PasskeyRefused("The user pool does not support this kind of passkey.");
                    case "LimitExceededException" -> limitExceeded(operation);
                    case "ResourceNotFoundException" ->
                        operation == DELETE_WEB_AUTHN_CREDENTIAL ? new PasskeyUnknown() : null;
                    case "InvalidParameterException" -> invalidParameter(operation, message);
                    case "NotAuthorizedException" -> notAuthorized(operation, message);
                    default -> null;
                });
    }

    private static @Nullable IdentityFailure limitExceeded(CognitoOperation operation) {
        return switch (operation) {
            case START_WEB_AUTHN_REGISTRATION, COMPLETE_WEB_AUTHN_REGISTRATION ->
                new PasskeyRefused("The account has as many passkeys as the user pool allows. Remove one first.");
            case LIST_WEB_AUTHN_CREDENTIALS, DELETE_WEB_AUTHN_CREDENTIAL -> new UpstreamBusy(SOON);
            default -> null;
        };
    }

    /** A broken constraint of a member is translated with those of all operations. */
    private static @Nullable IdentityFailure invalidParameter(CognitoOperation operation, String message) {
        if (message.contains("failed to satisfy")) {
            return null;
        }
        return switch (operation) {
            case VERIFY_SOFTWARE_TOKEN -> new CodeRefused();
            case SET_USER_MFA_PREFERENCE -> new InvalidInput("type", "is not set up");
            case COMPLETE_WEB_AUTHN_REGISTRATION -> new PasskeyRefused("The user pool does not accept the passkey.");
            case DELETE_WEB_AUTHN_CREDENTIAL -> new PasskeyUnknown();
            case ADMIN_DELETE_SOFTWARE_TOKEN, ADMIN_SET_USER_MFA_PREFERENCE -> new MethodNotAvailable();
            default -> null;
        };
    }

    /** A set-up within a sign-in is authorized by the session of its challenge, which ends or is used up. */
    private static @Nullable IdentityFailure notAuthorized(CognitoOperation operation, String message) {
        boolean isOfSetUp = operation == ASSOCIATE_SOFTWARE_TOKEN || operation == VERIFY_SOFTWARE_TOKEN;
        return isOfSetUp && message.toLowerCase(Locale.ROOT).contains("session") ? new ChallengeRefused() : null;
    }
}
