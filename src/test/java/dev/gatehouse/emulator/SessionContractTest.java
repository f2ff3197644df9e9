package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.claims;
import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** What becomes of a sign-in: refreshing, rotating, revoking and signing out. */
class SessionContractTest {

    private final String email = Pool.someone();
    private static final String REVOKED = "Refresh Token has been revoked";

    private Pool pool;
    private AuthenticationResultType tokens;

    @BeforeEach
    void signIn() {
        pool = Pool.fresh();
        pool.register(email);
        tokens = pool.signIn(email);
    }

    private AuthenticationResultType openSignIn() {
        return pool.initiateOpenly(email, Pool.PASSWORD).authenticationResult();
    }

    private AuthenticationResultType openRefresh(String refreshToken) {
        return pool.cognito
                .getTokensFromRefreshToken(r -> r.clientId(Pool.PUBLIC_CLIENT).refreshToken(refreshToken))
                .authenticationResult();
    }

    private AuthenticationResultType oldStyleRefresh(String refreshToken) {
        return pool.cognito
                .initiateAuth(r -> r.clientId(Pool.PUBLIC_CLIENT)
                        .authFlow("REFRESH_TOKEN_AUTH")
                        .authParameters(Map.of("REFRESH_TOKEN", refreshToken)))
                .authenticationResult();
    }

    private void getUser(String accessToken) {
        pool.cognito.getUser(r -> r.accessToken(accessToken));
    }

    @Nested
    class Refresh {

        @Test
        void newTokensNeedNoPassword() {
            AuthenticationResultType fresh = pool.refresh(tokens.refreshToken());
            assertThat(fresh.accessToken()).isNotEqualTo(tokens.accessToken());
            assertThat(fresh.idToken()).isNotBlank();
            assertThat(fresh.expiresIn()).isEqualTo(3600);
            assertThatCode(() -> getUser(fresh.accessToken())).doesNotThrowAnyException();
        }

        @NeedsControlRoutes
        @Test
        void originAndAuthTimeStayTheSame() {
            pool.advance(600);
            String fresh = pool.refresh(tokens.refreshToken()).accessToken();
            assertThat(claims(fresh).path("origin_jti"))
                    .isEqualTo(claims(tokens.accessToken()).path("origin_jti"));
            assertThat(claims(fresh).path("auth_time"))
                    .isEqualTo(claims(tokens.accessToken()).path("auth_time"));
            assertThat(claims(fresh).path("jti"))
                    .isNotEqualTo(claims(tokens.accessToken()).path("jti"));
            assertThat(claims(fresh).path("iat").asLong())
                    .isGreaterThanOrEqualTo(
                            claims(tokens.accessToken()).path("iat").asLong() + 600);
        }

        @NeedsControlRoutes
        @Test
        void groupsAreReadAgain() {
            pool.patchUser(email, "{\"groups\":[\"admin\"]}");
            String fresh = pool.refresh(tokens.refreshToken()).accessToken();
            assertThat(claims(fresh).path("cognito:groups").path(0).asText()).isEqualTo("admin");
        }

        @Test
        void unknownTokenIsRefused() {
            refused(() -> pool.refresh("unknown"), "NotAuthorizedException", "Invalid Refresh Token");
        }

        @Test
        void tokenOfAnotherClientIsRefused() {
            refused(() -> openRefresh(tokens.refreshToken()), "NotAuthorizedException", "Invalid Refresh Token");
        }

        @NeedsControlRoutes
        @Test
        void expiredTokenIsRefused() {
            pool.advance(30L * 24 * 3600);
            refused(() -> pool.refresh(tokens.refreshToken()), "NotAuthorizedException", "Refresh Token has expired");
        }

        @NeedsControlRoutes
        @Test
        void disabledUserIsRefused() {
            pool.patchUser(email, "{\"enabled\":false}");
            refused(() -> pool.refresh(tokens.refreshToken()), "NotAuthorizedException", "User is disabled.");
        }

        @Test
        void tokenOfADeletedUserIsRefused() {
            pool.cognito.deleteUser(r -> r.accessToken(tokens.accessToken()));
            refused(() -> pool.refresh(tokens.refreshToken()), "NotAuthorizedException");
        }

        @Test
        void wrongClientSecretIsRefused() {
            refused(
                    () -> pool.cognito.getTokensFromRefreshToken(r -> r.clientId(pool.clientId)
                            .clientSecret("aWrongSecretOfTheRightLength")
                            .refreshToken(tokens.refreshToken())),
                    "NotAuthorizedException");
        }

        @Test
        void missingClientSecretIsRefused() {
            refused(
                    () -> pool.cognito.getTokensFromRefreshToken(
                            r -> r.clientId(pool.clientId).refreshToken(tokens.refreshToken())),
                    "NotAuthorizedException");
        }
    }

    @Nested
    class RefreshWithoutRotation {

        @Test
        void refreshTokenStaysAndIsNotRepeated() {
            String refreshToken = openSignIn().refreshToken();
            assertThat(openRefresh(refreshToken).refreshToken()).isNull();
            assertThatCode(() -> openRefresh(refreshToken)).doesNotThrowAnyException();
        }

        @Test
        void oldFlowServesToo() {
            assertThat(oldStyleRefresh(openSignIn().refreshToken()).accessToken())
                    .isNotBlank();
        }

        @NeedsControlRoutes
        @Test
        void oldFlowWantsTheHashOfTheUsername() {
            pool.patchClient(pool.clientId, "{\"rotation\":false}");
            String username = pool.user(email).path("username").asText();
            refused(() -> oldStyle(email), "NotAuthorizedException");
            assertThat(oldStyle(username)).isNotNull();
        }

        private AuthenticationResultType oldStyle(String hashed) {
            return pool.cognito
                    .initiateAuth(r -> r.clientId(pool.clientId)
                            .authFlow("REFRESH_TOKEN_AUTH")
                            .authParameters(
                                    Map.of("REFRESH_TOKEN", tokens.refreshToken(), "SECRET_HASH", pool.hash(hashed))))
                    .authenticationResult();
        }
    }

    @Nested
    class RefreshWithRotation {

        @Test
        void newRefreshTokenServes() {
            String next = pool.refresh(tokens.refreshToken()).refreshToken();
            assertThat(next).isNotBlank().isNotEqualTo(tokens.refreshToken());
            assertThatCode(() -> pool.refresh(next)).doesNotThrowAnyException();
        }

        @NeedsControlRoutes
        @Test
        void oldOneServesThroughTheGracePeriod() {
            pool.refresh(tokens.refreshToken());
            pool.advance(8);
            assertThatCode(() -> pool.refresh(tokens.refreshToken())).doesNotThrowAnyException();
        }

        @NeedsControlRoutes
        @Test
        void oldOneIsReuseAfterTheGracePeriod() {
            pool.refresh(tokens.refreshToken());
            pool.advance(10);
            refused(() -> pool.refresh(tokens.refreshToken()), "RefreshTokenReuseException");
        }

        @NeedsControlRoutes
        @Test
        void useInTheGracePeriodDoesNotProlongIt() {
            pool.refresh(tokens.refreshToken());
            pool.advance(6);
            pool.refresh(tokens.refreshToken());
            pool.advance(6);
            refused(() -> pool.refresh(tokens.refreshToken()), "RefreshTokenReuseException");
        }

        @NeedsControlRoutes
        @Test
        void graceCanBeNone() {
            pool.patchClient(pool.clientId, "{\"rotation_grace_seconds\":0}");
            pool.refresh(tokens.refreshToken());
            refused(() -> pool.refresh(tokens.refreshToken()), "RefreshTokenReuseException");
        }

        @NeedsControlRoutes
        @Test
        void newRefreshTokenLivesNoLongerThanTheFirst() {
            pool.advance(29L * 24 * 3600);
            String next = pool.refresh(tokens.refreshToken()).refreshToken();
            pool.advance(24 * 3600);
            refused(() -> pool.refresh(next), "NotAuthorizedException", "Refresh Token has expired");
        }

        @Test
        void oldFlowIsNotEnabled() {
            refused(
                    () -> pool.cognito.initiateAuth(r -> r.clientId(pool.clientId)
                            .authFlow("REFRESH_TOKEN_AUTH")
                            .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken()))),
                    "InvalidParameterException",
                    "REFRESH_TOKEN_AUTH flow not enabled for this client");
        }
    }

    @Nested
    class RevokeToken {

        @Test
        void refreshTokenIsDead() {
            pool.revoke(tokens.refreshToken());
            refused(() -> pool.refresh(tokens.refreshToken()), "NotAuthorizedException", REVOKED);
        }

        @Test
        void accessTokenOfTheSignInIsRefused() {
            pool.revoke(tokens.refreshToken());
            refused(() -> getUser(tokens.accessToken()), "NotAuthorizedException", "Access Token has been revoked");
        }

        @Test
        void rotatedTokensOfTheSignInDieWithIt() {
            AuthenticationResultType next = pool.refresh(tokens.refreshToken());
            pool.revoke(tokens.refreshToken());
            refused(() -> pool.refresh(next.refreshToken()), "NotAuthorizedException", REVOKED);
            refused(() -> getUser(next.accessToken()), "NotAuthorizedException");
        }

        @Test
        void otherSignInsLiveOn() {
            AuthenticationResultType other = pool.signIn(email);
            pool.revoke(tokens.refreshToken());
            assertThatCode(() -> pool.refresh(other.refreshToken())).doesNotThrowAnyException();
            assertThatCode(() -> getUser(other.accessToken())).doesNotThrowAnyException();
        }

        @Test
        void revokingTwiceIsNoError() {
            pool.revoke(tokens.refreshToken());
            assertThatCode(() -> pool.revoke(tokens.refreshToken())).doesNotThrowAnyException();
        }

        @Test
        void unknownTokenIsRefused() {
            refused(() -> pool.revoke("unknown"), "InvalidParameterException");
        }

        @Test
        void accessTokenIsTheWrongType() {
            refused(() -> pool.revoke(tokens.accessToken()), "UnsupportedTokenTypeException");
        }

        @Test
        void missingClientSecretIsRefused() {
            refused(
                    () -> pool.cognito.revokeToken(
                            r -> r.clientId(pool.clientId).token(tokens.refreshToken())),
                    "UnauthorizedException");
        }

        @Test
        void unknownClientIsRefused() {
            refused(
                    () -> pool.cognito.revokeToken(r -> r.clientId("stranger").token(tokens.refreshToken())),
                    "UnauthorizedException");
        }
    }

    @Nested
    class GlobalSignOut {

        @Test
        void everySignInOfTheUserEnds() {
            AuthenticationResultType other = pool.signIn(email);
            pool.cognito.globalSignOut(r -> r.accessToken(tokens.accessToken()));
            for (AuthenticationResultType each : new AuthenticationResultType[] {tokens, other}) {
                refused(() -> pool.refresh(each.refreshToken()), "NotAuthorizedException", REVOKED);
                refused(() -> getUser(each.accessToken()), "NotAuthorizedException", "Access Token has been revoked");
            }
        }

        @NeedsControlRoutes
        @Test
        void otherUsersStaySignedIn() {
            AuthenticationResultType demo = pool.signIn("demo@example.com", "demo-Passw0rd!");
            pool.cognito.globalSignOut(r -> r.accessToken(tokens.accessToken()));
            assertThatCode(() -> pool.refresh(demo.refreshToken())).doesNotThrowAnyException();
        }

        @Test
        void userCanSignInAgainAtOnce() {
            pool.cognito.globalSignOut(r -> r.accessToken(tokens.accessToken()));
            String fresh = pool.signIn(email).accessToken();
            assertThatCode(() -> getUser(fresh)).doesNotThrowAnyException();
        }

        @Test
        void secondTimeIsRefused() {
            pool.cognito.globalSignOut(r -> r.accessToken(tokens.accessToken()));
            refused(
                    () -> pool.cognito.globalSignOut(r -> r.accessToken(tokens.accessToken())),
                    "NotAuthorizedException",
                    "Access Token has been revoked");
        }

        @Test
        void administratorCanEndAllSignIns() {
            pool.cognito.adminUserGlobalSignOut(r -> r.userPoolId(pool.id).username(email));
            refused(() -> pool.refresh(tokens.refreshToken()), "NotAuthorizedException", REVOKED);
            refused(() -> getUser(tokens.accessToken()), "NotAuthorizedException");
        }

        @Test
        void administratorHearsOfUnknownUsers() {
            refused(
                    () -> pool.cognito.adminUserGlobalSignOut(
                            r -> r.userPoolId(pool.id).username("nobody@example.com")),
                    "UserNotFoundException");
        }
    }
}
