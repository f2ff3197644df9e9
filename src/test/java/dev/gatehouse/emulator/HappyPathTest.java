package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** The whole life of an account in one go, through the SDK. */
class HappyPathTest {

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    @Test
    void accountLivesFromSignUpToDeletion() {
        String email = Pool.someone();
        assertThat(pool.signUp(email).codeDeliveryDetails().destination()).startsWith(email.charAt(0) + "***@");
        pool.resend(email);
        pool.confirm(email, pool.code(email));
        AuthenticationResultType tokens = pool.signIn(email);
        AuthenticationResultType again = pool.refresh(tokens.refreshToken());
        pool.change(again.accessToken(), Pool.PASSWORD, Pool.OTHER_PASSWORD);
        pool.forgot(email);
        pool.reset(email, pool.code(email), Pool.PASSWORD);
        AuthenticationResultType fresh = pool.signIn(email);
        assertThat(pool.cognito.getUser(r -> r.accessToken(fresh.accessToken())).userAttributes())
                .anyMatch(a -> "email".equals(a.name()) && email.equals(a.value()));
        pool.revoke(fresh.refreshToken());
        pool.cognito.globalSignOut(r -> r.accessToken(again.accessToken()));
        String last = pool.signIn(email).accessToken();
        pool.cognito.deleteUser(r -> r.accessToken(last));
        Pool.refused(() -> pool.signIn(email), "NotAuthorizedException", "Incorrect username or password.");
    }
}
