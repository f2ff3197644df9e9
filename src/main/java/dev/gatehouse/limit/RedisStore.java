package dev.gatehouse.limit;

import java.time.Clock;
import java.time.Duration;

/**
 * Counts for all replicas. Waits are the life of a key, so that they end by the one clock of Redis; everything here goes by
 * itself when it means nothing any more.
 */
final class RedisStore implements LimitStore {
    private static final String BUCKET = "gatehouse:limit:";
    private static final String FAILED = "gatehouse:failed:";

    /**
     * KEYS: count, wait. ARGV: free failures, first wait, longest wait, life of the count; times in milliseconds. A wait over
     * the longest grew because the clock of Redis was set back.
     */
    private static final String BEGIN = """
            local wait = redis.call('PTTL', KEYS[2])
            if wait > tonumber(ARGV[3]) then
              redis.call('PEXPIRE', KEYS[2], ARGV[3])
              return tonumber(ARGV[3])
            end
            if wait > 0 then
              return wait
            end
            local failures = redis.call('INCR', KEYS[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
            local over = failures - tonumber(ARGV[1])
            if over > 0 then
              wait = math.min(tonumber(ARGV[2]) * 2 ^ math.min(over - 1, 20), tonumber(ARGV[3]))
              redis.call('SET', KEYS[2], '1', 'PX', string.format('%.0f', wait))
            end
            return 0
            """;

    private static final String TAKE_BACK = """
            redis.call('DEL', KEYS[2])
            if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('DECR', KEYS[1]) <= 0 then
              redis.call('DEL', KEYS[1])
            end
            return 0
            """;

    private static final String FORGET = "return redis.call('DEL', KEYS[1], KEYS[2])";

    private final RedisCommands redis;
    private final RedisBuckets buckets;
    private final SlowDown slowDown;

    RedisStore(RedisCommands redis, SlowDown slowDown, Clock clock) {
        this.redis = redis;
        this.buckets = new RedisBuckets(redis, clock);
        this.slowDown = slowDown;
    }

    /** Under another rate it is another bucket, lest an old one outlive a change of the settings. */
    @Override
    public Taken take(Fingerprint key, Rate rate) {
        String name = BUCKET + rate.capacity() + '/' + rate.period().toMillis() + ':' + key.text();
        return Taken.of(buckets.getProxy(name, rate::bucket).tryConsumeAndReturnRemaining(1));
    }

    @Override
    public Duration begin(Fingerprint account) {
        return Duration.ofMillis(redis.run(
                BEGIN,
                keys(account),
                Integer.toString(slowDown.free()),
                millis(slowDown.first()),
                millis(slowDown.longest()),
                millis(slowDown.forgetAfter())));
    }

    @Override
    public void takeBack(Fingerprint account) {
        redis.run(TAKE_BACK, keys(account));
    }

    @Override
    public void forget(Fingerprint account) {
        redis.run(FORGET, keys(account));
    }

    /** The braces put both on the same node of a cluster. */
    private static String[] keys(Fingerprint account) {
        String name = FAILED + '{' + account.text() + '}';
        return new String[] {name, name + ":wait"};
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
