package dev.gatehouse.token;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/** The claims of a token whose signature holds, read strictly: a claim of the wrong type refuses the token. */
final class BearerClaims {
    private final JwtClaims claims;

    BearerClaims(JwtClaims claims) {
        this.claims = claims;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> refused("The token has no " + name + " claim."));
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable(read(name, () -> claims.getStringClaimValue(name)));
    }

    List<String> texts(String name) {
        // The copy has no room for null, which a list of JSON has.
        List<String> values =
                claims.hasClaim(name) ? read(name, () -> List.copyOf(claims.getStringListClaimValue(name))) : null;
        return values == null ? List.of() : values;
    }

    Instant time(String name) {
        return optionalTime(name).orElseThrow(() -> refused("The token has no " + name + " claim."));
    }

    Optional<Instant> optionalTime(String name) {
        NumericDate date = read(name, () -> claims.getNumericDateClaimValue(name));
        try {
            return Optional.ofNullable(date).map(NumericDate::getValue).map(Instant::ofEpochSecond);
        } catch (RuntimeException e) {
            throw refused("The token's " + name + " claim is malformed.");
        }
    }

    static IdentityException refused(String reason) {
        return new IdentityException(new TokenRefused(reason));
    }

    private static <T> @Nullable T read(String name, Read<T> read) {
        try {
            return read.now();
        } catch (MalformedClaimException | RuntimeException e) {
            throw refused("The token's " + name + " claim is malformed.");
        }
    }

    private interface Read<T> {
        @Nullable
        T now() throws MalformedClaimException;
    }
}
