package dev.gatehouse.limit;

import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps Bucket4j's buckets in Redis: each is read, changed here, and written if nobody changed it meanwhile. */
final class RedisBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {
    /** A bucket that is full again is as good as none. */
    private static final long MARGIN_MILLIS = 1000;

    private static final String SWAP = """
            local state = redis.call('GET', KEYS[1])
            if (state or '') ~= ARGV[1] then
              return 0
            end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
            """;

    private final RedisCommands redis;

    RedisBuckets(RedisCommands redis, Clock clock) {
        super(ClientSideConfig.getDefault().withClientClock(new ClockMeter(clock)));
        this.redis = redis;
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
                return Optional.ofNullable(redis.get(key)).map(Base64.getDecoder()::decode);
            }

            @Override
            public boolean compareAndSwap(
                    byte @Nullable [] original, byte[] changed, RemoteBucketState state, Optional<Long> timeoutNanos) {
                long untilFull = TimeUnit.NANOSECONDS.toMillis(
                        Math.min(state.calculateFullRefillingTime(currentTimeNanos()), longest(state)));
                return redis.run(
                                SWAP,
                                new String[] {key},
                                original == null ? "" : Base64.getEncoder().encodeToString(original),
                                Base64.getEncoder().encodeToString(changed),
                                Long.toString(untilFull + MARGIN_MILLIS))
                        == 1;
            }
        };
    }

    /** Which an empty bucket takes; it would seem to be longer where a clock was set back since. */
    private static long longest(RemoteBucketState state) {
        return state.getConfiguration().getBandwidths()[0].getRefillPeriodNanos();
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false;
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String key) {
        throw new UnsupportedOperationException();
    }

    /** Buckets go by themselves. */
    @Override
    public void removeProxy(String key) {
        throw new UnsupportedOperationException();
    }
}
