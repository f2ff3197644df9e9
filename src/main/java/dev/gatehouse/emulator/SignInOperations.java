package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** InitiateAuth and RespondToAuthChallenge. */
final class SignInOperations {

    private static final String PARAMETERS = "AuthParameters";
    private static final String RESPONSES = "ChallengeResponses";
    private static final String NEW_PASSWORD_REQUIRED = "NEW_PASSWORD_REQUIRED";
    private static final String USER_ATTRIBUTE = "userAttributes.";

    private final UserPool pool;
    private final TokenIssuer tokens;

    SignInOperations(UserPool pool, TokenIssuer tokens) {
        this.pool = pool;
        this.tokens = tokens;
    }

    /** What a right password leads to. */
    private sealed interface Outcome {
        record Granted(Grant grant) implements Outcome {}

        record Challenged(ObjectNode answer) implements Outcome {}
    }

    ObjectNode initiateAuth(Request request) {
        return switch (request.text("AuthFlow")) {
            case "USER_PASSWORD_AUTH" ->
                switch (pool.locked(() -> password(request))) {
                    case Outcome.Granted(Grant grant) -> tokens.answer(grant);
                    case Outcome.Challenged(ObjectNode answer) -> answer;
                };
            case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN" -> tokens.answer(pool.locked(() -> refresh(request)));
            default -> {
                pool.lockedRun(() -> pool.client(request.text("ClientId")));
                throw notEnabled(request.text("AuthFlow"));
            }
        };
    }

    private Outcome password(Request request) {
        AppClient client = pool.client(request.text("ClientId"));
        String name = request.requiredEntry(PARAMETERS, "USERNAME");
        String password = request.requiredEntry(PARAMETERS, "PASSWORD");
        SecretHash.check(client, name, request.entry(PARAMETERS, "SECRET_HASH"));
        Optional<User> found = pool.find(name);
        if (found.isEmpty()) {
            throw client.preventUserExistenceErrors() ? wrongCredentials() : AccessTokens.noSuchUser();
        }
        User user = found.get();
        Instant now = pool.now();
        // Cognito says these two before it looks at the password.
        if (user.status == UserStatus.UNCONFIRMED) {
            throw new CognitoError("UserNotConfirmedException", "User is not confirmed.");
        }
        if (user.status == UserStatus.RESET_REQUIRED) {
            throw AccessTokens.passwordResetRequired();
        }
        user.lockOut.check(now);
        if (!user.passwords.matches(password)) {
            user.lockOut.failed(now);
            throw wrongCredentials();
        }
        user.lockOut.clear();
        if (!user.enabled) {
            throw CognitoError.userDisabled();
        }
        if (user.status == UserStatus.FORCE_CHANGE_PASSWORD) {
            if (user.temporaryPasswordUntil != null && !now.isBefore(user.temporaryPasswordUntil)) {
                throw CognitoError.notAuthorized(
                        "Temporary password has expired and must be reset by an administrator.");
            }
            return new Outcome.Challenged(newPasswordRequired(user, client, now));
        }
        return new Outcome.Granted(pool.signIns.begin(user, client, now));
    }

    private Grant refresh(Request request) {
        AppClient client = pool.client(request.text("ClientId"));
        String token = request.requiredEntry(PARAMETERS, "REFRESH_TOKEN");
        if (client.rotation()) {
            throw notEnabled("REFRESH_TOKEN_AUTH");
        }
        String username = pool.signIns.owner(token).map(user -> user.username).orElse("");
        SecretHash.check(client, username, request.entry(PARAMETERS, "SECRET_HASH"));
        return pool.signIns.refresh(token, client, pool.now());
    }

    private ObjectNode newPasswordRequired(User user, AppClient client, Instant now) {
        ObjectNode attributes = Json.object();
        user.attributes.forEach((name, value) -> {
            if (!"sub".equals(name)) {
                attributes.put(name, value);
            }
        });
        ObjectNode answer = Json.object()
                .put("ChallengeName", NEW_PASSWORD_REQUIRED)
                .put("Session", pool.challenges.open(user, client, NEW_PASSWORD_REQUIRED, now));
        answer.putObject("ChallengeParameters")
                .put("USER_ID_FOR_SRP", user.username)
                .put("requiredAttributes", JsonNodeFactory.instance.arrayNode().toString())
                .put("userAttributes", attributes.toString());
        return answer;
    }

    ObjectNode respondToAuthChallenge(Request request) {
        return tokens.answer(pool.locked(() -> respond(request)));
    }

    private Grant respond(Request request) {
        AppClient client = pool.client(request.text("ClientId"));
        String name = request.requiredEntry(RESPONSES, "USERNAME");
        SecretHash.check(client, name, request.entry(RESPONSES, "SECRET_HASH"));
        String session = request.optionalText("Session").orElseThrow(() -> CognitoError.missingParameter("Session"));
        Instant now = pool.now();
        User user = pool.challenges.user(session, client, request.text("ChallengeName"), now);
        if (pool.find(name).filter(named -> named == user).isEmpty()) {
            throw CognitoError.notAuthorized("Invalid session for the user.");
        }
        if (!user.enabled) {
            throw CognitoError.userDisabled();
        }
        String password = request.requiredEntry(RESPONSES, "NEW_PASSWORD");
        RequestConstraints.checkPassword(password, "challengeResponses.NEW_PASSWORD");
        Map<String, String> attributes = new LinkedHashMap<>();
        request.members().path(RESPONSES).properties().forEach(entry -> {
            if (entry.getKey().startsWith(USER_ATTRIBUTE)) {
                attributes.put(
                        entry.getKey().substring(USER_ATTRIBUTE.length()),
                        entry.getValue().asText());
            }
        });
        Attributes.checkWritable(attributes, user.email);
        pool.setPassword(user, password);
        user.attributes.putAll(attributes);
        user.status = UserStatus.CONFIRMED;
        pool.challenges.close(session);
        return pool.signIns.begin(user, client, now);
    }

    static CognitoError wrongCredentials() {
        return CognitoError.notAuthorized("Incorrect username or password.");
    }

    private static CognitoError notEnabled(String flow) {
        return CognitoError.invalidParameter(flow + " flow not enabled for this client");
    }
}
