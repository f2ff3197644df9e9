package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.factors.UserFactors;
import java.util.Locale;
import java.util.Optional;

/** ForgotPassword and ConfirmForgotPassword. */
final class RecoveryOperations {

    private final UserPool pool;

    RecoveryOperations(UserPool pool) {
        this.pool = pool;
    }

    ObjectNode forgotPassword(Request request) {
        return pool.locked(() -> {
            String name = request.text("Username");
            AppClient client = pool.client(request.text("ClientId"));
            SecretHash.check(client, name, request.optionalText("SecretHash"));
            Optional<User> found = pool.find(name);
            boolean concealed = client.preventUserExistenceErrors();
            if (concealed && found.filter(user -> user.enabled).isEmpty()) {
                return simulate(name);
            }
            User user = found.orElseThrow(() -> CognitoError.userNotFound("Username/client id combination not found."));
            if (!user.enabled) {
                throw CognitoError.userDisabled();
            }
            pool.count(user, "ForgotPassword");
            if (user.status == UserStatus.FORCE_CHANGE_PASSWORD || user.status == UserStatus.EXTERNAL_PROVIDER) {
                throw CognitoError.notAuthorized("User password cannot be reset in the current state.");
            }
            // What is a second factor is no way to recover: whoever reads the mail would pass both.
            if (!user.emailVerified() || user.factors.enabled().contains(UserFactors.EMAIL)) {
                throw nowhereToSend();
            }
            pool.send(user, CodeKind.FORGOT_PASSWORD);
            return CodeDelivery.to(user.email());
        });
    }

    ObjectNode confirmForgotPassword(Request request) {
        return pool.locked(() -> {
            String name = request.text("Username");
            AppClient client = pool.client(request.text("ClientId"));
            SecretHash.check(client, name, request.optionalText("SecretHash"));
            String password = request.text("Password");
            pool.policy.check(password);
            Optional<User> found = pool.find(name);
            if (client.preventUserExistenceErrors()
                    && found.filter(user -> user.enabled).isEmpty()) {
                throw Codes.mismatch();
            }
            User user = found.orElseThrow(() -> CognitoError.userNotFound("Username/client id combination not found."));
            if (!user.enabled) {
                throw CognitoError.userDisabled();
            }
            pool.count(user, "ConfirmForgotPassword");
            user.codes.check(CodeKind.FORGOT_PASSWORD, request.text("ConfirmationCode"), pool.now());
            pool.setPassword(user, password);
            user.codes.spend(CodeKind.FORGOT_PASSWORD);
            user.status = UserStatus.CONFIRMED;
            user.lockOut.clear();
            return Json.object();
        });
    }

    /** What Cognito tells of someone who cannot be reached: one of two answers, always the same one for a name. */
    private static ObjectNode simulate(String name) {
        if (Math.floorMod(name.toLowerCase(Locale.ROOT).hashCode(), 2) == 0) {
            return CodeDelivery.to(name);
        }
        throw nowhereToSend();
    }

    static CognitoError nowhereToSend() {
        return CognitoError.invalidParameter(
                "Cannot reset password for the user as there is no registered/verified email or phone_number");
    }
}
