package dev.gatehouse.connection;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.CertificateConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.inject.Singleton;

/**
 * Stops the start unless the server is configured for HTTP/1.1 without TLS. With TLS or HTTP/2, Vert.x 4.5.28 adds its handlers
 * later than {@link Connections} expects, and requests would not be parsed strictly.
 */
@Singleton
class PlainHttp implements StartupStep {
    private final VertxHttpConfig http;

    PlainHttp(VertxHttpConfig http) {
        this.http = http;
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.PLAIN_HTTP;
    }

    @Override
    public void run() {
        if (http.http2()) {
            throw new ConfigurationException(
                    "quarkus.http.http2 is on: the service speaks HTTP/1.1 only, and a reverse proxy speaks HTTP/2 to clients.");
        }
        if (http.tlsConfigurationName().isPresent() || hasKey(http.ssl().certificate())) {
            throw new ConfigurationException(
                    "TLS is configured for the service (quarkus.http.ssl or quarkus.http.tls-configuration-name): it speaks"
                            + " plain HTTP only, and a reverse proxy ends TLS.");
        }
    }

    private static boolean hasKey(CertificateConfig certificate) {
        return certificate.keyFiles().isPresent() || certificate.keyStoreFile().isPresent();
    }
}
