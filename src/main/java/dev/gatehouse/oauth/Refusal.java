package dev.gatehouse.oauth;

import dev.gatehouse.http.RefusedSignIn;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.SignInRefused;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Why a sign-in at the pool's domain failed, in fixed words: nothing that the domain or a link says is shown. */
enum Refusal {
    CANCELLED("The sign-in was cancelled.", RefusedSignIn.CANCELLED),
    UNKNOWN("This sign-in is over, took too long, or began in another browser.", RefusedSignIn.OVER),
    LINKED("The account was linked with this identity provider just now. Sign in again.", RefusedSignIn.LINKED),
    MISMATCH("The answer of the user pool does not belong to this sign-in.", RefusedSignIn.REFUSED),
    REFUSED("The identity provider or the user pool refused the sign-in.", RefusedSignIn.REFUSED);

    private static final Logger LOG = Logger.getLogger(Refusal.class);
    private static final int MAX_LOGGED = 200;
    private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,64}");
    /** What could be an email address, or part of a user's name. */
    private static final Pattern PERSONAL = Pattern.compile("\\S*[@_\\d]\\S*");

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private final String sentence;
    private final RefusedSignIn kind;

    Refusal(String sentence, RefusedSignIn kind) {
        this.sentence = sentence;
        this.kind = kind;
    }

    /** The kind of an error of the domain, whose texts change: two codes mean that the person cancelled. */
    static Refusal of(String error, @Nullable String description) {
        String text = description == null ? "" : description.toLowerCase(Locale.ROOT);
        String code = CODE.matcher(error).matches() ? error : "an unknown error";
        LOG.infof("the pool's domain refused a sign-in with %s: %s", code, logged(text));
        if (text.contains("already found an entry for username")) {
            return LINKED;
        }
        return switch (error) {
            case "access_denied", "user_cancelled_authorize" -> CANCELLED;
            default -> REFUSED;
        };
    }

    private static String logged(String description) {
        String printable = NOT_PRINTABLE.matcher(description).replaceAll("?");
        String anonymous = PERSONAL.matcher(printable).replaceAll("…");
        return anonymous.substring(0, Math.min(anonymous.length(), MAX_LOGGED));
    }

    /** What the built-in page says of the failure that has the sentence of one of these. */
    static RefusedSignIn kind(SignInRefused failure) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.sentence.equals(failure.reason()))
                .map(refusal -> refusal.kind)
                .findFirst()
                .orElse(RefusedSignIn.REFUSED);
    }

    IdentityException exception() {
        return new IdentityException(new SignInRefused(sentence));
    }
}
