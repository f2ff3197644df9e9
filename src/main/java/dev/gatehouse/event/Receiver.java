package dev.gatehouse.event;

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
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to the receiver, signed as Standard Webhooks says. Each attempt resolves the name, checks every address, and
 * connects to one that it checked; the host of the address stays the name in {@code Host}, in SNI and for the certificate.
 * Never follows a redirect, and uses no proxy, which would resolve the name once more. Blocks, for its timeout at most.
 */
final class Receiver {
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int GONE = 410;
    /** What is read of an answer; its status is what counts. */
    private static final int MAX_BYTES = 4 * 1024;
    /** Shorter than receivers keep connections. */
    private static final int KEEP_SECONDS = 2;

    private final Vertx vertx;
    private final HttpClient http;
    private final URI url;
    private final ReceiverHost host;
    private final List<WebhookSecret> secrets;
    private final Duration timeout;
    private final Clock clock;

    /** Where it is, and whether it may be at a private address. */
    record Address(URI url, boolean mayBePrivate) {
        @Override
        public String toString() {
            return "Address[hidden]";
        }
    }

    /** @param options the trusted CAs, and the most connections */
    Receiver(
            Vertx vertx,
            HttpClientOptions options,
            URI url,
            ReceiverHost host,
            List<WebhookSecret> secrets,
            Duration timeout,
            Clock clock) {
        this.vertx = vertx;
        this.url = url;
        this.host = host;
        this.secrets = secrets;
        this.timeout = timeout;
        this.clock = clock;
        int millis = Math.toIntExact(timeout.toMillis());
        this.http = vertx.createHttpClient(new HttpClientOptions(options)
                .setConnectTimeout(millis)
                .setSslHandshakeTimeout(millis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(KEEP_SECONDS));
    }

    Attempt attempt(Event event) {
        long end = System.nanoTime() + timeout.toNanos();
        CompletableFuture<Attempt> status = new CompletableFuture<>();
        try {
            InetAddress address = host.address(timeout);
            return http.request(request(event, address))
                    .compose(begun -> exchange(begun, Buffer.buffer(event.body()), end, status))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        } catch (TimeoutException e) {
            return late(status);
        } catch (ExecutionException e) {
            return e.getCause() instanceof StreamResetException || e.getCause() instanceof TimeoutException
                    ? late(status)
                    : failed(nameOf(e.getCause()));
        } catch (ReceiverHost.Refused e) {
            return failed(ReceiverHost.Refused.REASON);
        } catch (IOException e) {
            return failed("the name cannot be resolved");
        }
    }

    /** The status counts, also when the rest of the answer is slow. */
    private Attempt late(CompletableFuture<Attempt> status) {
        return status.getNow(failed("no answer within " + timeout.toMillis() + " ms"));
    }

    private static String nameOf(@Nullable Throwable cause) {
        return cause == null ? "failure" : cause.getClass().getSimpleName();
    }

    private static Attempt failed(String reason) {
        return new Attempt.Failed(reason, Duration.ZERO);
    }

    private RequestOptions request(Event event, InetAddress address) {
        long timestamp = clock.instant().getEpochSecond();
        byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                // As digits: a name would be resolved once more.
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(path + query)
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/cloudevents+json; charset=UTF-8")
                .putHeader("webhook-id", event.id())
                .putHeader("webhook-timestamp", Long.toString(timestamp))
                .putHeader(
                        "webhook-signature",
                        secrets.stream()
                                .map(secret -> secret.sign(event.id(), timestamp, body))
                                .collect(Collectors.joining(" ")));
    }

    /** The timer closes the connection at the end of the attempt, also while the answer arrives slowly. */
    private Future<Attempt> exchange(
            HttpClientRequest begun, Buffer body, long end, CompletableFuture<Attempt> status) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            begun.reset();
            return Future.failedFuture(new TimeoutException());
        }
        // Without it Vert.x logs an error for each reset.
        begun.exceptionHandler(_ -> {});
        long timer = vertx.setTimer(left, _ -> begun.reset());
        return begun.send(body).compose(response -> answer(response, status)).onComplete(_ -> vertx.cancelTimer(timer));
    }

    /** Reads the answer to its end, so that the connection can be used again, but not a long one. */
    private Future<Attempt> answer(HttpClientResponse response, CompletableFuture<Attempt> status) {
        Attempt attempt = judged(response);
        status.complete(attempt);
        Promise<Attempt> read = Promise.promise();
        int[] bytes = {0};
        response.exceptionHandler(_ -> read.tryComplete(attempt)).endHandler(_ -> read.tryComplete(attempt));
        response.handler(part -> {
            bytes[0] += part.length();
            if (bytes[0] > MAX_BYTES && read.tryComplete(attempt)) {
                response.request().reset();
            }
        });
        return read.future();
    }

    private Attempt judged(HttpClientResponse response) {
        int status = response.statusCode();
        if (status >= OK && status < REDIRECTION) {
            return new Attempt.Delivered();
        }
        if (status == GONE) {
            return new Attempt.Gone();
        }
        Instant now = clock.instant();
        return new Attempt.Failed("status " + status, RetryAfter.parse(response.getHeader("Retry-After"), now));
    }

    void close() {
        http.close();
    }
}
