package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The operations on users that Cognito wants signed with IAM credentials. */
final class AdminOperations {

    private final UserPool pool;

    AdminOperations(UserPool pool) {
        this.pool = pool;
    }

    ObjectNode adminCreateUser(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            String email = request.text("Username");
            Map<String, String> attributes = request.attributes();
            pool.attributes.checkKnown(attributes, email);
            String password = request.optionalText("TemporaryPassword")
                    .orElseGet(() -> Randoms.temporaryPassword(pool.policy.minimumLength()));
            pool.policy.check(password);
            String action = request.optionalText("MessageAction").orElse("");
            User user = "RESEND".equals(action) ? invited(email) : pool.add(email, UserStatus.FORCE_CHANGE_PASSWORD);
            user.attributes.putAll(attributes);
            pool.setFirstPassword(user, password);
            setTemporary(user);
            if (!"SUPPRESS".equals(action)) {
                pool.outbox.send(user.email(), CodeKind.INVITATION, password, pool.now());
            }
            ObjectNode answer = Json.object();
            ObjectNode described = answer.putObject("User");
            user.describe(described);
            user.describeAttributes(described.putArray("Attributes"));
            return answer;
        });
    }

    private User invited(String email) {
        User user = user(email);
        if (user.status != UserStatus.FORCE_CHANGE_PASSWORD) {
            throw new CognitoError(
                    "UnsupportedUserStateException",
                    "Resend not possible. " + email + " status is not FORCE_CHANGE_PASSWORD");
        }
        return user;
    }

    ObjectNode adminSetUserPassword(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            User user = user(request.text("Username"));
            if (request.flag("Permanent")) {
                pool.setPassword(user, request.text("Password"));
                user.status = UserStatus.CONFIRMED;
            } else {
                pool.setPassword(user, request.text("Password"));
                setTemporary(user);
                user.status = UserStatus.FORCE_CHANGE_PASSWORD;
            }
            user.lockOut.clear();
            return Json.object();
        });
    }

    private void setTemporary(User user) {
        user.temporaryPasswordUntil = pool.now().plus(CodeKind.INVITATION.validity());
    }

    ObjectNode adminUserGlobalSignOut(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            pool.signIns.revokeAll(user(request.text("Username")), pool.now());
            return Json.object();
        });
    }

    private User user(String name) {
        return pool.find(name).orElseThrow(AccessTokens::noSuchUser);
    }
}
