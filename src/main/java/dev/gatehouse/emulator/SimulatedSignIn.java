package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.Challenges.Detail;
import dev.gatehouse.emulator.Challenges.Waiting;
import dev.gatehouse.emulator.factors.FactorPolicy;
import java.util.Optional;

/**
 * {@code USER_AUTH} of a user whom the pool does not have and of whom the app client must not say so: a challenge that
 * nothing solves. Call it with the pool locked.
 */
final class SimulatedSignIn {

    private final UserPool pool;

    SimulatedSignIn(UserPool pool) {
        this.pool = pool;
    }

    /** Cognito answers with one of the pool's challenges, drawn by lot, whatever is preferred. */
    Optional<Outcome> begin(Request request, AppClient client, String name, String preferred) {
        if (!client.preventUserExistenceErrors()) {
            throw AccessTokens.noSuchUser();
        }
        if (ChoiceSignIn.PASSWORD_SRP.equals(preferred)) {
            return Optional.empty();
        }
        if (request.entry(SignInOperations.PARAMETERS, FactorPolicy.PASSWORD).isPresent()) {
            throw PasswordSignIn.wrongCredentials();
        }
        String factor = Randoms.oneOf(pool.factors.policy().firstFactors());
        ObjectNode answer = Json.object().put("ChallengeName", factor);
        Detail detail = detail(factor, name, answer.putObject("ChallengeParameters"));
        answer.put("Session", pool.challenges.simulate(name, client, factor, detail, pool.now()));
        return Optional.of(new Outcome.Challenged(answer));
    }

    private Detail detail(String factor, String name, ObjectNode parameters) {
        if (FactorPolicy.WEB_AUTHN.equals(factor)) {
            Assertions.Assertion assertion = pool.factors.assertions.begin(Optional.empty());
            parameters.put(ChoiceSignIn.OPTIONS, assertion.options());
            return new Detail.Passkey(assertion);
        }
        if (FactorPolicy.CODES.contains(factor)) {
            boolean email = "EMAIL_OTP".equals(factor);
            CodeDelivery.describe(parameters, email ? name : Randoms.digits(4), email);
            // No code that a caller could send.
            return new Detail.Code(Randoms.token(32), true);
        }
        return new Detail.None();
    }

    /** Fails as a wrong answer does. */
    CognitoError refusal(Request request, Waiting step) {
        switch (step.detail()) {
            case Detail.Code sent ->
                SecondFactor.checkCode(
                        sent, request.requiredEntry(SignInOperations.RESPONSES, step.challenge() + "_CODE"));
            case Detail.Passkey _ -> {
                request.requiredEntry(SignInOperations.RESPONSES, "CREDENTIAL");
                pool.challenges.close(step.session());
            }
            default -> request.requiredEntry(SignInOperations.RESPONSES, FactorPolicy.PASSWORD);
        }
        return PasswordSignIn.wrongCredentials();
    }
}
