package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** SignUp, ConfirmSignUp and ResendConfirmationCode. */
final class SignUpOperations {

    private final UserPool pool;

    SignUpOperations(UserPool pool) {
        this.pool = pool;
    }

    ObjectNode signUp(Request request) {
        return pool.locked(() -> {
            String email = request.text("Username");
            AppClient client = pool.client(request.text("ClientId"));
            SecretHash.check(client, email, request.optionalText("SecretHash"));
            String password = request.optionalText("Password")
                    .orElseThrow(() -> CognitoError.invalidPassword(
                            "Password did not conform with policy: Password not long enough"));
            pool.policy.check(password);
            Map<String, String> attributes = request.attributes();
            pool.attributes.checkWritable(client, attributes, email);
            User user = pool.add(email, UserStatus.UNCONFIRMED);
            user.attributes.putAll(attributes);
            pool.setPassword(user, password);
            pool.send(user, CodeKind.SIGN_UP);
            ObjectNode answer = CodeDelivery.to(email);
            return answer.put("UserConfirmed", false).put("UserSub", user.username);
        });
    }

    ObjectNode confirmSignUp(Request request) {
        return pool.locked(() -> {
            String name = request.text("Username");
            AppClient client = pool.client(request.text("ClientId"));
            SecretHash.check(client, name, request.optionalText("SecretHash"));
            Optional<User> found = pool.find(name);
            if (found.isEmpty()) {
                throw client.preventUserExistenceErrors()
                        ? Codes.expired()
                        : CognitoError.userNotFound("Username/client id combination not found.");
            }
            User user = found.get();
            pool.count(user, "ConfirmSignUp");
            if (!user.enabled) {
                throw CognitoError.userDisabled();
            }
            if (user.status != UserStatus.UNCONFIRMED) {
                throw CognitoError.notAuthorized("User cannot be confirmed. Current status is " + user.status);
            }
            user.codes.check(CodeKind.SIGN_UP, request.text("ConfirmationCode"), pool.now());
            user.codes.spend(CodeKind.SIGN_UP);
            user.status = UserStatus.CONFIRMED;
            user.verifyEmail();
            user.modified = pool.now();
            return Json.object();
        });
    }

    ObjectNode resendConfirmationCode(Request request) {
        return pool.locked(() -> {
            String name = request.text("Username");
            AppClient client = pool.client(request.text("ClientId"));
            SecretHash.check(client, name, request.optionalText("SecretHash"));
            Optional<User> found = pool.find(name);
            boolean concealed = client.preventUserExistenceErrors();
            if (found.isEmpty()) {
                if (concealed) {
                    return CodeDelivery.to(name);
                }
                throw CognitoError.userNotFound("Username/client id combination not found.");
            }
            User user = found.get();
            pool.count(user, "ResendConfirmationCode");
            if (!user.enabled) {
                if (concealed) {
                    return CodeDelivery.to(user.email());
                }
                throw CognitoError.userDisabled();
            }
            if (user.status != UserStatus.UNCONFIRMED) {
                throw CognitoError.invalidParameter("User is already confirmed.");
            }
            pool.send(user, CodeKind.SIGN_UP);
            return CodeDelivery.to(user.email());
        });
    }
}
