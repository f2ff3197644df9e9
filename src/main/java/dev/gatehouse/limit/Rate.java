package dev.gatehouse.limit;

import io.github.bucket4j.BucketConfiguration;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many at once, and as many more per period, spread evenly.
 *
 * @param capacity at least 1
 * @param period at least a millisecond
 */
record Rate(long capacity, Duration period) {
    /** Beyond a million per second a limit is none, and Bucket4j takes no more than a thousand times that. */
    private static final Duration FASTEST = Duration.ofNanos(1000);

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/(\\d{1,6}(?:ms|[smhd]))");

    /**
     * Reads {@code 10/1m}.
     *
     * @throws ConfigurationException which names the setting, when the text is no rate
     */
    static Rate parse(String setting, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (form.matches()) {
            Duration period = DurationConverter.parseDuration(form.group(2));
            long capacity = Long.parseLong(form.group(1));
            if (period.isPositive() && period.toNanos() / capacity >= FASTEST.toNanos()) {
                return new Rate(capacity, period);
            }
        }
        throw new ConfigurationException(
                "gatehouse.limit." + setting + " is malformed: it must be a rate such as 10/1m.");
    }

    BucketConfiguration bucket() {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                .build();
    }
}
