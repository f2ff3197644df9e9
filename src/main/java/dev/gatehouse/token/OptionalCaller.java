package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The caller of a route that works with a bearer token and without one. Blocks while the token is verified. */
@RequestScoped
public class OptionalCaller {
    private final CurrentIdentityAssociation association;

    OptionalCaller(CurrentIdentityAssociation association) {
        this.association = association;
    }

    /** The caller; empty when there is no bearer token or it is refused. */
    public Optional<Caller> ifValid() {
        try {
            return present();
        } catch (AuthenticationFailedException e) {
            return Optional.empty();
        }
    }

    /**
     * The caller.
     *
     * @throws AuthenticationFailedException when the bearer token is refused
     * @throws io.quarkus.security.UnauthorizedException when there is no bearer token
     */
    public Caller required() {
        return present().orElseThrow(io.quarkus.security.UnauthorizedException::new);
    }

    private Optional<Caller> present() {
        SecurityIdentity identity = association.getDeferredIdentity().await().indefinitely();
        return identity.getPrincipal() instanceof BearerCaller caller ? Optional.of(caller) : Optional.empty();
    }
}
