package dev.gatehouse.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network whose only way out is a proxy, and whose certificates are of an authority of its own. */
class EgressIT {
    private static final String PASSWORD = "of-no-worth";

    @TempDir
    private Path folder;

    @Test
    void cognitoAndTheKeysAreReachedThroughTheProxyByThePrivateAuthority() throws Exception {
        try (OwnPool pool = new OwnPool();
                Relay tls = Relay.tls(certified(), pool.endpoint().getPort());
                Relay proxy = Relay.proxy(tls.port());
                // Names that no resolver knows: only the proxy can lead there.
                Gatehouse gatehouse = pool.launch()
                        .env("HTTPS_PROXY", "http://me:p%40ss@127.0.0.1:" + proxy.port())
                        // For addresses without TLS, which are not called here.
                        .env("HTTP_PROXY", "http://127.0.0.1:1")
                        .env("NO_PROXY", "example.com")
                        .setting("quarkus.cognito-user-pools.endpoint-override", "https://cognito.test")
                        .setting(
                                "gatehouse.token.jwks-uri",
                                "https://keys.test/eu-west-1_gatehouse/.well-known/jwks.json")
                        .setting(
                                "gatehouse.egress.ca-file",
                                folder.resolve("ca.pem").toString())
                        .start("/health/ready")) {

            assertThat(gatehouse
                            .post("/auth/login", "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(proxy.connects()).contains("cognito.test", "keys.test");
        }
    }

    private ServerSocketFactory certified() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys");
        keytool(
                "-genkeypair -alias own -keyalg EC -dname CN=cognito.test -ext san=dns:cognito.test,dns:keys.test",
                file);
        keytool("-exportcert -alias own -rfc -file " + folder.resolve("ca.pem"), file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static void keytool(String arguments, Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments.split(" ")));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
