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

/** The rate of each limit, read once at the start, which a malformed one stops. */
@Singleton
class Rates {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/(\\d{1,6}(?:ms|[smhd]))");
    private static final Duration LONGEST_PERIOD = Duration.ofDays(3650);

    private final Map<Limit, Rate> perAddress = new EnumMap<>(Limit.class);
    private final Map<Limit, Rate> perAccount = new EnumMap<>(Limit.class);

    Rates(LimitConfig config) {
        for (Limit limit : Limit.values()) {
            String name = limit.label().replace('_', '-');
            perAddress.put(limit, parse(name + ".per-address", addressText(config, limit)));
            perAccount.put(limit, parse(name + ".per-account", accountText(config, limit)));
        }
    }

    Rate perAddress(Limit limit) {
        return Objects.requireNonNull(perAddress.get(limit));
    }

    Rate perAccount(Limit limit) {
        return Objects.requireNonNull(perAccount.get(limit));
    }

    private static String addressText(LimitConfig config, Limit limit) {
        return switch (limit) {
            case SIGN_IN -> config.signInPerAddress();
            case REGISTER -> config.registerPerAddress();
            case VERIFY -> config.verifyPerAddress();
            case RESEND -> config.resendPerAddress();
            case FORGOT -> config.forgotPerAddress();
            case RESET -> config.resetPerAddress();
            case REFRESH -> config.refreshPerAddress();
            case CHALLENGE -> config.challengePerAddress();
            case LOGOUT -> config.logoutPerAddress();
            case PASSWORD_CHANGE -> config.passwordChangePerAddress();
            case PROFILE -> config.profilePerAddress();
            case ADMIN -> config.adminPerAddress();
        };
    }

    private static String accountText(LimitConfig config, Limit limit) {
        return switch (limit) {
            case SIGN_IN -> config.signInPerAccount();
            case REGISTER -> config.registerPerAccount();
            case VERIFY -> config.verifyPerAccount();
            case RESEND -> config.resendPerAccount();
            case FORGOT -> config.forgotPerAccount();
            case RESET -> config.resetPerAccount();
            case REFRESH -> config.refreshPerAccount();
            case CHALLENGE -> config.challengePerAccount();
            case LOGOUT -> config.logoutPerAccount();
            case PASSWORD_CHANGE -> config.passwordChangePerAccount();
            case PROFILE -> config.profilePerAccount();
            case ADMIN -> config.adminPerAccount();
        };
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
