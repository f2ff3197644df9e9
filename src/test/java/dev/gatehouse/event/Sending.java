package dev.gatehouse.event;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.support.MovedClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What sends events, without the application around it. */
final class Sending implements AutoCloseable {
    private static final int LOOK_UPS = 16;

    final Vertx vertx = Vertx.vertx();
    final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    final MovedClock clock = new MovedClock();
    /** Of an attempt. */
    Duration timeout = Duration.ofSeconds(15);

    static List<WebhookSecret> secrets(String... secrets) {
        return new WebhookSettings(SettingsOf.mapping(
                        EventConfig.class,
                        secrets.length == 1
                                ? Map.of("gatehouse.event.webhook.secret", secrets[0])
                                : Map.of(
                                        "gatehouse.event.webhook.secret",
                                        secrets[0],
                                        "gatehouse.event.webhook.previous-secret",
                                        secrets[1])))
                .secrets();
    }

    static Event event(Instant at) {
        String id = UUID.randomUUID().toString();
        return EventData.of(Optional.of("a-user"), Optional.of("a-request"), Optional.empty(), Optional.empty())
                .in(URI.create("/gatehouse"), EventType.USER_REGISTERED, id, at);
    }

    /** One of this machine, which is allowed. */
    Receiver to(TestReceiver receiver) {
        return to(receiver.url(), true, InetAddress::getAllByName, new HttpClientOptions(), clock);
    }

    Receiver to(
            URI url, boolean mayBePrivate, ReceiverHost.Resolver resolver, HttpClientOptions options, Clock signing) {
        ReceiverHost host = new ReceiverHost(url.getHost(), mayBePrivate, resolver, LOOK_UPS);
        return new Receiver(
                vertx,
                options,
                url,
                host,
                secrets(TestReceiver.SECRET, TestReceiver.PREVIOUS_SECRET),
                timeout,
                signing);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        vertx.close();
    }
}
