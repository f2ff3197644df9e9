package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Sign-in by password, however the password is shown, up to the change of a temporary one. Call it with the pool locked. */
final class PasswordSignIn {

    static final String NEW_PASSWORD_REQUIRED = "NEW_PASSWORD_REQUIRED";

    private static final String USER_ATTRIBUTE = "userAttributes.";

    private final UserPool pool;
    private final SecondFactor secondFactor;

    PasswordSignIn(UserPool pool, SecondFactor secondFactor) {
        this.pool = pool;
        this.secondFactor = secondFactor;
    }

    Outcome signIn(User user, AppClient client, BooleanSupplier rightPassword) {
        Instant now = pool.now();
        verify(user, rightPassword, now);
        if (user.status == UserStatus.FORCE_CHANGE_PASSWORD) {
            if (user.temporaryPasswordUntil != null && !now.isBefore(user.temporaryPasswordUntil)) {
                throw CognitoError.notAuthorized(
                        "Temporary password has expired and must be reset by an administrator.");
            }
            return new Outcome.Challenged(newPasswordRequired(user, client, now));
        }
        return secondFactor.after(user, client);
    }

    /** Checks the user and the password, and counts a wrong one. */
    static void verify(User user, BooleanSupplier rightPassword, Instant now) {
        checkStatus(user);
        user.lockOut.check(now);
        if (!rightPassword.getAsBoolean()) {
            user.lockOut.failed(now);
            throw wrongCredentials();
        }
        user.lockOut.clear();
        if (!user.enabled) {
            throw CognitoError.userDisabled();
        }
    }

    /** Cognito says these two before it looks at anything that the user has or knows. */
    static void checkStatus(User user) {
        if (user.status == UserStatus.UNCONFIRMED) {
            throw new CognitoError("UserNotConfirmedException", "User is not confirmed.");
        }
        if (user.status == UserStatus.RESET_REQUIRED) {
            throw AccessTokens.passwordResetRequired();
        }
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

    /** The answer to a NEW_PASSWORD_REQUIRED challenge, or to another one that waits under its session. */
    Outcome answer(Request request, AppClient client, String name) {
        String session = request.optionalText("Session").orElseThrow(() -> CognitoError.missingParameter("Session"));
        Instant now = pool.now();
        User user = pool.challenges.user(session, client, request.text("ChallengeName"), now);
        if (pool.find(name).filter(named -> named == user).isEmpty()) {
            throw CognitoError.notAuthorized("Invalid session for the user.");
        }
        if (!user.enabled) {
            throw CognitoError.userDisabled();
        }
        String password = request.requiredEntry(SignInOperations.RESPONSES, "NEW_PASSWORD");
        RequestConstraints.checkPassword(password, "challengeResponses.NEW_PASSWORD");
        Map<String, String> attributes = new LinkedHashMap<>();
        request.members().path(SignInOperations.RESPONSES).properties().forEach(entry -> {
            if (entry.getKey().startsWith(USER_ATTRIBUTE)) {
                attributes.put(
                        entry.getKey().substring(USER_ATTRIBUTE.length()),
                        entry.getValue().asText());
            }
        });
        pool.attributes.checkWritable(client, attributes, user.email());
        pool.setPassword(user, password);
        user.attributes.putAll(attributes);
        user.status = UserStatus.CONFIRMED;
        pool.challenges.close(session);
        return secondFactor.after(user, client);
    }

    static CognitoError wrongCredentials() {
        return CognitoError.notAuthorized("Incorrect username or password.");
    }
}
