package dev.gatehouse.limit;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Limit;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import java.util.Optional;

/** Which account a call is counted for: the one that it names, or the caller's. */
@Singleton
class LimitedAccount {
    private final CurrentIdentityAssociation association;

    LimitedAccount(CurrentIdentityAssociation association) {
        this.association = association;
    }

    /**
     * Nothing where there is neither. A sign-out is counted for the caller, whatever token it holds besides: to invent
     * another one for each would be easy.
     */
    Optional<String> of(Limit limit, InvocationContext invocation) {
        return limit == Limit.LOGOUT
                ? caller(invocation).or(() -> named(invocation))
                : named(invocation).or(() -> caller(invocation));
    }

    static Optional<String> named(InvocationContext invocation) {
        return argument(invocation, HasAccountKey.class).map(HasAccountKey::accountKey);
    }

    private Optional<String> caller(InvocationContext invocation) {
        return argument(invocation, Caller.class).map(Caller::userId).or(this::caller);
    }

    private Optional<String> caller() {
        try {
            SecurityIdentity identity =
                    association.getDeferredIdentity().await().indefinitely();
            return identity.isAnonymous()
                    ? Optional.empty()
                    : Optional.of(identity.getPrincipal().getName());
        } catch (AuthenticationFailedException e) {
            // Nobody's: the method says so, or goes by another token.
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
