package dev.gatehouse.guard;

import dev.gatehouse.guard.Decision.Allowed;
import dev.gatehouse.guard.Decision.Anonymous;
import dev.gatehouse.guard.Decision.Reason;
import dev.gatehouse.guard.Decision.Refused;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.CallerKind;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InsufficientScope;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.Profiles;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.BearerTokens;
import dev.gatehouse.token.PresentedToken;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides whether a caller meets a requirement. */
@Singleton
class Judge {
    private final BearerTokens tokens;
    private final Profiles profiles;
    private final AddressRefusals refusals;

    Judge(BearerTokens tokens, Profiles profiles, AddressRefusals refusals) {
        this.tokens = tokens;
        this.profiles = profiles;
        this.refusals = refusals;
    }

    /** The token of a caller who may pass, if that is known at once: it was verified lately, and no address is required. */
    @Nullable
    AccessToken known(Credential credential, Requirement required) {
        if (required.email() || !(credential instanceof Credential.Bearer(PresentedToken presented))) {
            return null;
        }
        return tokens.known(presented, token -> missing(token, required) == null);
    }

    /** Calls back on the Vert.x context of the caller; at once, unless keys or the email address must be fetched. */
    void decide(Credential credential, Requirement required, Consumer<Decision> then) {
        switch (credential) {
            case Credential.None() ->
                then.accept(
                        required.optional()
                                ? new Anonymous()
                                : new Refused(Reason.CREDENTIAL_MISSING, new UnauthorizedException()));
            case Credential.Ambiguous() ->
                then.accept(refused(
                        new IdentityException(new TokenRefused("The request has more than one Authorization field."))));
            case Credential.Bearer(PresentedToken presented) ->
                tokens.verify(presented)
                        .subscribe()
                        .with(
                                token -> decide(token, presented.text(), required, then),
                                failure -> then.accept(refused(failure)));
        }
    }

    private void decide(AccessToken token, String text, Requirement required, Consumer<Decision> then) {
        Reason missing = missing(token, required);
        if (missing != null) {
            then.accept(new Refused(missing, insufficient(missing, required)));
        } else if (required.email()) {
            readEmail(token, text, then);
        } else {
            then.accept(new Allowed(token, ""));
        }
    }

    /** What the caller lacks; null if nothing. */
    private static @Nullable Reason missing(AccessToken token, Requirement required) {
        if (!required.kinds().contains(token.kind())) {
            return Reason.KIND;
        }
        if (!required.pools().contains(token.pool())) {
            return Reason.POOL;
        }
        if (!hasRoles(token, required)) {
            return Reason.ROLE;
        }
        if (!token.scopes().containsAll(required.scopes())) {
            return Reason.SCOPE;
        }
        // GetUser answers users of the configured pool only.
        boolean mayAsk = token.kind() == CallerKind.USER && token.isOfDefaultPool();
        return required.email() && !mayAsk ? Reason.EMAIL : null;
    }

    private static boolean hasRoles(AccessToken token, Requirement required) {
        return required.allRoles()
                ? token.roles().containsAll(required.roles())
                : required.roles().isEmpty() || required.roles().stream().anyMatch(token.roles()::contains);
    }

    private static RuntimeException insufficient(Reason missing, Requirement required) {
        return switch (missing) {
            case SCOPE -> new IdentityException(new InsufficientScope(String.join(" ", required.scopes())));
            case EMAIL -> new IdentityException(new InsufficientScope(Caller.ACCOUNT_SCOPE));
            default -> new ForbiddenException();
        };
    }

    private void readEmail(AccessToken token, String text, Consumer<Decision> then) {
        @Nullable Refused known = refusals.find(text);
        if (known != null) {
            then.accept(known);
            return;
        }
        Context context = Objects.requireNonNull(Vertx.currentContext());
        profiles.ofDecision(tokens.caller(token, new Secret(text)))
                .whenComplete((profile, failure) -> context.runOnContext(_ -> then.accept(
                        failure == null ? withEmail(token, profile) : kept(text, refused(unwrapped(failure))))));
    }

    private Refused kept(String text, Refused refusal) {
        refusals.keep(text, refusal);
        return refusal;
    }

    private static Decision withEmail(AccessToken token, Profile profile) {
        return profile.emailVerified() && !profile.email().isEmpty()
                ? new Allowed(token, profile.email())
                : new Refused(Reason.EMAIL, new IdentityException(new InsufficientScope(Caller.ACCOUNT_SCOPE)));
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static Refused refused(Throwable failure) {
        Reason reason = failure instanceof IdentityException e
                ? switch (e.failure()) {
                    case TokenRefused _ -> Reason.TOKEN_REFUSED;
                    case InsufficientScope _ -> Reason.EMAIL;
                    default -> Reason.UNAVAILABLE;
                }
                : Reason.UNAVAILABLE;
        return new Refused(reason, failure);
    }
}
