package dev.gatehouse.token;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which bearer tokens are accepted, and where the signing keys come from. */
@ConfigMapping(prefix = "gatehouse.token")
public interface TokenConfig {

    /**
     * Advanced: the {@code iss} claim that every token must have. Without it, the pool's own address in the region's partition
     * of AWS.
     */
    Optional<String> issuer();

    /**
     * Which of the pool's two addresses {@code iss} must be: {@code original} ({@code https://cognito-idp.…}), {@code updated}
     * ({@code https://issuer-cognito-idp.…}), or {@code both} while a pool changes from one to the other. It has no effect if
     * {@link #issuer()} is set.
     */
    @WithDefault("original")
    IssuerType issuerType();

    /**
     * Advanced: the URI of the signing keys (RFC 7517). Without it, {@code .well-known/jwks.json} below the pool's id at the
     * endpoint to which calls to Cognito go, also with FIPS, dual-stack or an endpoint override; below {@link #issuer()} if
     * that is set.
     */
    Optional<String> jwksUri();

    /** The app clients whose access tokens are accepted ({@code client_id}). */
    Optional<Set<String>> clientIds();

    /**
     * The names that this service has in the {@code aud} claim, which Cognito writes if a sign-in asked for a resource (RFC
     * 8707). A token with an {@code aud} that is not in this list is refused.
     */
    Optional<Set<String>> audiences();

    /** Advanced: how far clocks may differ when {@code exp}, {@code nbf} and {@code iat} are checked. */
    @WithDefault("60s")
    Duration clockSkew();

    /** Advanced: the longest life of an access token; a token with a longer one is refused. Cognito allows at most 24 hours. */
    @WithDefault("24h")
    Duration maxLifetime();

    /**
     * The life of a refresh token, as the app client has it. Terraform prints it as {@code GATEHOUSE_TOKEN_REFRESH_LIFETIME}. A
     * session that ended here and not at Cognito is refused for as long.
     */
    @WithDefault("30d")
    Duration refreshLifetime();

    /**
     * How old a sign-in may be for changes of the ways into an account, such as a second factor or a passkey. After that the
     * person must sign in again (RFC 9470).
     */
    @WithDefault("5m")
    Duration reauthenticationMaxAge();

    /**
     * Advanced: how often the signing keys are fetched in the background, and so how long a withdrawn key may still be
     * accepted.
     */
    @WithDefault("10m")
    Duration keyRefreshInterval();

    /** Advanced: the least time between two fetches that tokens with unknown keys cause, and after a fetch that failed. */
    @WithDefault("10s")
    Duration keyRefreshCoolDown();

    /** Advanced: how long one fetch of the signing keys may take. */
    @WithDefault("2s")
    Duration keyFetchTimeout();

    /**
     * Advanced: how much memory tokens with a verified signature may take, so that each signature is verified once; 0 keeps
     * none. A usual token takes less than 1 KB. Expiry, revocation and withdrawn keys are checked on each request.
     */
    @WithDefault("12M")
    MemorySize verifiedCacheMemory();

    /** Further pools whose tokens {@code /guard} accepts, by a name of yours. The routes for users do not accept them. */
    Map<String, Pool> pools();

    /** One further issuer. */
    interface Pool {
        /**
         * Advanced: the {@code iss} claim of its tokens, an address that ends in the id of the pool. Issuers that end alike are
         * one pool, such as the replica Regions of a multi-Region pool.
         */
        String issuer();

        /** Advanced: the URI of its signing keys. Without it, {@code /.well-known/jwks.json} below the issuer. */
        Optional<String> jwksUri();

        /** Advanced: the app clients whose access tokens are accepted. */
        Set<String> clientIds();
    }
}
