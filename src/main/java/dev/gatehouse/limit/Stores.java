package dev.gatehouse.limit;

import dev.gatehouse.redis.SharedRedis;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Makes the store that the settings ask for. */
class Stores {

    @Produces
    @Singleton
    LimitStore store(
            LimitConfig config,
            @Identifier("steady") Clock clock,
            SharedRedis redis,
            MeterRegistry metrics,
            @VirtualThreads ExecutorService executor) {
        SlowDown slowDown = SlowDown.of(config.slowDown());
        MemoryStore own = new MemoryStore(config.trackedKeys(), slowDown, clock);
        Gauge.builder("gatehouse.limit.tracked.keys", own, MemoryStore::tracked)
                .description("Addresses and accounts that this replica keeps count of")
                .register(metrics);
        FunctionCounter.builder("gatehouse.limit.forgotten", own, MemoryStore::forgotten)
                .description("Counts that were still in force when they made room for others")
                .register(metrics);
        if (config.store() == LimitConfig.Store.MEMORY || !config.enabled()) {
            return own;
        }
        redis.require();
        RedisScripts scripts = new RedisScripts(() -> redis.client().getReactive(), config.storeTimeout());
        SharedStore shared = new SharedStore(new RedisStore(scripts, slowDown), own, config.storePause(), clock);
        Gauge.builder("gatehouse.limit.shared", shared, store -> store.isShared() ? 1 : 0)
                .description("1 while limits are shared between replicas, 0 while Redis is unreachable")
                .strongReference(true)
                .register(metrics);
        // Without effect: the first question takes longest, and shows whether Redis is reachable.
        executor.execute(() -> shared.forget(List.of(new LimitKey(0, 0))));
        return shared;
    }
}
