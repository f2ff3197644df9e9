package dev.gatehouse.limit;

import dev.gatehouse.identity.Rate;
import dev.gatehouse.redis.RedisFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Counts for all replicas while the shared store answers, and for this one while it does not. After a failure the shared store
 * is not asked until the pause is over; then one request tries it, so that an outage delays few requests.
 */
final class SharedStore implements LimitStore {
    private static final Logger LOG = Logger.getLogger(SharedStore.class);
    private static final Instant NOW = Instant.MIN;

    private final LimitStore shared;
    private final LimitStore own;
    private final Duration pause;
    private final Clock clock;
    /** When the shared store may be asked next; {@link #NOW} while it answers. */
    private final AtomicReference<Instant> askAgain = new AtomicReference<>(NOW);

    SharedStore(LimitStore shared, LimitStore own, Duration pause, Clock clock) {
        this.shared = shared;
        this.own = own;
        this.pause = pause;
        this.clock = clock;
    }

    /** Whether the shared store answered when it was last asked. */
    boolean isShared() {
        return askAgain.get().equals(NOW);
    }

    @Override
    public List<Rate.Decision> check(List<Check> checks) {
        return ask(store -> store.check(checks));
    }

    @Override
    public Rate.Decision look(Check.OfRate check) {
        return ask(store -> store.look(check));
    }

    @Override
    public void takeBack(LimitKey failures) {
        change(store -> store.takeBack(failures));
    }

    /** In this replica too, so that what was counted in an outage does not count in the next. */
    @Override
    public void forget(List<LimitKey> failures) {
        own.forget(failures);
        change(store -> store.forget(failures));
    }

    private void change(Consumer<LimitStore> action) {
        ask(store -> {
            action.accept(store);
            return true;
        });
    }

    private <T> T ask(Function<LimitStore, T> question) {
        if (mayAsk()) {
            try {
                T answer = question.apply(shared);
                if (!askAgain.getAndSet(NOW).equals(NOW)) {
                    LOG.info("limits are shared between replicas again");
                }
                return answer;
            } catch (RuntimeException e) {
                if (askAgain.getAndSet(clock.instant().plus(pause)).equals(NOW)) {
                    LOG.warnf(
                            "limits are not shared: Redis failed (%s); each replica counts for itself",
                            RedisFailure.reason(e));
                }
            }
        }
        return question.apply(own);
    }

    private boolean mayAsk() {
        Instant next = askAgain.get();
        Instant now = clock.instant();
        return next.equals(NOW) || (!now.isBefore(next) && askAgain.compareAndSet(next, now.plus(pause)));
    }
}
