package dev.gatehouse.limit;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Limit;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;

/** Which account a call is counted for: the one that it names, or the caller's. */
@Singleton
class LimitedAccount {
    private final CurrentIdentityAssociation association;

    LimitedAccount(CurrentIdentityAssociation association) {
        this.association = association;
    }

    /** A sign-out counts for the caller first: a client could invent another refresh token for each request. */
    Optional<String> of(Limit limit, InvocationContext invocation) {
        return limit == Limit.LOGOUT
                ? caller(invocation).or(() -> named(invocation))
                : named(invocation).or(() -> caller(invocation));
    }

    static Optional<String> named(InvocationContext invocation) {
        return argument(invocation, HasAccountKey.class).map(HasAccountKey::accountKey);
    }

    private Optional<String> caller(InvocationContext invocation) {
        return argument(invocation, Caller.class).map(Caller::userId).or(this::authenticated);
    }

    private Optional<String> authenticated() {
        try {
            return Optional.of(association.getIdentity())
                    .filter(identity -> !identity.isAnonymous())
                    .map(SecurityIdentity::getPrincipal)
                    .map(Principal::getName);
        } catch (AuthenticationFailedException e) {
            // Not counted for an account. The method answers: it may refuse the request, or accept a refresh token
            // instead.
            return Optional.empty();
        }
    }

    private static <T> Optional<T> argument(InvocationContext invocation, Class<T> type) {
        return Arrays.stream(invocation.getParameters())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
