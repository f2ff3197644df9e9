package dev.gatehouse.limit;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.ChallengeRefused;
import dev.gatehouse.identity.IdentityFailure.CodeRefused;
import dev.gatehouse.identity.IdentityFailure.InvalidCredentials;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.SlowedDown;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong answers to challenges. The count is the account's and not the challenge's: whoever knows the password can have
 * as many challenges as they like.
 */
@SlowedDown
@Interceptor
@Priority(LimitInterceptor.VALIDATION + 200)
class SlowDownInterceptor {
    private final boolean enabled;
    private final Limits limits;

    SlowDownInterceptor(LimitConfig config, Limits limits) {
        this.enabled = config.enabled();
        this.limits = limits;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        if (!enabled) {
            return invocation.proceed();
        }
        String account = LimitedAccount.named(invocation).orElseThrow();
        limits.admitAnswer(account);
        return limits.attempt(
                Limit.CHALLENGE,
                account,
                invocation,
                SignIn.SignedIn.class::isInstance,
                SlowDownInterceptor::isWrongAnswer);
    }

    /** The last is also what Cognito says of the last of too many wrong codes in one challenge. */
    private static boolean isWrongAnswer(IdentityFailure failure) {
        return failure instanceof CodeRefused
                || failure instanceof ChallengeRefused
                || failure instanceof InvalidCredentials;
    }
}
