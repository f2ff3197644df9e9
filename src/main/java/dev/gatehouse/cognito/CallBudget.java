package dev.gatehouse.cognito;

import dev.gatehouse.cognito.CognitoOperation.Category;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How many calls per second Cognito grants us in each category. A call beyond is told so here, before it costs others of its
 * category; and no category takes from another.
 */
@Singleton
class CallBudget {
    private static final int MOST = 1_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Map<Category, Bucket> buckets = new EnumMap<>(Category.class);
    private final Map<Use, Map<Category, Bucket>> parts = new EnumMap<>(Use.class);

    CallBudget(CognitoConfig config, @Identifier("steady") Clock clock) {
        ClockTime time = new ClockTime(clock);
        for (Category category : Category.values()) {
            int perSecond = perSecond(config.quota(), category);
            if (perSecond < 1 || perSecond > MOST) {
                throw new ConfigurationException(
                        "gatehouse.cognito.quota is malformed: each number must be 1 to 1000000.");
            }
            buckets.put(category, bucket(perSecond, time));
            for (Use use : Use.values()) {
                parts.computeIfAbsent(use, _ -> new EnumMap<>(Category.class))
                        .put(category, bucket(use.partOf(perSecond), time));
            }
        }
    }

    private static Bucket bucket(int perSecond, ClockTime time) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
                .withCustomTimePrecision(time)
                .build();
    }

    /**
     * Spends one call.
     *
     * @return zero if there was one to spend; else when there is the next
     */
    Duration spend(CognitoOperation operation, Use use) {
        Bucket part =
                Objects.requireNonNull(Objects.requireNonNull(parts.get(use)).get(operation.category()));
        Duration next = spend(part);
        if (next.isZero()) {
            next = spend(Objects.requireNonNull(buckets.get(operation.category())));
            if (next.isPositive()) {
                part.addTokens(1);
            }
        }
        return next;
    }

    private static Duration spend(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return Duration.ofNanos(probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill()));
    }

    private static int perSecond(CognitoConfig.Quota quota, Category category) {
        return switch (category) {
            case USER_AUTHENTICATION -> quota.userAuthentication();
            case USER_CREATION -> quota.userCreation();
            case USER_ACCOUNT_RECOVERY -> quota.userAccountRecovery();
            case USER_TOKEN -> quota.userToken();
            case USER_READ -> quota.userRead();
            case USER_UPDATE -> quota.userUpdate();
        };
    }

    private static final class ClockTime implements TimeMeter {
        private final Clock clock;

        private ClockTime(Clock clock) {
            this.clock = clock;
        }

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
