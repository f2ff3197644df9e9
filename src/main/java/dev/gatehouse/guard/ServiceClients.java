package dev.gatehouse.guard;

import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Sha256;
import dev.gatehouse.log.LogField;
import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The configured services, and how they authenticate. Digests of the secrets are compared, in constant time, also for an
 * unknown id: neither the length of a secret nor which ids exist shows in the time of the answer.
 */
@Singleton
class ServiceClients implements StartupStep {
    private static final String PREFIX = "gatehouse.oauth.clients.";
    private static final Pattern ID = Pattern.compile("[\\w.-]{1,64}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,256}");
    /** RFC 6749 §10.10: guessing must be unlikely; these are 128 bits and more, if they are random. */
    private static final int ENOUGH = 32;

    private static final Logger LOG = Logger.getLogger(ServiceClients.class);
    private static final int DIGEST_BYTES = 32;

    private final Map<String, ServiceClient> clients = new HashMap<>();
    private final Map<String, byte[]> digests = new HashMap<>();
    /** Of no secret. */
    private final byte[] unknown = new byte[DIGEST_BYTES];

    private final RefusedClients refused;

    ServiceClients(OauthClientConfig config, RefusedClients refused) {
        this.refused = refused;
        new SecureRandom().nextBytes(unknown);
        config.clients().forEach((id, client) -> {
            if (!ID.matcher(id).matches()) {
                throw new ConfigurationException(
                        PREFIX + id + " is malformed: a client id must be up to 64 letters, digits, '.', '_' or '-'.");
            }
            clients.put(id, new ServiceClient(id, client.mayRevoke().orElse(Set.of())));
            digests.put(id, digest(secret(id, client)));
        });
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.SERVICE_CLIENTS;
    }

    /** Does nothing more: the constructor has aborted the start if a setting is wrong. */
    @Override
    public void run() {}

    /**
     * The client whose credentials these are.
     *
     * @throws dev.gatehouse.identity.IdentityException {@code ClientRefused} when they are missing or wrong, {@code
     *     InvalidInput} when there are several
     */
    @Limited(Limit.OAUTH_CLIENT)
    ServiceClient authenticate(@Nullable String authorization, Form form) {
        Optional<ClientCredentials> given = ClientCredentials.of(authorization, form);
        if (given.isEmpty()) {
            return refused.refuse();
        }
        String id = given.get().id();
        boolean isRight = MessageDigest.isEqual(digest(given.get().secret()), digests.getOrDefault(id, unknown));
        ServiceClient client = clients.get(id);
        if (!isRight || client == null) {
            return refused.refuse();
        }
        MDC.put(LogField.CLIENT_ID, id);
        return client;
    }

    private static Secret secret(String id, OauthClientConfig.Client client) {
        Optional<Secret> secret;
        try {
            secret = Secret.read(client.secret(), client.secretFile());
        } catch (UncheckedIOException e) {
            // Without the cause: a failed start prints only the root cause's message, which must be this one.
            throw new ConfigurationException(PREFIX + id + ".secret-file names a file that cannot be read.");
        }
        if (secret.isEmpty()) {
            throw new ConfigurationException(PREFIX + id + ".secret is missing: set it, or secret-file.");
        }
        if (!SECRET.matcher(secret.get().value()).matches()) {
            throw new ConfigurationException(PREFIX + id
                    + (client.secretFile().isPresent() ? ".secret-file names a file whose secret" : ".secret")
                    + " is malformed: it must be one line of up to 256 visible ASCII characters.");
        }
        if (secret.get().value().length() < ENOUGH) {
            LOG.warnf("%s%s has a secret of less than %d characters, which can be guessed", PREFIX, id, ENOUGH);
        }
        return secret.get();
    }

    private static byte[] digest(Secret secret) {
        return Sha256.of(secret.value());
    }
}
