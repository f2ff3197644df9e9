package dev.gatehouse.event;

import dev.gatehouse.egress.Egress;
import dev.gatehouse.log.OncePerMinute;
import dev.gatehouse.redis.SharedRedis;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes events without blocking, and delivers them: through Redis where it is configured, else from memory. */
@Singleton
class EventOutbox {
    private static final Logger LOG = Logger.getLogger(EventOutbox.class);
    /** Until another replica makes the attempt that one has not finished, in timeouts of an attempt. */
    private static final int LEASE = 4;

    private final EventConfig config;
    private final SharedRedis redis;
    private final EventMetrics metrics;
    private final Clock clock;
    private final ExecutorService executor;
    private @Nullable EventStore store;
    private @Nullable Receiver receiver;
    private @Nullable Deliveries deliveries;
    private final OncePerMinute droppedWarnings;

    EventOutbox(
            EventConfig config,
            WebhookSettings settings,
            SharedRedis redis,
            Egress egress,
            Vertx vertx,
            EventMetrics metrics,
            Clock clock,
            @VirtualThreads ExecutorService executor) {
        this.config = config;
        this.redis = redis;
        this.metrics = metrics;
        this.clock = clock;
        this.droppedWarnings = new OncePerMinute(clock);
        this.executor = executor;
        if (settings.isOn()) {
            int concurrency = config.webhook().concurrency();
            HttpClientOptions options = new HttpClientOptions().setMaxPoolSize(concurrency);
            egress.trust().ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust)));
            EventStore made = store();
            Receiver called = receiver(settings, vertx, options);
            RetryPlan plan = new RetryPlan(config.retryAfter(), config.retryFor());
            this.store = made;
            this.receiver = called;
            this.deliveries = new Deliveries(made, called, metrics, plan, clock, executor, concurrency);
        }
    }

    private Receiver receiver(WebhookSettings settings, Vertx vertx, HttpClientOptions options) {
        Receiver.Address address = settings.address();
        ReceiverHost host = new ReceiverHost(
                address.url().getHost(),
                address.mayBePrivate(),
                InetAddress::getAllByName,
                config.webhook().concurrency());
        return new Receiver(
                vertx,
                options,
                address.url(),
                host,
                settings.secrets(),
                config.webhook().timeout(),
                clock);
    }

    private EventStore store() {
        if (!redis.isConfigured()) {
            return new MemoryStore(clock, config.maxWaiting());
        }
        EventStream stream = new EventStream(redis::client, UUID.randomUUID().toString());
        return new RedisStore(
                stream,
                metrics,
                clock,
                new RedisStore.Limits(
                        config.maxWaiting(),
                        config.maxStored(),
                        config.maxDeadLetters(),
                        config.webhook().timeout().multipliedBy(LEASE)));
    }

    @Startup
    void begin() {
        if (store instanceof RedisStore shared) {
            redis.require();
            shared.begin(executor);
        }
        if (deliveries != null) {
            deliveries.begin();
        }
    }

    /** Whether there is a receiver. */
    boolean isOpen() {
        return store != null;
    }

    /** Does not block. Drops the event, and counts it, when too many wait. */
    void offer(Event event) {
        if (store != null && !store.offer(event)) {
            metrics.dropped();
            if (droppedWarnings.isDue()) {
                LOG.warn("too many events wait: new ones are dropped");
            }
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (store != null && deliveries != null && receiver != null) {
            deliveries.drain(config.drainTimeout());
            store.close();
            receiver.close();
        }
    }
}
