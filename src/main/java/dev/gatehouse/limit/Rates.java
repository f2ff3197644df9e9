package dev.gatehouse.limit;

import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Rate;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rates of each limit. A malformed one stops the start. */
@Singleton
class Rates {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/(\\d{1,6}(?:ms|[smhd]))");
    private static final Duration LONGEST_PERIOD = Duration.ofDays(3650);

    private final Map<Limit, Rate> perAddress = new EnumMap<>(Limit.class);
    private final Map<Limit, Rate> perAccount = new EnumMap<>(Limit.class);

    Rates(LimitConfig config) {
        config.rates().forEach((limit, set) -> {
            String name = limit.setting();
            perAddress.put(limit, parse(name + ".per-address", set.perAddress().orElse(limit.perAddress())));
            perAccount.put(limit, parse(name + ".per-account", set.perAccount().orElse(limit.perAccount())));
        });
    }

    Rate perAddress(Limit limit) {
        return Objects.requireNonNull(perAddress.get(limit));
    }

    Rate perAccount(Limit limit) {
        return Objects.requireNonNull(perAccount.get(limit));
    }

    /**
     * Reads {@code 10/1m}.
     *
     * @throws ConfigurationException which names the setting, when the text is no rate, or one of more than a million per second
     */
    static Rate parse(String setting, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (form.matches()) {
            Rate rate = new Rate(Long.parseLong(form.group(1)), DurationConverter.parseDuration(form.group(2)));
            if (rate.period().compareTo(LONGEST_PERIOD) <= 0 && rate.interval() > 0) {
                return rate;
            }
        }
        throw new ConfigurationException(
                "gatehouse.limit." + setting + " is malformed: it must be a rate such as 10/1m.");
    }
}
