package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** What an administrator does to one user: read, confirm, disable, enable, reset the password, delete. */
final class AdminUserOperations {

    private final UserPool pool;

    AdminUserOperations(UserPool pool) {
        this.pool = pool;
    }

    ObjectNode adminGetUser(Request request) {
        return pool.locked(() -> {
            User user = pool.administered(request);
            ObjectNode answer = Json.object();
            user.describe(answer);
            user.describeAttributes(answer.putArray("UserAttributes"));
            user.describeFactors(answer);
            return answer;
        });
    }

    /** Confirms without a code. The address stays unverified, because nobody has shown that it is theirs. */
    ObjectNode adminConfirmSignUp(Request request) {
        return change(request, user -> {
            if (user.status != UserStatus.UNCONFIRMED) {
                throw CognitoError.notAuthorized("User cannot be confirmed. Current status is " + user.status);
            }
            user.codes.spend(CodeKind.SIGN_UP);
            user.status = UserStatus.CONFIRMED;
        });
    }

    /** Also ends all sessions: tokens from before do not work after the user is enabled again. */
    ObjectNode adminDisableUser(Request request) {
        return change(request, user -> {
            user.enabled = false;
            pool.signIns.revokeAll(user, pool.now());
        });
    }

    ObjectNode adminEnableUser(Request request) {
        return change(request, user -> user.enabled = true);
    }

    /** Invalidates the password and mails the code that ConfirmForgotPassword takes. */
    ObjectNode adminResetUserPassword(Request request) {
        return change(request, user -> {
            if (!user.enabled) {
                throw CognitoError.userDisabled();
            }
            if (user.status != UserStatus.CONFIRMED && user.status != UserStatus.RESET_REQUIRED) {
                throw CognitoError.notAuthorized("User password cannot be reset in the current state.");
            }
            if (!user.emailVerified()) {
                throw RecoveryOperations.nowhereToSend();
            }
            user.status = UserStatus.RESET_REQUIRED;
            pool.send(user, CodeKind.FORGOT_PASSWORD);
        });
    }

    ObjectNode adminDeleteUser(Request request) {
        return change(request, pool::remove);
    }

    private ObjectNode change(Request request, Consumer<User> work) {
        return pool.locked(() -> {
            User user = pool.administered(request);
            work.accept(user);
            user.modified = pool.now();
            return Json.object();
        });
    }
}
