package dev.gatehouse.support;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts an embedded pool for the application under test, in the JVM of the tests, and tells the application of it. */
public class PoolResource implements QuarkusTestResourceLifecycleManager {
    /** The system property under which tests find the pool's address. */
    static final String ENDPOINT = "gatehouse.test.pool";

    static final String ADMIN_KEY = "aws.accessKeyId";
    static final String ADMIN_SECRET = "aws.secretAccessKey";

    public static final String SECRET = "a-secret-of-thirty-two-bytes-and-more";
    /** The secret before that one. */
    public static final String PREVIOUS_SECRET = "the-secret-before-the-one-that-is-now";

    /** The issuer of another pool. */
    public static final String PARTNER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Partner";
    /** Another issuer of the pool: its replica in another Region. */
    public static final String REPLICA = "https://cognito-idp.us-west-2.amazonaws.com/eu-west-1_gatehouse";

    private Emulator emulator;

    /** Further issuers, which sign with the pool's keys: one of another pool, and one of another Region of the same. */
    private static Map<String, String> furtherPools(Emulator emulator) {
        String keys = emulator.issuer() + "/.well-known/jwks.json";
        return Map.of(
                "gatehouse.token.pools.partner.issuer", PARTNER,
                "gatehouse.token.pools.partner.jwks-uri", keys,
                "gatehouse.token.pools.partner.client-ids", emulator.clientId(),
                "gatehouse.token.pools.replica.issuer", REPLICA,
                "gatehouse.token.pools.replica.jwks-uri", keys,
                "gatehouse.token.pools.replica.client-ids", emulator.clientId());
    }

    @Override
    public Map<String, String> start() {
        emulator = Emulator.start(EmulatorSettings.defaults());
        System.setProperty(ENDPOINT, emulator.endpoint().toString());
        Map<String, String> settings = new HashMap<>();
        settings.put("gatehouse.emulator.enabled", "false");
        settings.put("COGNITO_USER_POOL_ID", emulator.poolId());
        settings.put("COGNITO_CLIENT_ID", emulator.clientId());
        settings.put("COGNITO_CLIENT_SECRET", emulator.clientSecret().orElseThrow());
        settings.put("AWS_REGION", emulator.region());
        settings.put("JWT_SECRET", SECRET);
        settings.put("JWT_SECRET_PREVIOUS", PREVIOUS_SECRET);
        settings.put("gatehouse.token.issuer", emulator.issuer());
        settings.put("gatehouse.token.key-refresh-cool-down", "1s");
        furtherPools(emulator).forEach(settings::put);
        settings.put("COGNITO_DOMAIN", emulator.endpoint().toString());
        settings.put("gatehouse.oauth.providers", "Google,COGNITO");
        settings.put("gatehouse.oauth.redirect-uris", "com.example.app:/signed-in,https://app.example.com/in?a=b");
        settings.put("gatehouse.cognito.send-client-address", "true");
        settings.put("gatehouse.cognito.send-client-metadata", "true");
        settings.put("gatehouse.cognito.retry-delay", "10ms");
        settings.put("gatehouse.cognito.trigger-message-pattern", "Only [a-z ]+ may [a-z ]+");
        settings.put("gatehouse.login.methods", "email_otp,sms_otp,passkey");
        settings.put("gatehouse.login.passkey-relying-party-id", "localhost");
        settings.put(
                "gatehouse.account.attributes", "name,locale,phone_number,custom:department,custom:badge,custom:age");
        settings.put("gatehouse.account.email-change", "true");
        settings.put("gatehouse.pages.enabled", "true");
        settings.put("gatehouse.pages.providers", "Google,Log in & Co");
        settings.put("quarkus.shutdown.delay", "0s");
        settings.putAll(unlimited());
        settings.put(
                "quarkus.cognito-user-pools.endpoint-override",
                emulator.endpoint().toString());
        settings.putAll(credentials());
        return settings;
    }

    /** No limits: tests knock from one address, and call as fast as they can. */
    static Map<String, String> unlimited() {
        Map<String, String> settings = new HashMap<>();
        settings.put("gatehouse.limit.enabled", "false");
        for (String category : List.of(
                "creation",
                "account-recovery",
                "authentication",
                "token",
                "read",
                "update",
                "resource-read",
                "resource-update",
                "list",
                "pool-resource-read",
                "pool-resource-update")) {
            settings.put("gatehouse.cognito.quota.user-" + category, "10000");
        }
        return settings;
    }

    /** Credentials for the signed calls; the pool wants any, and looks no closer. */
    protected Map<String, String> credentials() {
        System.setProperty(ADMIN_KEY, "AKIDTEST");
        System.setProperty(ADMIN_SECRET, "none");
        return Map.of(ADMIN_KEY, "AKIDTEST", ADMIN_SECRET, "none");
    }

    @Override
    public void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }
}
