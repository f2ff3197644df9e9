package dev.gatehouse.token;

import dev.gatehouse.egress.Egress;
import dev.gatehouse.egress.EgressProxy;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Fetches a JWKS (RFC 7517). */
@Singleton
class JwksClient {
    private static final Logger LOG = Logger.getLogger(JwksClient.class);
    private static final int MAX_BYTES = 256 * 1024;

    private final Vertx vertx;
    private final HttpClient http;
    private final Egress egress;
    private final long timeoutMillis;

    JwksClient(TokenConfig config, Vertx vertx, Egress egress) {
        this.vertx = vertx;
        this.timeoutMillis = config.keyFetchTimeout().toMillis();
        this.egress = egress;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(timeoutMillis))
                .setSslHandshakeTimeout(timeoutMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false);
        egress.trust().ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust)));
        this.http = vertx.createHttpClient(options);
    }

    private static ProxyOptions through(EgressProxy proxy) {
        ProxyOptions options =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
        proxy.login().ifPresent(login -> options.setUsername(login.user().value())
                .setPassword(login.password().value()));
        return options;
    }

    private RequestOptions request(URI address) {
        RequestOptions request =
                new RequestOptions().setAbsoluteURI(address.toString()).putHeader("Accept", "application/json");
        egress.proxyTo(address.getScheme(), address.getHost())
                .ifPresent(proxy -> request.setProxyOptions(through(proxy)));
        return request;
    }

    /**
     * Parses the address of a key set.
     *
     * @throws ConfigurationException when it is not one
     */
    static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException e) {
            LOG.debugf("gatehouse.token.jwks-uri: %s", e.getMessage());
        }
        throw new ConfigurationException("gatehouse.token.jwks-uri is malformed: it must be an http or https address.");
    }

    /**
     * Fetches the usable keys by id. Blocks up to the fetch timeout.
     *
     * @throws IOException when no answer with at least one usable key arrives in time
     */
    Map<String, SigningKey> fetch(URI address) throws IOException {
        Map<String, SigningKey> keys = KeySet.usable(send(address));
        if (keys.isEmpty()) {
            throw new IOException("the key set holds no usable key");
        }
        return keys;
    }

    private byte[] send(URI address) throws IOException {
        try {
            return http.request(request(address))
                    .compose(this::exchange)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching the key set", e);
        } catch (TimeoutException e) {
            throw new IOException("the key set did not arrive within " + timeoutMillis + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnusableAnswer unusable
                    ? unusable
                    : new IOException("the key set cannot be fetched", e.getCause());
        }
    }

    /** The timer closes the connection at the timeout, even if the answer arrives slowly. */
    private Future<byte[]> exchange(HttpClientRequest begun) {
        long timer = vertx.setTimer(timeoutMillis, _ -> begun.reset());
        return begun.send().compose(JwksClient::bytes).onComplete(_ -> vertx.cancelTimer(timer));
    }

    private static Future<byte[]> bytes(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            response.exceptionHandler(JwksClient::ignore).request().reset();
            return Future.failedFuture(new UnusableAnswer("the key set answered HTTP " + response.statusCode()));
        }
        Promise<byte[]> bytes = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(bytes::tryFail).endHandler(_ -> bytes.tryComplete(body.getBytes()));
        response.handler(part -> {
            if (body.length() + part.length() > MAX_BYTES) {
                bytes.tryFail(new UnusableAnswer("the key set is larger than " + MAX_BYTES + " bytes"));
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        return bytes.future();
    }

    /** Ignores errors of a response that is discarded. */
    private static void ignore(Throwable failure) {
        LOG.tracef("response discarded: %s", failure.getMessage());
    }

    private static final class UnusableAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableAnswer(String message) {
            super(message);
        }
    }
}
