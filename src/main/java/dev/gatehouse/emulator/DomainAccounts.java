package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.factors.FactorPolicy;
import dev.gatehouse.emulator.hosted.Accounts;
import dev.gatehouse.emulator.hosted.OAuthClient;
import dev.gatehouse.emulator.hosted.OAuthError;
import dev.gatehouse.emulator.hosted.SignInRefused;
import dev.gatehouse.emulator.hosted.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pool's clients, users and tokens as its domain needs them. */
final class DomainAccounts implements Accounts {

    private final UserPool pool;
    private final TokenIssuer tokens;
    private final AccessTokens accessTokens;
    private final SecondFactor secondFactor;
    private final Federation federation;

    DomainAccounts(UserPool pool, TokenIssuer tokens, AccessTokens accessTokens) {
        this.pool = pool;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
        secondFactor = new SecondFactor(pool);
        federation = new Federation(pool);
    }

    @Override
    public Instant now() {
        return pool.now();
    }

    @Override
    public Optional<OAuthClient> client(String id) {
        return pool.locked(() -> pool.findClient(id)
                .map(client -> new OAuthClient(id, client.oauth(), client.hasSecret(), client::accepts)));
    }

    @Override
    public List<String> hints() {
        return Seed.ALL.stream()
                .map(seed -> seed.email() + ": " + seed.password())
                .toList();
    }

    @Override
    public String signIn(String email, String password) {
        return page(() -> {
            User user = pool.find(email).orElseThrow(PasswordSignIn::wrongCredentials);
            PasswordSignIn.verify(user, () -> user.passwords.matches(password), pool.now());
            boolean mfa = pool.factors.policy().mode() == FactorPolicy.Mode.ON
                    || !secondFactor.asked(user).isEmpty();
            if (mfa || user.status == UserStatus.FORCE_CHANGE_PASSWORD) {
                throw CognitoError.notAuthorized(
                        "This page has the first step only: no second factor, no new password.");
            }
            return user.username;
        });
    }

    @Override
    public String federate(String provider, String email) {
        return page(() -> {
            User user = federation.user(provider, email);
            if (!user.enabled) {
                throw new OAuthError(400, "invalid_request", "User is disabled.");
            }
            return user.username;
        });
    }

    private String page(Supplier<String> step) {
        try {
            return pool.locked(step);
        } catch (CognitoError error) {
            throw new SignInRefused(error.text());
        }
    }

    @Override
    public ObjectNode begin(OAuthClient client, SignedIn person, String scope, @Nullable String nonce) {
        return tokens.tokens(pool.locked(() -> {
            User user = pool.find(person.username())
                    .filter(candidate -> candidate.enabled)
                    .orElseThrow(() -> OAuthError.of("invalid_grant"));
            return pool.signIns
                    .begin(user, pool.client(client.id()), scope, person.at(), pool.now())
                    .withNonce(nonce);
        }));
    }

    @Override
    public ObjectNode refresh(OAuthClient client, String refreshToken) {
        try {
            return tokens.tokens(
                    pool.locked(() -> pool.signIns.refresh(refreshToken, pool.client(client.id()), pool.now())));
        } catch (CognitoError refused) {
            throw new OAuthError(400, "invalid_grant", refused.text());
        }
    }

    @Override
    public ObjectNode machine(OAuthClient client, String scope) {
        return tokens.machine(pool.locked(() -> pool.client(client.id())), scope, pool.now());
    }

    @Override
    public void revoke(OAuthClient client, String refreshToken) {
        pool.lockedRun(() -> pool.signIns.revoke(refreshToken, pool.client(client.id())));
    }

    @Override
    public ObjectNode userInfo(String accessToken) {
        try {
            JsonNode claims = accessTokens.verified(accessToken);
            String scope = claims.path("scope").asText();
            if (!ScopedClaims.has(scope, "openid")) {
                throw new OAuthError(401, "invalid_token", "Access token does not contain openid scope");
            }
            return pool.locked(() -> {
                User user = accessTokens.user(claims, AccessTokens::noSuchUser);
                ObjectNode answer = Json.object();
                // Texts all of them, the flags too: at Cognito "email_verified" is "true" here.
                ScopedClaims.visible(scope, user.attributes).forEach(answer::put);
                return answer.put("username", user.username);
            });
        } catch (CognitoError refused) {
            throw new OAuthError(
                    401,
                    "invalid_token",
                    "Access token is expired, disabled, or deleted, or the user has globally signed out.");
        }
    }
}
