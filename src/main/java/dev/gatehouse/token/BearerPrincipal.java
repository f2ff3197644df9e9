package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * A verified access token as smallrye-jwt sees it; its groups are the caller's roles. It holds only the claims that were
 * judged: smallrye-jwt would translate each of the others, and fails at some that are good JSON.
 */
final class BearerPrincipal extends DefaultJWTCallerPrincipal {
    private final Caller caller;

    BearerPrincipal(String token, BearerCaller caller) {
        super(token, "JWT", judged(caller));
        this.caller = caller;
    }

    private static JwtClaims judged(BearerCaller caller) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(caller.userId());
        claims.setIssuedAt(NumericDate.fromSeconds(caller.issuedAt().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(caller.expiresAt().getEpochSecond()));
        return claims;
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
