package dev.gatehouse.emulator;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the embedded pool with the service, before anything asks it for keys, and stops it with it. In a production
 * build this bean does not exist.
 *
 * <p>Its settings are read by name, because a mapping would be part of production builds too: {@code
 * gatehouse.emulator.enabled} (default true), {@code .host} (127.0.0.1), {@code .port} (9229) and {@code
 * .public-endpoint} (what tokens name as their issuer, when the pool is reached by another address than it listens on), and
 * {@code .hosts} (further host names that requests may name).
 */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test"})
final class EmulatorStart {

    private static final Logger LOG = Logger.getLogger("dev.gatehouse.emulator");
    private static final String PREFIX = "gatehouse.emulator.";

    private final SmallRyeConfig config;
    private volatile @Nullable Emulator emulator;

    EmulatorStart(SmallRyeConfig config) {
        this.config = config;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        if (!config.getOptionalValue(PREFIX + "enabled", Boolean.class).orElse(true)) {
            return;
        }
        int port = config.getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
        String site = config.getOptionalValue("gatehouse.http.public-url", String.class)
                .orElse("http://localhost:" + port)
                .replaceAll("/+$", "");
        EmulatorSettings settings = EmulatorSettings.defaults()
                .withSite(site)
                .withHosts(
                        config.getOptionalValues(PREFIX + "hosts", String.class).orElse(List.of()))
                .withHost(config.getOptionalValue(PREFIX + "host", String.class).orElse("127.0.0.1"))
                .withPort(
                        config.getOptionalValue(PREFIX + "port", Integer.class).orElse(9229));
        URI publicEndpoint =
                config.getOptionalValue(PREFIX + "public-endpoint", URI.class).orElse(null);
        Emulator started =
                Emulator.start(publicEndpoint == null ? settings : settings.withPublicEndpoint(publicEndpoint));
        emulator = started;
        LOG.info(banner(started, port));
    }

    void stop(@Observes ShutdownEvent event) {
        Emulator running = emulator;
        if (running != null) {
            running.close();
            emulator = null;
        }
    }

    /** The outbox of the running pool. */
    Optional<OutboxPage.Source> outbox() {
        return Optional.ofNullable(emulator).map(Emulator::outbox);
    }

    static String banner(Emulator emulator, int port) {
        String users = Seed.ALL.stream()
                .map(seed -> "    " + seed.email() + " / " + seed.password()
                        + (seed.groups().isEmpty() ? "" : " (group " + String.join(", ", seed.groups()) + ")"))
                .collect(Collectors.joining("\n"));
        return """

                THIS IS NOT AWS. An embedded user pool serves this process; it forgets everything when it stops.
                  open       http://localhost:%d/outbox (codes that Cognito would mail; printed here too)
                             %s/outbox?email=demo@example.com (the same for scripts)
                  endpoints  those of docs/openapi.yaml, such as POST http://localhost:%1$d/auth/login
                  pool       %s at %2$s
                  client     %s (and %s, without a secret)
                  users
                %s""".formatted(
                        port,
                        emulator.endpoint(),
                        emulator.poolId(),
                        emulator.clientId(),
                        EmulatorSettings.PUBLIC_CLIENT_ID,
                        users);
    }
}
