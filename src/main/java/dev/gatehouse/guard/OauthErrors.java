package dev.gatehouse.guard;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Maps failures to the errors of RFC 6749 §5.2. {@code temporarily_unavailable} and {@code server_error} are of §4.1.2.1. */
final class OauthErrors {
    private static final String CHALLENGE = "Basic realm=\"gatehouse\"";
    private static final int TOO_MANY_REQUESTS = 429;

    private OauthErrors() {}

    static Response answer(IdentityFailure failure) {
        return switch (failure) {
            case InvalidInput f ->
                error(400, "invalid_request", f.field() + ' ' + f.message() + '.')
                        .build();
            case ClientRefused() ->
                error(401, "invalid_client", "The client is unknown, or its secret is missing or wrong.")
                        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                        .build();
            case ClientNotAllowed() ->
                error(400, "unauthorized_client", "The client may not revoke tokens of this app client.")
                        .build();
            case RateLimited f ->
                later(TOO_MANY_REQUESTS, "Too many requests. Wait before the next one.", f.retryAfter());
            case TooManyAttempts f ->
                later(TOO_MANY_REQUESTS, "Too many attempts. Wait before the next one.", f.retryAfter());
            case KeysUnavailable f -> later(503, "No signing keys are loaded yet.", f.retryAfter());
            case RevocationsUnknown f -> later(503, "The revocation store is unreachable.", f.retryAfter());
            case SharedStoreUnavailable f -> later(503, "Redis cannot be reached now.", f.retryAfter());
            case UpstreamUnavailable f -> later(503, "The user pool cannot be reached now.", f.retryAfter());
            case UpstreamBusy f -> later(503, "The user pool is busy.", f.retryAfter());
            case CredentialsRefused f -> later(503, "The user pool cannot be reached now.", f.retryAfter());
            case InvalidUpstreamResponse _, UnexpectedUpstreamResponse _, TriggerFailed _ ->
                error(502, "server_error", "The user pool sent a response that this service cannot read.")
                        .build();
            case FieldsRefused _,
                    CodeRefused _,
                    InvalidCredentials _,
                    CurrentPasswordWrong _,
                    RefreshTokenRefused _,
                    RefreshTokenReused _,
                    SessionTooLarge _,
                    ChallengeRefused _,
                    GrantRefused _,
                    SignInRefused _,
                    TokenRefused _,
                    ReauthenticationRequired _,
                    InsufficientScope _,
                    CrossSiteRequest _,
                    EmailNotVerified _,
                    PasswordResetRequired _,
                    RefusedByPool _,
                    MethodNotAvailable _,
                    FactorRequired _,
                    PasskeyRefused _,
                    PasskeyUnknown _,
                    EmailTaken _,
                    UserUnknown _,
                    InvitationIncomplete _,
                    GroupUnknown _,
                    GroupExists _,
                    GroupNotEmpty _,
                    LastAdministrator _,
                    OwnRole _,
                    AccountStateConflict _,
                    ManagedElsewhere _,
                    IdempotencyKeyReused _,
                    IdempotencyKeyInUse _,
                    SettingMissing _,
                    PasswordRefused _,
                    CodeNotSent _,
                    NotConfigured _,
                    PermissionMissing _,
                    Misconfigured _ ->
                error(500, "server_error", "The service failed. Its log says why.")
                        .build();
        };
    }

    private static Response later(int status, String description, Duration wait) {
        return error(status, "temporarily_unavailable", description)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Math.max(1, wait.plusMillis(999).toSeconds()))
                .build();
    }

    private static Response.ResponseBuilder error(int status, String error, String description) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OauthErrorResponse(error, description));
    }
}
