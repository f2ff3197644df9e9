package dev.gatehouse.egress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends small requests to another service, by the proxy and with the trusted CAs of {@link Egress}. Does not follow redirects.
 * Blocks up to its timeout, so call it from a virtual thread.
 */
public final class EgressHttp {
    private static final int MAX_BYTES = 256 * 1024;

    private final Vertx vertx;
    private final HttpClient http;
    private final Egress egress;
    private final long timeoutMillis;
    private final String subject;

    /** An answer: its status, and its body of at most 256 KiB. */
    public static final class Answer {
        private final int status;
        private final byte[] body;

        private Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        public int status() {
            return status;
        }

        public byte[] body() {
            return body.clone();
        }
    }

    /**
     * @param timeout from the connection to the last byte of the answer
     * @param subject what is fetched, for messages of exceptions: {@code the key set}
     */
    public EgressHttp(Vertx vertx, Egress egress, Duration timeout, String subject) {
        this.vertx = vertx;
        this.timeoutMillis = timeout.toMillis();
        this.egress = egress;
        this.subject = subject;
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

    private RequestOptions request(HttpMethod method, URI address, Map<String, String> fields) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address.toString())
                .putHeader("Accept", "application/json");
        fields.forEach(request::putHeader);
        egress.proxyTo(address.getScheme(), address.getHost())
                .ifPresent(proxy -> request.setProxyOptions(through(proxy)));
        return request;
    }

    /**
     * Sends a GET request.
     *
     * @throws IOException when no answer of an acceptable size arrives in time
     */
    public Answer get(URI address, Map<String, String> fields) throws IOException {
        return send(request(HttpMethod.GET, address, fields), Buffer.buffer());
    }

    /**
     * Sends a POST request.
     *
     * @throws IOException when no answer of an acceptable size arrives in time
     */
    public Answer post(URI address, Map<String, String> fields, String body) throws IOException {
        return send(request(HttpMethod.POST, address, fields), Buffer.buffer(body));
    }

    /**
     * Sends a POST request.
     *
     * @throws IOException when no answer of an acceptable size arrives in time
     */
    public Answer post(URI address, Map<String, String> fields, byte[] body) throws IOException {
        return send(request(HttpMethod.POST, address, fields), Buffer.buffer(body));
    }

    private Answer send(RequestOptions request, Buffer body) throws IOException {
        try {
            return http.request(request)
                    .compose(begun -> exchange(begun, body))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + subject, e);
        } catch (TimeoutException e) {
            throw new IOException(subject + " did not arrive within " + timeoutMillis + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TooLarge large
                    ? large
                    : new IOException(subject + " cannot be fetched", e.getCause());
        }
    }

    /** The timer closes the connection at the timeout, even if the answer arrives slowly. */
    private Future<Answer> exchange(HttpClientRequest begun, Buffer body) {
        long timer = vertx.setTimer(timeoutMillis, _ -> begun.reset());
        return begun.send(body).compose(this::answer).onComplete(_ -> vertx.cancelTimer(timer));
    }

    private Future<Answer> answer(HttpClientResponse response) {
        Promise<Answer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail)
                .endHandler(_ -> answer.tryComplete(new Answer(response.statusCode(), body.getBytes())));
        response.handler(part -> {
            if (body.length() + part.length() > MAX_BYTES) {
                answer.tryFail(new TooLarge(subject + " is larger than " + MAX_BYTES + " bytes"));
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        return answer.future();
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }
}
