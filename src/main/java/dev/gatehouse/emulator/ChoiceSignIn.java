package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.Challenges.Detail;
import dev.gatehouse.emulator.Challenges.Waiting;
import dev.gatehouse.emulator.factors.FactorPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code USER_AUTH}: sign-in by the first factor that the caller prefers or chooses. An empty outcome means that SRP goes on
 * with the request. Call it with the pool locked.
 */
final class ChoiceSignIn {

    static final String SELECT_CHALLENGE = "SELECT_CHALLENGE";
    static final String PASSWORD_SRP = "PASSWORD_SRP";

    static final String OPTIONS = "CREDENTIAL_REQUEST_OPTIONS";

    private static final int CODE_DIGITS = 8;
    private static final Set<String> NAMES =
            Set.of(FactorPolicy.PASSWORD, PASSWORD_SRP, "EMAIL_OTP", "SMS_OTP", FactorPolicy.WEB_AUTHN);

    private final UserPool pool;
    private final PasswordSignIn passwords;
    private final SecondFactor secondFactor;
    private final SimulatedSignIn nobody;

    ChoiceSignIn(UserPool pool, PasswordSignIn passwords, SecondFactor secondFactor, SimulatedSignIn nobody) {
        this.pool = pool;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.nobody = nobody;
    }

    Optional<Outcome> begin(Request request) {
        AppClient client = pool.client(request.text("ClientId"));
        if (!client.userAuth()) {
            throw SignInOperations.notEnabled("USER_AUTH");
        }
        String name = request.requiredEntry(SignInOperations.PARAMETERS, "USERNAME");
        SecretHash.check(client, name, request.entry(SignInOperations.PARAMETERS, "SECRET_HASH"));
        String preferred = request.entry(SignInOperations.PARAMETERS, "PREFERRED_CHALLENGE")
                .orElse("");
        if (!preferred.isEmpty() && !NAMES.contains(preferred)) {
            throw CognitoError.invalidParameter("Invalid PREFERRED_CHALLENGE: " + preferred);
        }
        Optional<User> found = pool.find(name);
        if (found.isEmpty()) {
            return nobody.begin(request, client, name, preferred);
        }
        User user = found.get();
        PasswordSignIn.checkStatus(user);
        if (!user.enabled) {
            throw CognitoError.userDisabled();
        }
        List<String> available = available(user);
        if (available.contains(preferred)) {
            return start(request, SignInOperations.PARAMETERS, user, client, preferred);
        }
        Outcome.Challenged choice = challenge(client, user, SELECT_CHALLENGE, new Detail.Choice(available));
        ArrayNode list = choice.answer().putArray("AvailableChallenges");
        available.forEach(list::add);
        return Optional.of(choice);
    }

    /** What the user can begin with. Codes are no first factor for somebody who uses MFA; a passkey may be both. */
    private List<String> available(User user) {
        FactorPolicy policy = pool.factors.policy();
        boolean passkeysAreMfa = policy.passkeysAreMfa() && user.factors.passkeysAreMfa();
        boolean mfa = policy.mode() == FactorPolicy.Mode.ON
                || !secondFactor.asked(user).isEmpty();
        List<String> available = new ArrayList<>();
        for (String factor : FirstFactors.configured(pool, user)) {
            if (FactorPolicy.PASSWORD.equals(factor)) {
                available.addAll(List.of(PASSWORD_SRP, FactorPolicy.PASSWORD));
            } else if (user.status == UserStatus.CONFIRMED
                    && (!mfa || (FactorPolicy.WEB_AUTHN.equals(factor) && passkeysAreMfa))) {
                available.add(factor);
            }
        }
        if (available.isEmpty()) {
            throw PasswordSignIn.wrongCredentials();
        }
        return available;
    }

    private Optional<Outcome> start(Request request, String map, User user, AppClient client, String factor) {
        return switch (factor) {
            case PASSWORD_SRP -> {
                request.requiredEntry(map, "SRP_A");
                yield Optional.empty();
            }
            case FactorPolicy.PASSWORD ->
                Optional.of(request.entry(map, FactorPolicy.PASSWORD)
                        .map(password -> password(user, client, password))
                        .orElseGet(() -> challenge(client, user, factor, new Detail.None())));
            case FactorPolicy.WEB_AUTHN -> {
                Assertions.Assertion assertion = pool.factors.assertions.begin(Optional.of(user));
                Outcome.Challenged challenge = challenge(client, user, factor, new Detail.Passkey(assertion));
                challenge.parameters().put(OPTIONS, assertion.options());
                yield Optional.of(challenge);
            }
            default -> Optional.of(sendCode(user, client, factor));
        };
    }

    private Outcome sendCode(User user, AppClient client, String factor) {
        boolean email = "EMAIL_OTP".equals(factor);
        String address = email ? user.email() : user.phone();
        String code = Randoms.digits(CODE_DIGITS);
        pool.outbox.send(address, CodeKind.SIGN_IN, code, pool.now());
        Outcome.Challenged challenge = challenge(client, user, factor, new Detail.Code(code, true));
        CodeDelivery.describe(challenge.parameters(), address, email);
        return challenge;
    }

    private Outcome password(User user, AppClient client, String password) {
        return passwords.signIn(user, client, () -> user.passwords.matches(password));
    }

    private Outcome.Challenged challenge(AppClient client, User user, String name, Detail detail) {
        ObjectNode answer = Json.object()
                .put("ChallengeName", name)
                .put("Session", pool.challenges.open(user, client, name, detail, pool.now()));
        answer.putObject("ChallengeParameters");
        return new Outcome.Challenged(answer);
    }

    /** Whether a challenge is one of a first factor. */
    static boolean opened(Waiting step) {
        return switch (step.detail()) {
            case Detail.Code code -> code.firstFactor();
            case Detail.Passkey _ -> true;
            case Detail.Setup _ -> false;
            case Detail.None _ -> FactorPolicy.PASSWORD.equals(step.challenge());
            case Detail.Choice _ -> SELECT_CHALLENGE.equals(step.challenge());
        };
    }

    Optional<Outcome> answer(Request request, User user, AppClient client, Waiting step) {
        return switch (step.detail()) {
            case Detail.Choice choice -> {
                String factor = request.requiredEntry(SignInOperations.RESPONSES, "ANSWER");
                if (!choice.offered().contains(factor)) {
                    throw CognitoError.invalidParameter("The challenge is not available: " + factor);
                }
                Optional<Outcome> next = start(request, SignInOperations.RESPONSES, user, client, factor);
                pool.challenges.close(step.session());
                yield next;
            }
            case Detail.Passkey(Assertions.Assertion assertion) -> {
                String credential = request.requiredEntry(SignInOperations.RESPONSES, "CREDENTIAL");
                pool.challenges.close(step.session());
                boolean userVerified = assertion.verify(credential);
                if (!userVerified && !secondFactor.asked(user).isEmpty()) {
                    throw PasswordSignIn.wrongCredentials();
                }
                yield Optional.of(secondFactor.granted(user, client));
            }
            case Detail.Code sent -> {
                SecondFactor.checkCode(
                        sent, request.requiredEntry(SignInOperations.RESPONSES, step.challenge() + "_CODE"));
                pool.challenges.close(step.session());
                yield Optional.of(secondFactor.granted(user, client));
            }
            default -> {
                Outcome outcome = password(
                        user, client, request.requiredEntry(SignInOperations.RESPONSES, FactorPolicy.PASSWORD));
                pool.challenges.close(step.session());
                yield Optional.of(outcome);
            }
        };
    }
}
