package dev.gatehouse.cognito;

import dev.gatehouse.cognito.CognitoOperation.Category;
import dev.gatehouse.identity.Rate;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How many calls per second Cognito grants us in each category. A call beyond is told so here, before it costs others of its
 * category; and no category takes from another.
 */
@Singleton
class CallBudget {
    private static final int MOST = 1_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<Category, Bucket> buckets = new EnumMap<>(Category.class);
    private final Map<Use, Map<Category, Bucket>> parts = new EnumMap<>(Use.class);

    CallBudget(CognitoConfig config, @Identifier("steady") Clock clock) {
        this.clock = clock;
        for (Category category : Category.values()) {
            int perSecond = perSecond(config.quota(), category);
            if (perSecond < 1 || perSecond > MOST) {
                throw new ConfigurationException(
                        "gatehouse.cognito.quota is malformed: each number must be 1 to 1000000.");
            }
            buckets.put(category, new Bucket(perSecond));
            for (Use use : Use.values()) {
                parts.computeIfAbsent(use, _ -> new EnumMap<>(Category.class))
                        .put(category, new Bucket(use.shareOf(perSecond)));
            }
        }
    }

    /**
     * Spends one call.
     *
     * @return zero if there was one to spend; else when there is the next
     */
    Duration spend(CognitoOperation operation, Use use) {
        Bucket part =
                Objects.requireNonNull(Objects.requireNonNull(parts.get(use)).get(operation.category()));
        Duration next = part.spend(clock);
        if (next.isZero()) {
            next = Objects.requireNonNull(buckets.get(operation.category())).spend(clock);
            if (next.isPositive()) {
                part.giveBack();
            }
        }
        return next;
    }

    private static int perSecond(CognitoConfig.Quota quota, Category category) {
        return switch (category) {
            case USER_AUTHENTICATION -> quota.userAuthentication();
            case USER_CREATION -> quota.userCreation();
            case USER_ACCOUNT_RECOVERY -> quota.userAccountRecovery();
            case USER_TOKEN -> quota.userToken();
            case USER_READ -> quota.userRead();
            case USER_UPDATE -> quota.userUpdate();
            case USER_RESOURCE_READ -> quota.userResourceRead();
            case USER_RESOURCE_UPDATE -> quota.userResourceUpdate();
            case USER_LIST -> quota.userList();
            case USER_POOL_RESOURCE_READ -> quota.userPoolResourceRead();
            case USER_POOL_RESOURCE_UPDATE -> quota.userPoolResourceUpdate();
        };
    }

    private static final class Bucket {
        private final Rate rate;
        private long theoreticalArrival;

        private Bucket(int perSecond) {
            this.rate = new Rate(perSecond, SECOND);
        }

        /** Reads the clock when it is its turn: by an older time, the calls of others meanwhile would look like a burst. */
        synchronized Duration spend(Clock clock) {
            long now = Rate.micros(clock);
            long backlog = rate.backlog(theoreticalArrival, now);
            theoreticalArrival = rate.theoreticalArrival(backlog, now);
            Rate.Decision decision = rate.decide(backlog);
            return decision.allowed() ? Duration.ZERO : decision.next();
        }

        synchronized void giveBack() {
            theoreticalArrival -= rate.interval();
        }
    }
}
