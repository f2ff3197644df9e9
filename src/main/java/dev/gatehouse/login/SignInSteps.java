package dev.gatehouse.login;

import dev.gatehouse.cognito.CognitoSetUp;
import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.Password;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.SignInMethod;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The steps of a sign-in: answers to challenges, and what follows from Cognito's answers. */
@Singleton
class SignInSteps {
    /** The second factors with which Cognito sends a code when they are chosen. */
    private static final Set<String> SENT = Set.of("SMS_MFA", "EMAIL_OTP");

    private final ChosenMethod chosen;
    private final PasswordStep password;
    private final CodeSending sending;
    private final NextStep nextStep;
    private final CognitoSetUp setUp;
    private final ChallengeSeal seal;
    private final NewSession newSession;

    SignInSteps(
            ChosenMethod chosen,
            PasswordStep password,
            CodeSending sending,
            NextStep nextStep,
            CognitoSetUp setUp,
            ChallengeSeal seal,
            NewSession newSession) {
        this.chosen = chosen;
        this.password = password;
        this.sending = sending;
        this.nextStep = nextStep;
        this.setUp = setUp;
        this.seal = seal;
        this.newSession = newSession;
    }

    /** Takes the answers to a challenge. */
    LoginResponse answer(OpenChallenge open, Map<String, ChallengeAnswer> given, ClientContext client) {
        Map<String, Secret> answers =
                ChallengeAnswers.forCognito(open.challenge().name(), given);
        Email email = new Email(open.account());
        return switch (open.challenge().name()) {
            case OwnChallenge.SELECT -> choose(email, text(answers, "choice"), client);
            case OwnChallenge.PASSWORD ->
                response(
                        password.signIn(new PasswordAttempt(email, password(text(answers, "password")), client)),
                        open.account());
            default -> {
                if (open.challenge().name().equals("SELECT_MFA_TYPE") && SENT.contains(text(answers, "ANSWER"))) {
                    sending.count(open);
                }
                yield response(nextStep.answer(open, answers, client), open.account());
            }
        };
    }

    private LoginResponse choose(Email email, String choice, ClientContext client) {
        if (choice.equals(OfferedMethods.PASSWORD)) {
            return chosen.askForPassword(email);
        }
        SignInMethod method = Arrays.stream(SignInMethod.values())
                .filter(known -> known.label().equals(choice))
                .findFirst()
                .orElseThrow(() -> ChallengeAnswers.invalid("answers.choice", "is not one of the methods"));
        return chosen.begin(new Choice(email, method, client));
    }

    private static Password password(String text) {
        if (text.codePointCount(0, text.length()) > Password.LONGEST) {
            throw ChallengeAnswers.invalid("answers.password", "must be at most 256 characters long");
        }
        return new Password(text);
    }

    private static String text(Map<String, Secret> answers, String name) {
        return Objects.requireNonNull(answers.get(name)).value();
    }

    /** The answer to the client, after Cognito's to the password or to a challenge. */
    LoginResponse response(SignIn outcome, String account) {
        return switch (outcome) {
            case SignIn.SignedIn signedIn -> {
                newSession.record(signedIn.tokens().accessToken());
                yield new LoginResponse.SignedInResponse(signedIn.tokens());
            }
            case SignIn.Challenged challenged -> challenge(challenged.challenge(), account);
        };
    }

    private LoginResponse challenge(Challenge required, String account) {
        Challenge challenge = required.name().equals(NextStep.SET_UP) ? setUp.begin(required, account) : required;
        return new LoginResponse.ChallengeResponse(
                seal.seal(challenge, account, OpenChallenge.Origin.PASSWORD), ShownParameters.of(challenge));
    }
}
