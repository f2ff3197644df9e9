package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the {@link Caller} of a protected route injectable. */
@Singleton
class CallerProducer {

    @Produces
    @RequestScoped
    Caller caller(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof BearerCaller caller) {
            return caller;
        }
        throw new UnauthorizedException();
    }
}
