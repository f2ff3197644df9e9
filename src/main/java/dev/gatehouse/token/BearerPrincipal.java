package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/** A verified access token as smallrye-jwt sees it; its groups are the caller's roles. */
final class BearerPrincipal extends DefaultJWTCallerPrincipal {
    private final Caller caller;

    BearerPrincipal(String token, JwtClaims claims, Caller caller) {
        super(token, "JWT", claims);
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.userId();
    }

    @Override
    public Set<String> getGroups() {
        return caller.roles();
    }

    @Override
    public String toString() {
        return caller.toString();
    }
}
