package dev.gatehouse.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which bearer tokens are accepted, and where the keys come from. */
@ConfigMapping(prefix = "gatehouse.token")
public interface TokenConfig {

    /** The {@code iss} claim that every token must have, in place of the pool's own address. */
    Optional<String> issuer();

    /** Which of the pool's own addresses that is: {@code original}, {@code updated} or {@code both}. */
    @WithDefault("original")
    IssuerType issuerType();

    /**
     * Where the pool publishes its signing keys (RFC 7517). Without it: below {@link #issuer()}, or without that too, where calls
     * to Cognito go, which an endpoint override, FIPS or dual-stack may have changed.
     */
    Optional<String> jwksUri();

    /** The app clients whose access tokens are accepted ({@code client_id}); none means that none is. */
    Optional<Set<String>> clientIds();

    /**
     * The names that this service has in the {@code aud} claim (RFC 7519 §4.1.3), which Cognito writes where a sign-in asked for a
     * resource (RFC 8707): a token with such a claim is accepted only if it has one of these; none means that any refuses it.
     */
    Optional<Set<String>> audiences();

    /** How far clocks may differ when {@code exp}, {@code nbf} and {@code iat} are judged. */
    @WithDefault("60s")
    Duration clockSkew();

    /** The longest life of an access token; one that claims more is refused. Cognito allows up to 24 hours. */
    @WithDefault("24h")
    Duration maxLifetime();

    /** How long a refresh token can live, as the app client says; what was ended here alone is refused for as long. */
    @WithDefault("30d")
    Duration refreshLifetime();

    /** How often the keys are fetched anew in the background. */
    @WithDefault("10m")
    Duration keyRefreshInterval();

    /** The least time between two fetches that unknown key ids cause, and between retries while the pool is away. */
    @WithDefault("10s")
    Duration keyRefreshCoolDown();

    /** How long one fetch of the keys may take. */
    @WithDefault("2s")
    Duration keyFetchTimeout();

    /** How many tokens whose signature holds are remembered, about 4 KB each; 0 for none. */
    @WithDefault("2000")
    int verifiedCacheSize();
}
