package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.Challenges.Detail;
import dev.gatehouse.emulator.Challenges.Waiting;
import dev.gatehouse.emulator.factors.SoftwareToken;
import dev.gatehouse.emulator.factors.UserFactors;
import java.util.Optional;
import java.util.function.Supplier;

/** AssociateSoftwareToken, VerifySoftwareToken and AdminDeleteSoftwareToken. */
final class SoftwareTokenOperations {

    private final UserPool pool;
    private final AccessTokens accessTokens;

    SoftwareTokenOperations(UserPool pool, AccessTokens accessTokens) {
        this.pool = pool;
        this.accessTokens = accessTokens;
    }

    ObjectNode associateSoftwareToken(Request request) {
        Optional<JsonNode> claims = claims(request);
        return pool.locked(() -> {
            checkEnabled();
            ObjectNode answer = Json.object();
            User user = claims.isPresent()
                    ? owner(claims.get(), () -> CognitoError.notAuthorized("Access Token has been revoked"))
                    : next(waiting(request), false, answer);
            SoftwareToken token = pool.factors.newToken();
            user.factors.offer(token);
            return answer.put("SecretCode", token.secret());
        });
    }

    ObjectNode verifySoftwareToken(Request request) {
        Optional<JsonNode> claims = claims(request);
        return pool.locked(() -> {
            ObjectNode answer = Json.object();
            if (claims.isPresent()) {
                verify(request, owner(claims.get(), AccessTokens::noSuchUser));
            } else {
                Waiting step = waiting(request);
                verify(request, user(step));
                next(step, true, answer);
            }
            return answer.put("Status", "SUCCESS");
        });
    }

    /** A user without one is as good as one whose token was deleted. */
    ObjectNode adminDeleteSoftwareToken(Request request) {
        return pool.locked(() -> {
            User user = pool.administered(request);
            user.factors.deleteToken();
            user.modified = pool.now();
            return Json.object();
        });
    }

    private void verify(Request request, User user) {
        checkEnabled();
        SoftwareToken token = user.factors
                .offered()
                .or(user.factors::token)
                .orElseThrow(() -> new CognitoError(
                        "SoftwareTokenMFANotFoundException", "No software token was associated with the user."));
        if (token.check(request.text("UserCode"), pool.now()) != SoftwareToken.Check.ACCEPTED) {
            throw new CognitoError("EnableSoftwareTokenMFAException", "Code mismatch");
        }
        user.factors.verified(token, request.optionalText("FriendlyDeviceName").orElse(""));
        user.modified = pool.now();
    }

    private Optional<JsonNode> claims(Request request) {
        Optional<String> token = request.optionalText("AccessToken");
        if (token.isEmpty() == request.optionalText("Session").isEmpty()) {
            throw CognitoError.invalidParameter("Either an access token or a session is needed.");
        }
        return token.map(accessTokens::claims);
    }

    /** Both operations refuse a user in a state that only some others may name. */
    private User owner(JsonNode claims, Supplier<CognitoError> gone) {
        try {
            return accessTokens.user(claims, gone);
        } catch (CognitoError refusal) {
            throw "PasswordResetRequiredException".equals(refusal.type())
                    ? CognitoError.notAuthorized(refusal.text())
                    : refusal;
        }
    }

    private Waiting waiting(Request request) {
        return pool.challenges.find(request.text("Session"), SecondFactor.MFA_SETUP, pool.now());
    }

    private static User user(Waiting step) {
        if (step.user() == null) {
            throw Challenges.invalid();
        }
        return step.user();
    }

    /** Each step of the set-up has a session of its own, and uses up the one before. */
    private User next(Waiting step, boolean verified, ObjectNode answer) {
        User user = user(step);
        AppClient client = pool.client(step.clientId());
        pool.challenges.close(step.session());
        if (verified) {
            user.factors.set(UserFactors.TOTP, true, false);
        }
        answer.put(
                "Session",
                pool.challenges.open(user, client, SecondFactor.MFA_SETUP, new Detail.Setup(verified), pool.now()));
        return user;
    }

    private void checkEnabled() {
        if (!pool.factors.policy().has(UserFactors.TOTP)) {
            throw new CognitoError(
                    "SoftwareTokenMFANotFoundException", "Software Token MFA has not been enabled by the userPool.");
        }
    }
}
