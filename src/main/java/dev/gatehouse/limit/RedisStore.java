package dev.gatehouse.limit;

import dev.gatehouse.identity.Rate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts for all replicas, with one atomic script per question and the clock of Redis. All keys expire. Their common hash tag
 * puts them on one node of a cluster, so that one script can use several.
 */
final class RedisStore implements LimitStore {
    private static final String RATE = "gatehouse:limit:{limits}:";
    private static final String FAILED = "gatehouse:failed:{limits}:";
    private static final List<String> NO_RATE = List.of("0", "0");

    /**
     * KEYS: one per check. ARGV: the number of failures without a wait, the first and the longest wait, how long failures are
     * kept in milliseconds; then for each key the interval and the burst of its rate, both zero for failures. All other times
     * are microseconds. Returns the backlog or the wait of each key, up to the first that refuses. A time that is too far ahead
     * was written before the clock was set back, or by another server, and is reduced.
     */
    private static final RedisScripts.Script CHECK = new RedisScripts.Script("""
            local free, first, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local answers, failed = {}, nil
            local function integer(number)
              return string.format('%.0f', number)
            end
            local function move(key, ahead)
              redis.call('SET', key, integer(now + ahead), 'PX', integer(math.ceil(ahead / 1000)))
            end
            for i, key in ipairs(KEYS) do
              local interval, burst = tonumber(ARGV[3 + 2 * i]), tonumber(ARGV[4 + 2 * i])
              local refused
              if burst > 0 then
                local ahead = tonumber(redis.call('GET', key) or now) - now
                local backlog = math.max(0, math.min(ahead, burst))
                refused = backlog + interval > burst
                if not refused or ahead > burst then
                  move(key, refused and backlog or backlog + interval)
                end
                answers[i] = backlog
              else
                local wait = math.max(0, tonumber(redis.call('HGET', key, 'until') or now) - now)
                if wait > longest then
                  wait = longest
                  redis.call('HSET', key, 'until', integer(now + wait))
                end
                refused = wait > 0
                failed = key
                answers[i] = wait
              end
              if refused then
                return answers
              end
            end
            if failed then
              local over = redis.call('HINCRBY', failed, 'count', 1) - free
              local wait = over > 0 and math.min(first * 2 ^ math.min(over - 1, 20), longest) or 0
              redis.call('HSET', failed, 'until', integer(now + wait))
              redis.call('PEXPIRE', failed, ARGV[4])
            end
            return answers
            """);

    /** KEYS: one. ARGV: the burst of its rate in microseconds. Returns the backlog, as {@link #CHECK}, but counts nothing. */
    private static final RedisScripts.Script LOOK = new RedisScripts.Script("""
            local burst = tonumber(ARGV[1])
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local ahead = tonumber(redis.call('GET', KEYS[1]) or now) - now
            if ahead > burst then
              ahead = burst
              redis.call('SET', KEYS[1], string.format('%.0f', now + burst), 'PX', math.ceil(burst / 1000))
            end
            return {math.max(0, ahead)}
            """);

    private static final RedisScripts.Script TAKE_BACK = new RedisScripts.Script("""
            if redis.call('EXISTS', KEYS[1]) == 1 then
              redis.call('HDEL', KEYS[1], 'until')
              if redis.call('HINCRBY', KEYS[1], 'count', -1) <= 0 then
                redis.call('DEL', KEYS[1])
              end
            end
            return {}
            """);

    private static final RedisScripts.Script FORGET =
            new RedisScripts.Script("redis.call('DEL', unpack(KEYS)) return {}");

    private final RedisScripts redis;
    private final List<String> slowDown;

    RedisStore(RedisScripts redis, SlowDown slowDown) {
        this.redis = redis;
        this.slowDown = List.of(
                Integer.toString(slowDown.free()),
                micros(slowDown.first()),
                micros(slowDown.longest()),
                Long.toString(slowDown.forgetAfter().toMillis()));
    }

    @Override
    public List<Rate.Decision> check(List<Check> checks) {
        List<String> keys = new ArrayList<>();
        List<String> arguments = new ArrayList<>(slowDown);
        for (Check check : checks) {
            switch (check) {
                case Check.OfRate of -> {
                    keys.add(RATE + of.key().text());
                    arguments.add(Long.toString(of.rate().interval()));
                    arguments.add(Long.toString(of.rate().burst()));
                }
                case Check.OfFailures of -> {
                    keys.add(FAILED + of.key().text());
                    arguments.addAll(NO_RATE);
                }
            }
        }
        List<Long> answers = redis.run(CHECK, keys, arguments);
        List<Rate.Decision> decisions = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            decisions.add(decision(checks.get(i), answers.get(i)));
        }
        if (decisions.isEmpty() || (decisions.getLast().allowed() && decisions.size() < checks.size())) {
            throw new IllegalStateException("the script returned too few numbers");
        }
        return decisions;
    }

    @Override
    public Rate.Decision look(Check.OfRate check) {
        String burst = Long.toString(check.rate().burst());
        List<Long> answers = redis.run(LOOK, List.of(RATE + check.key().text()), List.of(burst));
        return decision(check, answers.getFirst());
    }

    private static Rate.Decision decision(Check check, long answer) {
        return switch (check) {
            case Check.OfRate of -> of.rate().decide(answer);
            case Check.OfFailures _ -> new Rate.Decision(answer <= 0, 0, Duration.of(answer, ChronoUnit.MICROS));
        };
    }

    @Override
    public void takeBack(LimitKey failures) {
        redis.run(TAKE_BACK, List.of(FAILED + failures.text()), List.of());
    }

    @Override
    public void forget(List<LimitKey> failures) {
        redis.run(FORGET, failures.stream().map(key -> FAILED + key.text()).toList(), List.of());
    }

    private static String micros(Duration duration) {
        return Long.toString(duration.toNanos() / 1000);
    }
}
