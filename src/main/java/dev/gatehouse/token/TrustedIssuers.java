package dev.gatehouse.token;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.identity.PoolAddress;
import dev.gatehouse.token.SigningKeys.KeySource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The issuers whose tokens are accepted: the configured pool, and those of {@link TokenConfig#pools()}. Each has keys of its
 * own, which are fetched apart, so that one that does not answer harms no other.
 */
@Singleton
public class TrustedIssuers {
    /** The name of the configured pool, in {@code pool=<name>} of a decision and in metrics. */
    public static final String DEFAULT = "default";

    private static final String WELL_KNOWN = "/.well-known/jwks.json";

    private final TokenConfig config;
    private final PoolAddress pool;
    private final SigningKeys ownKeys;
    private final Map<String, SigningKeys> furtherKeys = new HashMap<>();
    private volatile @Nullable Map<String, TrustedIssuer> byIssuer;

    TrustedIssuers(
            TokenConfig config,
            PoolAddress pool,
            JwksClient client,
            @Identifier("steady") Clock clock,
            @VirtualThreads ExecutorService executor,
            ScheduledExecutorService scheduler,
            MeterRegistry metrics) {
        this.config = config;
        this.pool = pool;
        Optional<URI> configured = config.jwksUri()
                .or(() -> config.issuer().map(issuer -> issuer + WELL_KNOWN))
                .map(JwksClient::address);
        BiFunction<String, KeySource, SigningKeys> keys =
                (name, source) -> new SigningKeys(name, source, config, clock, executor, scheduler, metrics);
        // The pool's own address needs the SDK's client, so it is read with the first fetch.
        ownKeys =
                keys.apply(DEFAULT, () -> client.fetch(configured.orElseGet(() -> JwksClient.address(pool.keySet()))));
        config.pools().forEach((name, further) -> {
            if (name.equals(DEFAULT)) {
                throw new ConfigurationException(
                        "gatehouse.token.pools.default must have another name: this one is the configured pool's.");
            }
            poolOf(name, further.issuer());
            URI address = JwksClient.address(further.jwksUri().orElse(further.issuer() + WELL_KNOWN));
            furtherKeys.put(name, keys.apply(name, () -> client.fetch(address)));
        });
    }

    /** Does not block the start: requests that need a key wait for this fetch. */
    @Startup
    void start() {
        ownKeys.start();
        furtherKeys.values().forEach(SigningKeys::start);
    }

    void stop(@Observes ShutdownEvent event) {
        ownKeys.stop();
        furtherKeys.values().forEach(SigningKeys::stop);
    }

    /** The keys of the configured pool. */
    public SigningKeys defaultKeys() {
        return ownKeys;
    }

    /** The issuer with this {@code iss}; null if it is not trusted. */
    @Nullable
    TrustedIssuer find(String issuer) {
        return all().get(issuer);
    }

    /** The configured pool. */
    TrustedIssuer ofDefaultPool() {
        return new TrustedIssuer(
                lastSegment(pool.originalIssuer()), true, config.clientIds().orElse(Set.of()), ownKeys);
    }

    /** The ids of the pools by their names in the settings. */
    public Map<String, String> poolIds() {
        Map<String, String> ids = new HashMap<>(Map.of(DEFAULT, ofDefaultPool().pool()));
        config.pools().forEach((name, further) -> ids.put(name, poolOf(name, further.issuer())));
        return ids;
    }

    /** Computed with the first token: at construction the pool's settings are not validated yet. */
    private Map<String, TrustedIssuer> all() {
        Map<String, TrustedIssuer> known = byIssuer;
        if (known == null) {
            Map<String, TrustedIssuer> made = new HashMap<>();
            TrustedIssuer configured = ofDefaultPool();
            furtherKeys.forEach((name, keys) -> {
                TokenConfig.Pool further = requireNonNull(config.pools().get(name));
                String id = poolOf(name, further.issuer());
                made.put(
                        further.issuer(),
                        new TrustedIssuer(id, id.equals(configured.pool()), further.clientIds(), keys));
            });
            defaultIssuers().forEach(issuer -> made.put(issuer, configured));
            known = Map.copyOf(made);
            byIssuer = known;
        }
        return known;
    }

    private Set<String> defaultIssuers() {
        return config.issuer().map(Set::of).orElseGet(() -> switch (config.issuerType()) {
            case ORIGINAL -> Set.of(pool.originalIssuer());
            case UPDATED -> Set.of(pool.updatedIssuer());
            case BOTH -> Set.of(pool.originalIssuer(), pool.updatedIssuer());
        });
    }

    private static String poolOf(String name, String issuer) {
        String id = lastSegment(issuer);
        if (id.isEmpty() || id.equals(issuer)) {
            throw new ConfigurationException("gatehouse.token.pools." + name
                    + ".issuer is malformed: it must be an address that ends in the id of the pool.");
        }
        return id;
    }

    private static String lastSegment(String issuer) {
        return issuer.substring(issuer.lastIndexOf('/') + 1);
    }
}
