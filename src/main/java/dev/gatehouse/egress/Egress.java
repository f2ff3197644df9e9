package dev.gatehouse.egress;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Outgoing connections: the proxy from {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} or from the JDK's
 * properties, which have precedence, and the trusted CAs.
 */
@Singleton
public class Egress {
    private final Map<String, EgressProxy> proxies;
    private final NoProxy direct;
    private final Optional<X509TrustManager> trust;

    Egress(EgressConfig config) {
        Map<String, EgressProxy> named = new HashMap<>();
        proxy("https", "gatehouse.egress.https-proxy (HTTPS_PROXY)", config.httpsProxy())
                .ifPresent(proxy -> named.put("https", proxy));
        proxy("http", "gatehouse.egress.http-proxy (HTTP_PROXY)", config.httpProxy())
                .ifPresent(proxy -> named.put("http", proxy));
        this.proxies = Map.copyOf(named);
        String properties = System.getProperty("http.nonProxyHosts");
        this.direct =
                properties == null ? new NoProxy(config.noProxy().orElse(""), ",") : new NoProxy(properties, "\\|");
        this.trust = config.caFile().map(Egress::trusting);
    }

    private static Optional<EgressProxy> proxy(String scheme, String setting, Optional<String> value) {
        String host = System.getProperty(scheme + ".proxyHost");
        if (host == null || host.isEmpty()) {
            return value.map(text -> EgressProxy.parse(setting, text));
        }
        String port = System.getProperty(scheme + ".proxyPort", "https".equals(scheme) ? "443" : "80");
        return Optional.of(EgressProxy.parse(scheme + ".proxyHost", host + ":" + port));
    }

    /** The proxy for connections to this host; empty for a direct connection. */
    public Optional<EgressProxy> proxyTo(String scheme, String host) {
        return direct.contains(host)
                ? Optional.empty()
                : Optional.ofNullable(proxies.get(scheme.toLowerCase(Locale.ROOT)));
    }

    /** Trusts the public CAs and those of {@code gatehouse.egress.ca-file}; empty without such a file. */
    public Optional<X509TrustManager> trust() {
        return trust;
    }

    private static X509TrustManager trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> own =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (own.isEmpty()) {
                throw new ConfigurationException("gatehouse.egress.ca-file names a file without a certificate.");
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (X509Certificate authority : manager(null).getAcceptedIssuers()) {
                all.setCertificateEntry("public-" + number++, authority);
            }
            for (Certificate authority : own) {
                all.setCertificateEntry("own-" + number++, authority);
            }
            return manager(all);
        } catch (IOException e) {
            // No cause: a failed start prints only the root cause's message, which must be this one.
            throw new ConfigurationException("gatehouse.egress.ca-file names a file that cannot be read.");
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    "gatehouse.egress.ca-file names a file that does not contain PEM certificates.");
        }
    }

    /** The trust manager of this store; of the public CAs if it is null. */
    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager"));
    }
}
