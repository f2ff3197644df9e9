package dev.gatehouse.limit;

import dev.gatehouse.identity.Limit;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The rate of each limit, read once at the start, which a malformed one stops. */
@Singleton
class Rates {
    private final Map<Limit, Rate> perAddress = new EnumMap<>(Limit.class);
    private final Map<Limit, Rate> perAccount = new EnumMap<>(Limit.class);

    Rates(LimitConfig config) {
        for (Limit limit : Limit.values()) {
            String name = limit.label().replace('_', '-');
            perAddress.put(limit, Rate.parse(name + ".per-address", addressText(config, limit)));
            perAccount.put(limit, Rate.parse(name + ".per-account", accountText(config, limit)));
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
}
