package dev.gatehouse.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnCertificate;
import dev.gatehouse.support.OwnPool;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network whose only way out is a proxy, and whose certificates are of an authority of its own. */
@Tag("proof")
class EgressIT {
    @TempDir
    private Path folder;

    @Test
    void cognitoAndTheKeysAreReachedThroughTheProxyByThePrivateAuthority() throws Exception {
        OwnCertificate certificate = OwnCertificate.in(folder, "dns:cognito.test", "dns:keys.test");
        try (OwnPool pool = new OwnPool("cognito.test", "keys.test");
                Relay tls = Relay.tls(certificate.sockets(), pool.endpoint().getPort());
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
                        .setting("gatehouse.egress.ca-file", certificate.file().toString())
                        .start("/health/ready")) {

            assertThat(gatehouse
                            .post("/auth/login", "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(proxy.connects()).contains("cognito.test", "keys.test");
        }
    }
}
