package dev.gatehouse.cognito;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Concealed;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.SignInMethod;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Sign-in without a password, by the method that the client chose. Cognito answers for an address without an account with a
 * challenge at random, and for an account that lacks the method with another one. While accounts are concealed neither is
 * reported, and each call takes as long as another.
 */
@Singleton
public class CognitoChoice {
    private final ChoiceFlow flow;
    private final CognitoLogin login;
    private final boolean concealing;
    private final Concealed concealed;
    private final EqualTime codeTime = new EqualTime();
    private final EqualTime passkeyTime = new EqualTime();
    private final EqualTime answerTime = new EqualTime();

    CognitoChoice(ChoiceFlow flow, CognitoLogin login, PrivacyConfig privacy, Concealed concealed) {
        this.flow = flow;
        this.login = login;
        this.concealing = privacy.concealAccounts();
        this.concealed = concealed;
    }

    /** Whether answers must not depend on the account. */
    public boolean isConcealing() {
        return concealing;
    }

    /**
     * Checks that the pool and the app client have the flow, without regard to an account.
     *
     * @throws IdentityException {@code MethodNotAvailable} when they do not
     */
    public void requireFlow() {
        flow.require();
    }

    /**
     * Begins a sign-in.
     *
     * @return the challenge of the method; empty when the account cannot use the method, or does not exist, and accounts are
     *     concealed
     * @throws IdentityException {@code MethodNotAvailable} when the pool or the app client lacks the flow, or the account lacks
     *     the method and accounts are not concealed
     */
    public Optional<Challenge> begin(Email email, SignInMethod method, ClientContext client) {
        if (!concealing) {
            return Optional.of(flow.begin(email, method, client)
                    .orElseThrow(() -> new IdentityException(new MethodNotAvailable())));
        }
        long begun = System.nanoTime();
        Optional<Challenge> challenge =
                method == SignInMethod.PASSKEY ? passkey(email, client) : attempt(email, method, client);
        (method == SignInMethod.PASSKEY ? passkeyTime : codeTime).delay(begun);
        return challenge;
    }

    /**
     * Asks twice: for an address without an account Cognito may invent credentials, other ones each time. Real ones are the
     * same.
     */
    private Optional<Challenge> passkey(Email email, ClientContext client) {
        Optional<Challenge> first = attempt(email, SignInMethod.PASSKEY, client);
        Optional<Challenge> second = attempt(email, SignInMethod.PASSKEY, client);
        if (first.isPresent() && second.isPresent() && CredentialIds.areEqual(first.get(), second.get())) {
            return second;
        }
        if (concealed.failure().isEmpty()) {
            concealed.note(new MethodNotAvailable());
        }
        return Optional.empty();
    }

    private Optional<Challenge> attempt(Email email, SignInMethod method, ClientContext client) {
        try {
            Optional<Challenge> challenge = flow.begin(email, method, client);
            if (challenge.isEmpty()) {
                concealed.note(new MethodNotAvailable());
            }
            return challenge;
        } catch (IdentityException e) {
            if (!revealsAccount(e.failure())) {
                throw e;
            }
            concealed.note(e.failure());
            return Optional.empty();
        }
    }

    /** Answers a challenge of {@link #begin}. A refusal does not show whether the account exists. */
    public SignIn answer(Challenge challenge, Map<String, Secret> answers, ClientContext client) {
        if (!concealing) {
            return login.answer(challenge, answers, client);
        }
        long begun = System.nanoTime();
        try {
            return login.answer(challenge, answers, client);
        } catch (IdentityException e) {
            answerTime.delay(begun);
            throw revealsAccount(e.failure()) ? new IdentityException(wrong(challenge), e) : e;
        }
    }

    /**
     * Answers a challenge that Cognito does not know, in place of one of {@link #begin}: asks Cognito too, so that it takes as
     * long, and refuses whatever it answers.
     *
     * @throws IdentityException always
     */
    public SignIn refuse(Challenge decoy, Map<String, Secret> answers, ClientContext client) {
        long begun = System.nanoTime();
        try {
            login.answer(decoy, answers, client);
        } catch (IdentityException e) {
            if (isOfUpstream(e.failure())) {
                throw e;
            }
        }
        answerTime.delay(begun);
        throw new IdentityException(wrong(decoy));
    }

    private static IdentityFailure wrong(Challenge challenge) {
        return challenge.name().equals(SignInMethod.PASSKEY.challenge()) ? new ChallengeRefused() : new CodeRefused();
    }

    private static boolean revealsAccount(IdentityFailure failure) {
        return failure instanceof InvalidCredentials
                || failure instanceof EmailNotVerified
                || failure instanceof PasswordResetRequired
                || failure instanceof TooManyAttempts
                || failure instanceof RefusedByPool
                || failure instanceof CodeNotSent;
    }

    private static boolean isOfUpstream(IdentityFailure failure) {
        return failure instanceof UpstreamBusy
                || failure instanceof UpstreamUnavailable
                || failure instanceof InvalidUpstreamResponse
                || failure instanceof UnexpectedUpstreamResponse
                || failure instanceof Misconfigured;
    }
}
