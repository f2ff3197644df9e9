package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of a user's attributes. A new address counts when the code that was mailed to it comes back, and not before, if
 * the pool has AttributesRequireVerificationBeforeUpdate set, as our Terraform sets it. Without it, a new address counts at
 * once and is unverified.
 */
final class AttributeOperations {

    private static final String EMAIL = "email";
    private static final String PHONE = "phone_number";

    private final UserPool pool;
    private final AccessTokens accessTokens;

    AttributeOperations(UserPool pool, AccessTokens accessTokens) {
        this.pool = pool;
        this.accessTokens = accessTokens;
    }

    ObjectNode updateUserAttributes(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            User user = accessTokens.user(claims, AccessTokens::noSuchUser);
            Map<String, String> attributes = request.attributes();
            pool.attributes.checkWritable(client(claims), user, attributes);
            ObjectNode answer = Json.object();
            ArrayNode deliveries = answer.putArray("CodeDeliveryDetailsList");
            newAddress(user, attributes).ifPresent(email -> {
                attributes.remove(EMAIL);
                if (pool.attributes.keepAddress) {
                    offer(user, email);
                } else {
                    pool.changeEmail(user, email);
                    attributes.put("email_verified", "false");
                    sendCode(user, email);
                }
                deliveries.add(CodeDelivery.details(email));
            });
            write(user, attributes);
            return answer;
        });
    }

    ObjectNode adminUpdateUserAttributes(Request request) {
        return pool.locked(() -> {
            User user = pool.administered(request);
            Map<String, String> attributes = request.attributes();
            pool.attributes.checkKnown(attributes);
            newAddress(user, attributes).ifPresent(email -> {
                if ("true".equals(attributes.get("email_verified"))) {
                    pool.changeEmail(user, email);
                } else {
                    attributes.remove(EMAIL);
                    offer(user, email);
                }
            });
            write(user, attributes);
            return Json.object();
        });
    }

    ObjectNode deleteUserAttributes(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            List<String> names = names(request);
            pool.attributes.checkDeletable(client(claims), names);
            delete(accessTokens.user(claims, AccessTokens::noSuchUser), names);
            return Json.object();
        });
    }

    ObjectNode adminDeleteUserAttributes(Request request) {
        return pool.locked(() -> {
            List<String> names = names(request);
            User user = pool.administered(request);
            pool.attributes.checkDeletable(names);
            delete(user, names);
            return Json.object();
        });
    }

    ObjectNode getUserAttributeVerificationCode(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            User user = accessTokens.user(claims, AccessTokens::noSuchUser);
            checkVerifiable(request);
            pool.count(user, "GetUserAttributeVerificationCode");
            String address = user.offeredEmail == null ? user.email() : user.offeredEmail;
            sendCode(user, address);
            return CodeDelivery.to(address);
        });
    }

    ObjectNode verifyUserAttribute(Request request) {
        JsonNode claims = accessTokens.claims(request.text("AccessToken"));
        return pool.locked(() -> {
            User user = accessTokens.user(claims, AccessTokens::noSuchUser);
            checkVerifiable(request);
            pool.count(user, "VerifyUserAttribute");
            user.codes.check(CodeKind.ATTRIBUTE, request.text("Code"), pool.now());
            if (user.offeredEmail != null) {
                pool.changeEmail(user, user.offeredEmail);
            }
            user.codes.spend(CodeKind.ATTRIBUTE);
            user.verifyEmail();
            user.modified = pool.now();
            return Json.object();
        });
    }

    /** The address that a change asks for, if it is another one. */
    private static Optional<String> newAddress(User user, Map<String, String> attributes) {
        return Optional.ofNullable(attributes.get(EMAIL)).filter(email -> !email.equals(user.email()));
    }

    private void offer(User user, String email) {
        pool.checkFree(user, email);
        user.offeredEmail = email;
        sendCode(user, email);
    }

    private void sendCode(User user, String address) {
        pool.outbox.send(address, CodeKind.ATTRIBUTE, user.codes.issue(CodeKind.ATTRIBUTE, pool.now()), pool.now());
    }

    private AppClient client(JsonNode claims) {
        return pool.client(claims.path("client_id").asText());
    }

    /** An empty value deletes an attribute, as at Cognito. A new telephone number is unverified unless the request says so. */
    private void write(User user, Map<String, String> attributes) {
        if (!attributes.getOrDefault(PHONE, user.phone()).equals(user.phone())) {
            user.attributes.remove(PHONE + "_verified");
        }
        attributes.forEach((name, value) -> {
            if (value.isEmpty()) {
                pool.attributes.checkDeletable(List.of(name));
                user.attributes.remove(name);
            } else {
                user.attributes.put(name, value);
            }
        });
        user.modified = pool.now();
    }

    private void delete(User user, List<String> names) {
        names.forEach(user.attributes::remove);
        if (names.contains(PHONE)) {
            user.attributes.remove(PHONE + "_verified");
        }
        user.modified = pool.now();
    }

    private static List<String> names(Request request) {
        return request.members()
                .path("UserAttributeNames")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static void checkVerifiable(Request request) {
        if (!EMAIL.equals(request.text("AttributeName"))) {
            throw CognitoError.invalidParameter("Invalid attribute to verify: " + request.text("AttributeName"));
        }
    }
}
