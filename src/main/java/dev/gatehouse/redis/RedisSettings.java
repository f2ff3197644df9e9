package dev.gatehouse.redis;

import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Where Redis is. An address may hold a password, and is never printed. */
@Singleton
class RedisSettings {
    private final Optional<Secret> url;
    private final String subject;
    private final Duration renewAfter;
    private final Duration timeout;

    RedisSettings(RedisConfig config) {
        this.url = read(config);
        this.subject = Secret.subject("REDIS_URL", config.urlFile(), "address");
        this.renewAfter = config.renewAfter();
        this.timeout = config.timeout();
        if (!renewAfter.isPositive()) {
            throw new ConfigurationException("gatehouse.redis.renew-after must be longer than nothing.");
        }
    }

    boolean isConfigured() {
        return url.isPresent();
    }

    Duration renewAfter() {
        return renewAfter;
    }

    Duration timeout() {
        return timeout;
    }

    /**
     * One, or several of a cluster or of Sentinels.
     *
     * @throws ConfigurationException when REDIS_URL, or the content of its file, is missing or malformed
     */
    Set<URI> addresses() {
        Secret text = url.orElseThrow(() ->
                new ConfigurationException("REDIS_URL is missing: set it (such as redis://redis.example.com:6379)."));
        Set<URI> addresses = RedisAddress.parse(text.value());
        if (addresses.isEmpty()) {
            throw new ConfigurationException(
                    subject + " is malformed: it must be an address such as redis://redis.example.com:6379.");
        }
        return addresses;
    }

    private static Optional<Secret> read(RedisConfig config) {
        try {
            return Secret.read(config.url(), config.urlFile());
        } catch (UncheckedIOException e) {
            throw new ConfigurationException("REDIS_URL_FILE names a file that cannot be read.");
        }
    }
}
