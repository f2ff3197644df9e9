package dev.gatehouse.cognito;

import dev.gatehouse.egress.Egress;
import dev.gatehouse.egress.EgressProxy;
import io.quarkiverse.amazon.cognitouserpools.runtime.CognitoUserPoolsConfig;
import io.quarkiverse.amazon.common.runtime.SyncHttpClientConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.TrustManager;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.CredentialsProvider;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.conn.DefaultRoutePlanner;
import org.apache.http.impl.conn.DefaultSchemePortResolver;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/**
 * The HTTP client for calls to AWS, built from the extension's settings. The SDK's own client reads HTTP_PROXY instead of
 * HTTPS_PROXY, and does not support a CA file.
 *
 * <p>The SDK deprecates this client in favor of the one on Apache HttpClient 5, which the extension does not bring yet.
 */
@Singleton
@SuppressWarnings("deprecation")
class AwsHttp {
    /** The SDK ignores a route planner when it finds a proxy itself. */
    private static final ProxyConfiguration NO_SDK_PROXY = ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false)
            .build();

    private final SyncHttpClientConfig config;
    private final Egress egress;

    AwsHttp(CognitoUserPoolsConfig config, Egress egress) {
        this.config = config.syncClient();
        this.egress = egress;
    }

    ApacheHttpClient.Builder client() {
        SyncHttpClientConfig.ApacheHttpClientConfig apache = config.apache();
        ApacheHttpClient.Builder builder = ApacheHttpClient.builder()
                .connectionTimeout(config.connectionTimeout())
                .socketTimeout(config.socketTimeout())
                .connectionAcquisitionTimeout(apache.connectionAcquisitionTimeout())
                .connectionMaxIdleTime(apache.connectionMaxIdleTime())
                .maxConnections(apache.maxConnections())
                .useIdleConnectionReaper(apache.useIdleConnectionReaper())
                .tcpKeepAlive(apache.tcpKeepAlive());
        apache.connectionTimeToLive().ifPresent(builder::connectionTimeToLive);
        Routes routes = new Routes(egress);
        builder.proxyConfiguration(NO_SDK_PROXY).httpRoutePlanner(routes).credentialsProvider(routes.logins());
        egress.trust().ifPresent(trust -> builder.tlsTrustManagersProvider(() -> new TrustManager[] {trust}));
        return builder;
    }

    /** Selects a direct connection or a proxy for each host. */
    private static final class Routes extends DefaultRoutePlanner {
        private final Egress egress;
        private final CredentialsProvider logins = new BasicCredentialsProvider();
        private final Map<String, List<HttpHost>> proxies = new ConcurrentHashMap<>();

        private Routes(Egress egress) {
            super(DefaultSchemePortResolver.INSTANCE);
            this.egress = egress;
        }

        private CredentialsProvider logins() {
            return logins;
        }

        @Override
        protected @Nullable HttpHost determineProxy(HttpHost target, HttpRequest request, HttpContext context) {
            // Bounded: only the hosts of the pool and of STS.
            List<HttpHost> proxy = proxies.computeIfAbsent(target.toURI(), _ -> proxyTo(target));
            return proxy.isEmpty() ? null : proxy.getFirst();
        }

        private List<HttpHost> proxyTo(HttpHost target) {
            return egress.proxyTo(target.getSchemeName(), target.getHostName()).map(this::host).stream()
                    .toList();
        }

        private HttpHost host(EgressProxy proxy) {
            proxy.login()
                    .ifPresent(login -> logins.setCredentials(
                            new AuthScope(proxy.host(), proxy.port()),
                            new UsernamePasswordCredentials(
                                    login.user().value(), login.password().value())));
            return new HttpHost(proxy.host(), proxy.port());
        }
    }
}
