package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Tokens;
import dev.gatehouse.revocation.Revocations;
import jakarta.inject.Singleton;

/** Judges sessions that Cognito refreshed: one may have ended here, while its refresh token is still valid there. */
@Singleton
public class RefreshedSessions {
    private final BearerTokens tokens;
    private final Revocations revocations;
    private final RecentSignIns signIns;

    RefreshedSessions(BearerTokens tokens, Revocations revocations, RecentSignIns signIns) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.signIns = signIns;
    }

    /**
     * Whether the session of these new tokens goes on; if so, its refresh is recorded. If not, nobody may have the tokens. Blocks
     * when replicas share what was refreshed: for virtual threads.
     *
     * @throws dev.gatehouse.identity.IdentityException {@code InvalidUpstreamResponse} when the access token is not one of
     *     Cognito; {@code RevocationsUnknown} while the shared store is unreachable, if the setting is to refuse then
     */
    public boolean goesOn(Tokens fresh) {
        Caller caller = tokens.readFromCognito(fresh.accessToken());
        if (revocations.hasEnded(caller)) {
            return false;
        }
        signIns.refreshed(caller);
        return true;
    }
}
