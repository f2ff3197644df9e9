package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.Challenges.Waiting;
import java.util.Optional;

/** InitiateAuth, RespondToAuthChallenge, and both as an administrator calls them. */
final class SignInOperations {

    static final String PARAMETERS = "AuthParameters";
    static final String RESPONSES = "ChallengeResponses";

    private final UserPool pool;
    private final TokenIssuer tokens;
    private final SecondFactor secondFactor;
    private final PasswordSignIn passwords;
    private final SrpSignIn srp;
    private final ChoiceSignIn choice;
    private final SimulatedSignIn simulated;

    SignInOperations(UserPool pool, TokenIssuer tokens) {
        this.pool = pool;
        this.tokens = tokens;
        secondFactor = new SecondFactor(pool);
        passwords = new PasswordSignIn(pool, secondFactor);
        srp = new SrpSignIn(pool, passwords);
        simulated = new SimulatedSignIn(pool);
        choice = new ChoiceSignIn(pool, passwords, secondFactor, simulated);
    }

    ObjectNode initiateAuth(Request request) {
        return switch (request.text("AuthFlow")) {
            case "USER_PASSWORD_AUTH" -> password(request);
            case "USER_SRP_AUTH" -> srp.begin(request, PARAMETERS);
            case "USER_AUTH" -> choose(request);
            case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN" -> tokens.answer(pool.locked(() -> refresh(request)));
            default -> {
                pool.lockedRun(() -> pool.client(request.text("ClientId")));
                throw notEnabled(request.text("AuthFlow"));
            }
        };
    }

    ObjectNode adminInitiateAuth(Request request) {
        pool.checkId(request.text("UserPoolId"));
        return switch (request.text("AuthFlow")) {
            case "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH" -> password(request);
            case "USER_SRP_AUTH" -> srp.begin(request, PARAMETERS);
            case "USER_AUTH" -> choose(request);
            case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN" -> tokens.answer(pool.locked(() -> refresh(request)));
            case "USER_PASSWORD_AUTH" -> throw CognitoError.invalidParameter("Initiate Auth method not supported.");
            default -> throw notEnabled(request.text("AuthFlow"));
        };
    }

    private ObjectNode choose(Request request) {
        return pool.locked(() -> choice.begin(request))
                .map(outcome -> outcome.answer(tokens))
                .orElseGet(() -> srp.begin(request, PARAMETERS));
    }

    private ObjectNode password(Request request) {
        return pool.locked(() -> {
                    AppClient client = pool.client(request.text("ClientId"));
                    String name = request.requiredEntry(PARAMETERS, "USERNAME");
                    String password = request.requiredEntry(PARAMETERS, "PASSWORD");
                    SecretHash.check(client, name, request.entry(PARAMETERS, "SECRET_HASH"));
                    User user = pool.find(name)
                            .orElseThrow(() -> client.preventUserExistenceErrors()
                                    ? PasswordSignIn.wrongCredentials()
                                    : AccessTokens.noSuchUser());
                    return passwords.signIn(user, client, () -> user.passwords.matches(password));
                })
                .answer(tokens);
    }

    private Grant refresh(Request request) {
        AppClient client = pool.client(request.text("ClientId"));
        String token = request.requiredEntry(PARAMETERS, "REFRESH_TOKEN");
        if (client.rotation()) {
            throw notEnabled("REFRESH_TOKEN_AUTH");
        }
        Optional<User> owner = pool.signIns.owner(token);
        SecretHash.check(client, owner.map(user -> user.username).orElse(""), request.entry(PARAMETERS, "SECRET_HASH"));
        return pool.signIns.refresh(token, client, pool.now());
    }

    ObjectNode respondToAuthChallenge(Request request) {
        if (SrpSignIn.PASSWORD_VERIFIER.equals(request.text("ChallengeName"))) {
            return srp.answer(request).answer(tokens);
        }
        return pool.locked(() -> answered(request))
                .map(outcome -> outcome.answer(tokens))
                .orElseGet(() -> srp.begin(request, RESPONSES));
    }

    private Optional<Outcome> answered(Request request) {
        AppClient client = pool.client(request.text("ClientId"));
        String name = request.requiredEntry(RESPONSES, "USERNAME");
        SecretHash.check(client, name, request.entry(RESPONSES, "SECRET_HASH"));
        if (PasswordSignIn.NEW_PASSWORD_REQUIRED.equals(request.text("ChallengeName"))) {
            return Optional.of(passwords.answer(request, client, name));
        }
        Waiting step = pool.challenges.answered(request, client, name, pool.find(name), pool.now());
        User user = step.user();
        if (user == null) {
            throw simulated.refusal(request, step);
        }
        if (!user.enabled) {
            throw CognitoError.userDisabled();
        }
        return ChoiceSignIn.opened(step)
                ? choice.answer(request, user, client, step)
                : Optional.of(secondFactor.answer(request, user, client, step));
    }

    ObjectNode adminRespondToAuthChallenge(Request request) {
        pool.checkId(request.text("UserPoolId"));
        return respondToAuthChallenge(request);
    }

    static CognitoError notEnabled(String flow) {
        return CognitoError.invalidParameter(flow + " flow not enabled for this client");
    }
}
