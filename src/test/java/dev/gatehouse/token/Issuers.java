package dev.gatehouse.token;

import dev.gatehouse.egress.Ways;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Trusted issuers without an application around them, and access tokens of theirs. */
final class Issuers implements AutoCloseable {
    /** The configured pool, with keys that are never fetched. */
    static final TrustedIssuer OURS = new TrustedIssuer(
            "eu-west-1_Example",
            true,
            Set.of("ours"),
            new SigningKeys(
                    "default",
                    Map::of,
                    TokenSettings.with(Map.of()),
                    Clock.systemUTC(),
                    Executors.newVirtualThreadPerTaskExecutor(),
                    Executors.newScheduledThreadPool(0),
                    new SimpleMeterRegistry()));

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Vertx vertx = Vertx.vertx();
    private final TokenConfig config;

    Issuers(TokenConfig config) {
        this.config = config;
    }

    TrustedIssuers trusted() {
        return new TrustedIssuers(
                config,
                PoolAddresses.EXAMPLE,
                client(),
                Clock.systemUTC(),
                executor,
                scheduler,
                new SimpleMeterRegistry());
    }

    /** Keys that are fetched from this address once they are started. */
    SigningKeys keys(Clock clock, String address) {
        JwksClient client = client();
        return new SigningKeys(
                "default",
                () -> client.fetch(JwksClient.address(address)),
                config,
                clock,
                executor,
                scheduler,
                new SimpleMeterRegistry());
    }

    private JwksClient client() {
        return new JwksClient(config, vertx, Ways.direct());
    }

    /** A token of {@link #OURS} with these claims beside those that every token must have. */
    static AccessToken token(Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "token_use",
                "access",
                "sub",
                "user",
                "client_id",
                "ours",
                "jti",
                "session",
                "iat",
                1_000,
                "exp",
                4_600));
        claims.putAll(more);
        return AccessToken.of(OURS, BearerClaims.of(claims));
    }

    @Override
    public void close() {
        vertx.close();
        executor.shutdownNow();
        scheduler.shutdownNow();
    }
}
