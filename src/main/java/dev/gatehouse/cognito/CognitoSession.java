package dev.gatehouse.cognito;

import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Concealed;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenRefused;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenReused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Tokens;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetTokensFromRefreshTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenResponse;

/** Refreshes sessions and ends them at Cognito. */
@Singleton
public class CognitoSession {
    private final CognitoGateway cognito;
    private final AppClient app;
    private final UserContext context;
    private final CognitoTime time;
    private final Concealed concealed;

    CognitoSession(CognitoGateway cognito, AppClient app, UserContext context, CognitoTime time, Concealed concealed) {
        this.cognito = cognito;
        this.app = app;
        this.context = context;
        this.time = time;
        this.concealed = concealed;
    }

    /** The app client whose refresh tokens are exchanged and revoked here. */
    public String clientId() {
        return app.id();
    }

    /**
     * Returns new tokens for a refresh token. Uses GetTokensFromRefreshToken, which takes the plain client secret: the secret
     * hash of the older flow needs a username, which is not known here.
     */
    public Tokens refresh(Secret refreshToken, ClientContext client) {
        return exchange(refreshToken, Use.REFRESH, context.of(client).metadata());
    }

    /** The same for several requests at once, so that nothing of a single client is sent. */
    public Tokens refresh(Secret refreshToken) {
        return exchange(refreshToken, Use.REFRESH, null);
    }

    /**
     * Refreshes to find the owner of the refresh token before sign-out; has its own budget. Empty for a token that Cognito does
     * not accept; if it was used before, its session is ended at Cognito.
     */
    public Optional<Tokens> refreshToSignOut(Secret refreshToken) {
        try {
            return Optional.of(exchange(refreshToken, Use.SIGN_OUT, null));
        } catch (IdentityException e) {
            switch (e.failure()) {
                case RefreshTokenRefused() -> {}
                // The session continues with a newer token, which may be stolen.
                case RefreshTokenReused() -> revoke(refreshToken);
                default -> throw e;
            }
            concealed.note(e.failure());
            return Optional.empty();
        }
    }

    private Tokens exchange(Secret refreshToken, Use use, @Nullable Map<String, String> metadata) {
        GetTokensFromRefreshTokenRequest request = GetTokensFromRefreshTokenRequest.builder()
                .clientId(app.id())
                .clientSecret(app.secret())
                .refreshToken(refreshToken.value())
                .clientMetadata(metadata)
                .build();
        return cognito.call(
                CognitoOperation.GET_TOKENS_FROM_REFRESH_TOKEN,
                use,
                Tokens.class,
                sdk -> sdk.getTokensFromRefreshToken(request),
                response -> SignIns.tokens(response.authenticationResult()));
    }

    /**
     * Ends the session of the refresh token. An expired or revoked token is no error.
     *
     * @return whether Cognito accepted the token
     */
    public boolean revoke(Secret refreshToken) {
        RevokeTokenRequest request = RevokeTokenRequest.builder()
                .clientId(app.id())
                .clientSecret(app.secret())
                .token(refreshToken.value())
                .build();
        try {
            cognito.call(CognitoOperation.REVOKE_TOKEN, RevokeTokenResponse.class, sdk -> sdk.revokeToken(request));
            return true;
        } catch (IdentityException e) {
            if (!(e.failure() instanceof RefreshTokenRefused)) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Ends all sessions of the user whose access token this is.
     *
     * @return the time of the sign-out by Cognito's clock, which issues the tokens too, in whole seconds
     */
    public Instant signOutEverywhere(Secret accessToken) {
        GlobalSignOutRequest request =
                GlobalSignOutRequest.builder().accessToken(accessToken.value()).build();
        return time.of(cognito.call(
                CognitoOperation.GLOBAL_SIGN_OUT, GlobalSignOutResponse.class, sdk -> sdk.globalSignOut(request)));
    }
}
