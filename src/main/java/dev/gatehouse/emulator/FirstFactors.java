package dev.gatehouse.emulator;

import dev.gatehouse.emulator.factors.FactorPolicy;
import java.util.List;

/** Which first factors a user has, among those that the pool allows. Call it with the pool locked. */
final class FirstFactors {

    private FirstFactors() {}

    /** {@code ConfiguredUserAuthFactors}. */
    static List<String> configured(UserPool pool, User user) {
        return pool.factors.policy().firstFactors().stream()
                .filter(factor -> has(pool, user, factor))
                .toList();
    }

    private static boolean has(UserPool pool, User user, String factor) {
        return switch (factor) {
            case FactorPolicy.PASSWORD -> user.passwords.secret().isPresent();
            case "EMAIL_OTP" -> user.emailVerified();
            case "SMS_OTP" -> user.phoneVerified();
            case FactorPolicy.WEB_AUTHN -> pool.factors.assertions.has(user);
            default -> false;
        };
    }
}
