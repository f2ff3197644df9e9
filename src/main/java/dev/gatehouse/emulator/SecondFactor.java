package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.Challenges.Detail;
import dev.gatehouse.emulator.Challenges.Waiting;
import dev.gatehouse.emulator.factors.FactorPolicy;
import dev.gatehouse.emulator.factors.SoftwareToken;
import dev.gatehouse.emulator.factors.UserFactors;
import java.util.List;

/**
 * What follows a right password: the challenge of a second factor where one is enabled, its set-up where the pool requires
 * one, and tokens otherwise. Call it with the pool locked.
 */
final class SecondFactor {

    static final String MFA_SETUP = "MFA_SETUP";
    static final String SELECT_MFA_TYPE = "SELECT_MFA_TYPE";

    private final UserPool pool;

    SecondFactor(UserPool pool) {
        this.pool = pool;
    }

    /** The second factors that a sign-in of this user asks one of. */
    List<String> asked(User user) {
        return user.factors.asked(pool.factors.policy(), user::hasAddressFor);
    }

    Outcome after(User user, AppClient client) {
        List<String> methods = asked(user);
        if (methods.isEmpty()) {
            return pool.factors.policy().mode() == FactorPolicy.Mode.ON ? setUp(user, client) : granted(user, client);
        }
        if (methods.size() == 1) {
            return challenge(user, client, methods.getFirst());
        }
        return user.factors
                .preferred()
                .filter(methods::contains)
                .map(method -> challenge(user, client, method))
                .orElseGet(() -> select(user, client, methods));
    }

    Outcome granted(User user, AppClient client) {
        return new Outcome.Granted(pool.signIns.begin(user, client, pool.now()));
    }

    private Outcome challenge(User user, AppClient client, String method) {
        if (UserFactors.TOTP.equals(method)) {
            Outcome.Challenged challenge = challenged(user, client, method, new Detail.None());
            if (!user.factors.deviceName().isEmpty()) {
                challenge.parameters().put("FRIENDLY_DEVICE_NAME", user.factors.deviceName());
            }
            return challenge;
        }
        boolean email = UserFactors.EMAIL.equals(method);
        String address = email ? user.email() : user.phone();
        String code = Randoms.digits(6);
        pool.outbox.send(address, CodeKind.MFA, code, pool.now());
        Outcome.Challenged challenge = challenged(user, client, method, new Detail.Code(code, false));
        CodeDelivery.describe(challenge.parameters(), address, email);
        return challenge;
    }

    private Outcome select(User user, AppClient client, List<String> methods) {
        Outcome.Challenged challenge = challenged(user, client, SELECT_MFA_TYPE, new Detail.Choice(methods));
        challenge.parameters().put("MFAS_CAN_CHOOSE", list(methods));
        return challenge;
    }

    private Outcome setUp(User user, AppClient client) {
        Outcome.Challenged challenge = challenged(user, client, MFA_SETUP, new Detail.Setup(false));
        List<String> methods =
                UserFactors.METHODS.stream().filter(pool.factors.policy()::has).toList();
        challenge.parameters().put("MFAS_CAN_SETUP", list(methods));
        return challenge;
    }

    private Outcome.Challenged challenged(User user, AppClient client, String name, Detail detail) {
        ObjectNode answer = Json.object()
                .put("ChallengeName", name)
                .put("Session", pool.challenges.open(user, client, name, detail, pool.now()));
        answer.putObject("ChallengeParameters").put("USER_ID_FOR_SRP", user.username);
        return new Outcome.Challenged(answer);
    }

    private static String list(List<String> methods) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        methods.forEach(names::add);
        return names.toString();
    }

    /** The answer to one of these challenges. A wrong one leaves the session usable, as at Cognito. */
    Outcome answer(Request request, User user, AppClient client, Waiting step) {
        switch (step.detail()) {
            case Detail.None _ -> checkToken(user, request.requiredEntry(SignInOperations.RESPONSES, code(step)));
            case Detail.Code sent -> checkCode(sent, request.requiredEntry(SignInOperations.RESPONSES, code(step)));
            case Detail.Choice choice -> {
                String method = request.requiredEntry(SignInOperations.RESPONSES, "ANSWER");
                if (!choice.offered().contains(method)) {
                    throw CognitoError.invalidParameter("Invalid MFA type selected.");
                }
                pool.challenges.close(step.session());
                return challenge(user, client, method);
            }
            case Detail.Setup(boolean verified) -> {
                if (!verified) {
                    throw Challenges.invalid();
                }
            }
            case Detail.Passkey _ -> throw Challenges.invalid();
        }
        pool.challenges.close(step.session());
        return granted(user, client);
    }

    private static String code(Waiting step) {
        return step.challenge() + "_CODE";
    }

    private void checkToken(User user, String code) {
        SoftwareToken token = user.factors
                .token()
                .orElseThrow(() -> new CognitoError(
                        "SoftwareTokenMFANotFoundException", "Software token MFA is not set up for the user."));
        switch (token.check(code, pool.now())) {
            case ACCEPTED -> {}
            case USED ->
                throw new CognitoError("ExpiredCodeException", "Your software token has already been used once.");
            case WRONG -> throw new CognitoError("CodeMismatchException", "Invalid code received for user");
        }
    }

    static void checkCode(Detail.Code sent, String code) {
        if (!sent.value().equals(code)) {
            throw new CognitoError("CodeMismatchException", "Invalid code or auth state for the user.");
        }
    }
}
