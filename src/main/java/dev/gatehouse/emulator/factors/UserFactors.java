package dev.gatehouse.emulator.factors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The second factors of one user: the authenticator app, what is enabled and what is preferred. Guarded by the pool's lock. */
public final class UserFactors {

    /** TOTP, as Cognito names it. */
    public static final String TOTP = "SOFTWARE_TOKEN_MFA";

    /** Codes by text message. */
    public static final String SMS = "SMS_MFA";

    /** Codes by email, which have the name of the challenge. */
    public static final String EMAIL = "EMAIL_OTP";

    /** All of them, in the order in which they are listed. */
    public static final List<String> METHODS = List.of(SMS, TOTP, EMAIL);

    /** What the user or an administrator said; a method that nobody spoke of is missing. */
    private final Map<String, Boolean> enabled = new HashMap<>();

    private @Nullable String preferred;
    private @Nullable SoftwareToken token;
    private @Nullable SoftwareToken offered;
    private String deviceName = "";
    private boolean passkeysAreMfa = true;

    /** The token that was verified. */
    public Optional<SoftwareToken> token() {
        return Optional.ofNullable(token);
    }

    /** The token that AssociateSoftwareToken gave out and that waits for its first code. */
    public Optional<SoftwareToken> offered() {
        return Optional.ofNullable(offered);
    }

    /** Gives out a token, in place of one that waits. What is verified stays until this one is. */
    public void offer(SoftwareToken newToken) {
        offered = newToken;
    }

    /** Takes a token whose first code came, in place of any other. */
    public void verified(SoftwareToken newToken, String newDeviceName) {
        token = newToken;
        offered = null;
        deviceName = newDeviceName;
    }

    /** Forgets the token and the preference for it. */
    public void deleteToken() {
        token = null;
        offered = null;
        deviceName = "";
        enabled.remove(TOTP);
        if (TOTP.equals(preferred)) {
            preferred = null;
        }
    }

    /** Whether a passkey may stand for both factors, where the pool allows it: {@code WebAuthnMfaSettings}. */
    public void setPasskeysAreMfa(boolean areMfa) {
        passkeysAreMfa = areMfa;
    }

    /** As long as nobody switched it off. */
    public boolean passkeysAreMfa() {
        return passkeysAreMfa;
    }

    /** The name that was given with the first code, or an empty text. */
    public String deviceName() {
        return deviceName;
    }

    /** Enables or disables a method. One that is preferred takes the place of another. */
    public void set(String method, boolean on, boolean prefer) {
        enabled.put(method, on);
        if (on && prefer) {
            preferred = method;
        } else if (method.equals(preferred)) {
            preferred = null;
        }
    }

    /** The enabled methods: {@code UserMFASettingList}. */
    public List<String> enabled() {
        return METHODS.stream().filter(this::isEnabled).toList();
    }

    /** The preferred method, if any. */
    public Optional<String> preferred() {
        return Optional.ofNullable(preferred);
    }

    /**
     * The methods that a sign-in asks one of. Where the pool requires MFA, a user without an enabled one is asked for what
     * is there nevertheless: a verified token, whatever the preference says, and a message that nobody switched off.
     *
     * @param reachable whether a message by that method reaches the user
     */
    public List<String> asked(FactorPolicy policy, Reachable reachable) {
        List<String> chosen = usable(policy, reachable).filter(this::isEnabled).toList();
        if (!chosen.isEmpty() || policy.mode() != FactorPolicy.Mode.ON) {
            return chosen;
        }
        return usable(policy, reachable)
                .filter(method -> TOTP.equals(method) || !enabled.containsKey(method))
                .toList();
    }

    private Stream<String> usable(FactorPolicy policy, Reachable reachable) {
        return METHODS.stream()
                .filter(policy::has)
                .filter(method -> TOTP.equals(method) ? token != null : reachable.by(method));
    }

    private boolean isEnabled(String method) {
        return enabled.getOrDefault(method, false);
    }

    /** Whether a user has what a method sends its codes to. */
    @FunctionalInterface
    public interface Reachable {

        /** Whether a message by this method arrives. */
        boolean by(String method);
    }
}
