package dev.gatehouse.guard;

import dev.gatehouse.support.PoolResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A pool, and services that may introspect or revoke its tokens. */
public class ServicesPool extends PoolResource {
    static final String URL = "https://auth.example.com";
    /** May introspect only. */
    static final String READER = "reader";

    static final String READER_SECRET = "reader-secret-only-for-tests-000000";
    /** May revoke tokens of the service's own app client and of a machine; its secret is in a file. */
    static final String REVOKER = "revoker.1";

    static final String REVOKER_SECRET = "a:b+c%64e&f=g/h\"i\\jklmnopqrstuvwxyz";
    /** May revoke tokens of another app client only. */
    static final String STRANGER = "stranger";

    static final String STRANGER_SECRET = "stranger-secret-only-for-tests-0000";
    static final String MACHINE = "machineclient";

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        settings.put("gatehouse.http.public-url", URL);
        // So that a forwarded host could count.
        settings.put("gatehouse.http.trusted-proxies", "127.0.0.1,::1");
        settings.put("gatehouse.token.client-ids", "gatehouseclient," + MACHINE);
        settings.put("gatehouse.oauth.clients." + READER + ".secret", READER_SECRET);
        settings.put("gatehouse.oauth.clients.\"" + REVOKER + "\".secret-file", file(REVOKER_SECRET + "\n"));
        settings.put("gatehouse.oauth.clients.\"" + REVOKER + "\".may-revoke", "gatehouseclient," + MACHINE);
        settings.put("gatehouse.oauth.clients." + STRANGER + ".secret", STRANGER_SECRET);
        settings.put("gatehouse.oauth.clients." + STRANGER + ".may-revoke", "another");
        settings.put("gatehouse.oauth.authorization-servers", settings.get("gatehouse.token.issuer"));
        settings.put("gatehouse.oauth.scopes-supported", "aws.cognito.signin.user.admin,orders/read");
        return settings;
    }

    private static String file(String content) {
        try {
            Path file = Files.createTempFile("secret", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
