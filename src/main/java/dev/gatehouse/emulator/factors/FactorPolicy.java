package dev.gatehouse.emulator.factors;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a pool allows and wants at sign-in: MFA, first factors, tier and recovery.
 *
 * @param mode whether MFA is off, up to the user, or required
 * @param methods the second factors, as {@link UserFactors} names them
 * @param firstFactors of PASSWORD, EMAIL_OTP, SMS_OTP and WEB_AUTHN
 * @param passkeysAreMfa whether a passkey with user verification satisfies MFA ({@code MULTI_FACTOR_WITH_USER_VERIFICATION})
 * @param tier LITE, ESSENTIALS or PLUS
 * @param recovery the mechanisms in their order, such as verified_email
 */
public record FactorPolicy(
        Mode mode,
        Set<String> methods,
        List<String> firstFactors,
        boolean passkeysAreMfa,
        String tier,
        List<String> recovery) {

    /** PASSWORD as a first factor. */
    public static final String PASSWORD = "PASSWORD";

    /** Passkeys as a first factor. */
    public static final String WEB_AUTHN = "WEB_AUTHN";

    /** Codes as a first factor. */
    public static final Set<String> CODES = Set.of("EMAIL_OTP", "SMS_OTP");

    private static final String LITE = "LITE";

    /** {@code MfaConfiguration}. */
    public enum Mode {
        OFF,
        OPTIONAL,
        ON
    }

    /** Copies the collections. */
    public FactorPolicy {
        methods = Set.copyOf(methods);
        firstFactors = List.copyOf(new LinkedHashSet<>(firstFactors));
        recovery = List.copyOf(recovery);
    }

    /** Every first factor, and MFA by app or text message for those who want it. */
    public static FactorPolicy initial() {
        return new FactorPolicy(
                Mode.OPTIONAL,
                Set.of(UserFactors.TOTP, UserFactors.SMS),
                List.of(PASSWORD, "EMAIL_OTP", "SMS_OTP", WEB_AUTHN),
                false,
                "ESSENTIALS",
                List.of("verified_email"));
    }

    /** Whether a second factor is in use. */
    public boolean has(String method) {
        return mode != Mode.OFF && methods.contains(method);
    }

    /** Why Cognito refuses this combination in every tier, if it does. */
    public Optional<String> contradiction() {
        if (mode == Mode.OFF && !methods.isEmpty()) {
            return Optional.of("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
        }
        if (mode != Mode.OFF && methods.isEmpty()) {
            return Optional.of("Invalid MFA configuration given, can't turn on MFA without an MFA method.");
        }
        if (firstFactors.isEmpty() || firstFactors.equals(List.of(WEB_AUTHN))) {
            return Optional.of("WEB_AUTHN cannot be the only allowed first authentication factor.");
        }
        if (mode == Mode.ON && firstFactors.stream().anyMatch(CODES::contains)) {
            return Optional.of("One-time codes cannot be first authentication factors when MFA is required.");
        }
        if (mode == Mode.ON && firstFactors.contains(WEB_AUTHN) && !passkeysAreMfa) {
            return Optional.of("WEB_AUTHN cannot be a first authentication factor when MFA is required, unless"
                    + " FactorConfiguration is MULTI_FACTOR_WITH_USER_VERIFICATION.");
        }
        if (methods.contains(UserFactors.EMAIL) && recovery.equals(List.of("verified_email"))) {
            return Optional.of("Email MFA needs an account recovery mechanism besides verified_email.");
        }
        return Optional.empty();
    }

    /** Why the tier does not allow it, if it does not. */
    public Optional<String> unavailable() {
        boolean passwordless = !firstFactors.equals(List.of(PASSWORD));
        return LITE.equals(tier) && (passwordless || methods.contains(UserFactors.EMAIL))
                ? Optional.of("This feature is not available in the user pool tier LITE.")
                : Optional.empty();
    }

    /** Other MFA. */
    public FactorPolicy withMfa(Mode newMode, Set<String> newMethods) {
        return new FactorPolicy(newMode, newMethods, firstFactors, passkeysAreMfa, tier, recovery);
    }

    /** Other first factors. */
    public FactorPolicy withFirstFactors(List<String> newFactors) {
        return new FactorPolicy(mode, methods, newFactors, passkeysAreMfa, tier, recovery);
    }

    /** Passkeys of another weight. */
    public FactorPolicy withPasskeysAreMfa(boolean areMfa) {
        return new FactorPolicy(mode, methods, firstFactors, areMfa, tier, recovery);
    }

    /** Another tier. */
    public FactorPolicy withTier(String newTier) {
        return new FactorPolicy(mode, methods, firstFactors, passkeysAreMfa, newTier, recovery);
    }

    /** Other ways to recover an account. */
    public FactorPolicy withRecovery(List<String> newRecovery) {
        return new FactorPolicy(mode, methods, firstFactors, passkeysAreMfa, tier, newRecovery);
    }
}
