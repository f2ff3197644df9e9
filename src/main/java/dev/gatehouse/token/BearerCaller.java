package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Secret;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The caller of a verified access token; the principal of Quarkus Security. */
record BearerCaller(AccessToken claims, Secret accessToken) implements Caller, Principal {

    @Override
    public String userId() {
        return claims.userId();
    }

    @Override
    public Set<String> roles() {
        return claims.roles();
    }

    @Override
    public Set<String> scopes() {
        return claims.scopes();
    }

    @Override
    public String signInId() {
        return claims.session();
    }

    @Override
    public Instant signedInAt() {
        return Instant.ofEpochSecond(claims.signedInAt());
    }

    @Override
    public Optional<Instant> authenticatedAt() {
        return claims.authTime().isPresent() ? Optional.of(signedInAt()) : Optional.empty();
    }

    @Override
    public Instant issuedAt() {
        return Instant.ofEpochSecond(claims.issuedAt());
    }

    @Override
    public Instant expiresAt() {
        return Instant.ofEpochSecond(claims.expiresAt());
    }

    @Override
    public String getName() {
        return userId();
    }

    @Override
    public String toString() {
        return "Caller[" + userId() + "]";
    }
}
