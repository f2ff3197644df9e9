package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.Authenticator;
import dev.gatehouse.support.AuthenticatorApp;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import dev.gatehouse.support.Pool;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** People in every state that a call to Cognito needs; each is used once, so that no effect of a call disturbs another. */
final class Scene {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String NEW_PASSWORD = "another-horse-battery";
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String PASSKEYS = "/auth/passkeys";
    private static final String POOL_ID = "eu-west-1_gatehouse";
    private static final String OPTIONS = PASSKEYS + "/options";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of this scene alone, for addresses nobody else has. */
    private final String name;

    private final Gatehouse gatehouse;
    private final String newcomer;
    private final String asksAgain;
    private final String forgot;
    private final String invitation;
    private final JsonPath refreshing;
    private final JsonPath leaving;
    private final JsonPath leavingEverywhere;
    private final JsonPath changing;
    private final JsonPath reading;
    private final JsonPath renaming;
    private final JsonPath moving;
    private final JsonPath deletingAll;
    private final JsonPath administrator;
    private final String sentAway;
    private final Factors factors;
    private final ManagedGroups groups;
    private final Managed managed;

    /** Prepared through this instance. */
    Scene(String name, Gatehouse gatehouse) {
        this.name = name;
        this.gatehouse = gatehouse;
        newcomer = registered("newcomer");
        asksAgain = registered("asks-again");
        forgot = member("forgot");
        member("asks");
        expect(202, "/auth/forgot-password", Map.of("email", forgot));
        invitation = invitation();
        refreshing = signedIn(member("refreshing"));
        leaving = signedIn(member("leaving"));
        leavingEverywhere = signedIn(member("leaving-everywhere"));
        changing = signedIn(member("changing"));
        reading = signedIn(member("reading"));
        renaming = signedIn(member("renaming"));
        moving = signedIn(member("moving"));
        answer(204, as(moving, post(gatehouse.address(), "/auth/me/email", Map.of("email", address("moved")))));
        deletingAll = signedIn(member("deleting-all"));
        administrator = JsonPath.from(
                expect(200, "/auth/login", Map.of("email", "admin@example.com", "password", "admin-Passw0rd!")));
        sentAway = Pool.user(member("sent-away")).getString("attributes.sub");
        factors = new Factors();
        groups = new ManagedGroups();
        managed = new Managed();
    }

    /** Those whose failure the client is told; without the confirmation of a sign-up the service goes on. */
    static final Set<CognitoOperation> VISIBLE =
            EnumSet.complementOf(EnumSet.of(CognitoOperation.ADMIN_CONFIRM_SIGN_UP));

    /** What, sent to an instance of the application, causes the one call. */
    HttpRequest.Builder cause(CognitoOperation operation, URI at) {
        return switch (operation) {
            case SIGN_UP -> post(at, "/auth/register", Map.of("email", address("new"), "password", PASSWORD));
            case CONFIRM_SIGN_UP -> post(at, "/auth/verify", Map.of("email", newcomer, "code", Pool.codeFor(newcomer)));
            case RESEND_CONFIRMATION_CODE -> post(at, "/auth/resend-code", Map.of("email", asksAgain));
            case INITIATE_AUTH -> post(at, "/auth/login", Map.of("email", address("asks"), "password", PASSWORD));
            case RESPOND_TO_AUTH_CHALLENGE -> {
                String answers = "\"answers\":{\"new_password\":\"" + PASSWORD + "\"}";
                yield post(at, "/auth/challenge", "{\"challenge_token\":\"" + invitation + "\"," + answers + "}");
            }
            case GET_TOKENS_FROM_REFRESH_TOKEN -> post(at, "/auth/refresh", refreshToken(refreshing));
            case REVOKE_TOKEN -> as(leaving, post(at, "/auth/logout", refreshToken(leaving)));
            case GLOBAL_SIGN_OUT -> as(leavingEverywhere, post(at, "/auth/logout", "{\"everywhere\":true}"));
            case FORGOT_PASSWORD -> post(at, "/auth/forgot-password", Map.of("email", address("asks")));
            case CONFIRM_FORGOT_PASSWORD ->
                post(
                        at,
                        "/auth/reset-password",
                        Map.of("email", forgot, "code", Pool.codeFor(forgot), "new_password", NEW_PASSWORD));
            case CHANGE_PASSWORD ->
                as(
                        changing,
                        post(
                                at,
                                "/auth/change-password",
                                Map.of("current_password", PASSWORD, "new_password", NEW_PASSWORD)));
            case GET_USER -> as(reading, HttpRequest.newBuilder(at.resolve("/auth/me")));
            case ADMIN_USER_GLOBAL_SIGN_OUT -> as(administrator, post(at, "/admin/users/" + sentAway + "/logout", ""));
            case ASSOCIATE_SOFTWARE_TOKEN -> as(factors.beginning, post(at, "/auth/mfa/totp", ""));
            case VERIFY_SOFTWARE_TOKEN ->
                as(
                        factors.confirming,
                        post(
                                at,
                                "/auth/mfa/totp/confirm",
                                Map.of("code", AuthenticatorApp.code(factors.confirmingSecret, 0))));
            case SET_USER_MFA_PREFERENCE ->
                as(
                        factors.removing,
                        HttpRequest.newBuilder(at.resolve("/auth/mfa/totp")).DELETE());
            case START_WEB_AUTHN_REGISTRATION -> as(factors.registering, post(at, OPTIONS, ""));
            case COMPLETE_WEB_AUTHN_REGISTRATION ->
                as(factors.completing, post(at, PASSKEYS, factors.completed.toString()));
            case LIST_WEB_AUTHN_CREDENTIALS -> as(reading, HttpRequest.newBuilder(at.resolve(PASSKEYS)));
            case DELETE_WEB_AUTHN_CREDENTIAL ->
                as(
                        factors.deleting,
                        HttpRequest.newBuilder(at.resolve(PASSKEYS + "/" + factors.deleted))
                                .DELETE());
            case UPDATE_USER_ATTRIBUTES -> as(renaming, patch(at, "{\"name\":\"Ada\"}"));
            case DELETE_USER_ATTRIBUTES -> as(renaming, patch(at, "{\"locale\":null}"));
            case VERIFY_USER_ATTRIBUTE ->
                as(moving, post(at, "/auth/me/email/verify", Map.of("code", Pool.codeFor(address("moved")))));
            case DELETE_USER ->
                as(deletingAll, HttpRequest.newBuilder(at.resolve("/auth/me")).DELETE());
            case ADMIN_GET_USER_AUTH_FACTORS -> withoutFactors(at, factors.looked);
            case ADMIN_DELETE_SOFTWARE_TOKEN -> withoutFactors(at, factors.withoutApp);
            case ADMIN_SET_USER_MFA_PREFERENCE -> withoutFactors(at, factors.switchedOff);
            case LIST_USERS -> managed.request(at, "?email=" + name).GET();
            case ADMIN_GET_USER, ADMIN_LIST_GROUPS_FOR_USER ->
                managed.request(at, "/" + sentAway).GET();
            case ADMIN_CREATE_USER -> managed.post(at, "", "{\"email\":\"" + address("invited-here") + "\"}");
            case ADMIN_ADD_USER_TO_GROUP ->
                managed.post(at, "", "{\"email\":\"" + address("invited-into") + "\",\"groups\":[\"admin\"]}");
            case ADMIN_UPDATE_USER_ATTRIBUTES -> managed.patch(at, managed.updated, "\"Ada\"");
            case ADMIN_DELETE_USER_ATTRIBUTES -> managed.patch(at, managed.cleared, "null");
            case ADMIN_DELETE_USER -> managed.request(at, "/" + managed.deleted).DELETE();
            case ADMIN_DISABLE_USER -> managed.post(at, "/" + managed.disabled + "/disable", "");
            case ADMIN_ENABLE_USER -> managed.post(at, "/" + managed.enabled + "/enable", "");
            case ADMIN_RESET_USER_PASSWORD -> managed.post(at, "/" + managed.reset + "/reset-password", "");
            case ADMIN_SET_USER_PASSWORD -> managed.post(at, "/" + managed.unconfirmed + "/confirm", "");
            case ADMIN_REMOVE_USER_FROM_GROUP ->
                managed.request(at, "/" + managed.leaving + "/groups/" + groups.left)
                        .DELETE();
            case LIST_GROUPS -> groups.request(at, "").GET();
            case CREATE_GROUP ->
                groups.request(at, "").POST(BodyPublishers.ofString("{\"name\":\"" + groups.name("created") + "\"}"));
            case GET_GROUP -> groups.patch(at, groups.read);
            case UPDATE_GROUP -> groups.patch(at, groups.changed);
            case LIST_USERS_IN_GROUP -> groups.request(at, "/" + groups.counted).DELETE();
            case DELETE_GROUP -> groups.request(at, "/" + groups.deleted).DELETE();
            case ADMIN_CONFIRM_SIGN_UP -> throw new IllegalArgumentException(operation + " is not visible");
        };
    }

    /** Accounts that an administrator changes. */
    private final class Managed {
        private final String updated = sub(member("updated"));
        private final String cleared = sub(member("cleared"));
        private final String deleted = sub(member("deleted"));
        private final String disabled = sub(member("disabled"));
        private final String enabled = sub(member("enabled"));
        private final String reset = sub(member("reset"));
        private final String unconfirmed = sub(registered("unconfirmed"));

        private final String leaving = sub(inGroup("leaving-group"));

        private String inGroup(String who) {
            String email = member(who);
            Pool.change(email, Map.of("groups", List.of(groups.left)));
            return email;
        }

        private static String sub(String email) {
            return Pool.user(email).getString("attributes.sub");
        }

        private HttpRequest.Builder request(URI at, String rest) {
            return as(
                    administrator,
                    HttpRequest.newBuilder(at.resolve("/admin/users" + rest))
                            .header("Content-Type", "application/json"));
        }

        private HttpRequest.Builder post(URI at, String rest, String body) {
            return request(at, rest).POST(BodyPublishers.ofString(body));
        }

        private HttpRequest.Builder patch(URI at, String user, String name) {
            return request(at, "/" + user)
                    .method("PATCH", BodyPublishers.ofString("{\"attributes\":{\"name\":" + name + "}}"));
        }
    }

    /** Groups that an administrator changes; one has a member. */
    private final class ManagedGroups {
        private final String left = made("left");
        private final String read = made("read");
        private final String changed = made("changed");
        private final String counted = made("counted");
        private final String deleted = made("deleted");

        private String name(String what) {
            return what + "-" + name;
        }

        private String made(String what) {
            Pool.call("CreateGroup", Map.of("UserPoolId", POOL_ID, "GroupName", name(what)));
            return name(what);
        }

        private HttpRequest.Builder request(URI at, String rest) {
            return as(
                    administrator,
                    HttpRequest.newBuilder(at.resolve("/admin/groups" + rest))
                            .header("Content-Type", "application/json"));
        }

        private HttpRequest.Builder patch(URI at, String group) {
            return request(at, "/" + group).method("PATCH", BodyPublishers.ofString("{\"description\":\"Known\"}"));
        }
    }

    private HttpRequest.Builder withoutFactors(URI at, String user) {
        return as(
                administrator,
                HttpRequest.newBuilder(at.resolve("/admin/users/" + user + "/mfa"))
                        .DELETE());
    }

    /** People with second factors and passkeys, or on the way to them. */
    private final class Factors {
        private final JsonPath beginning = signedIn(member("beginning"));
        private final JsonPath confirming = signedIn(member("confirming"));
        private final String confirmingSecret =
                JsonPath.from(begun(confirming, "/auth/mfa/totp")).getString("secret");
        private final JsonPath removing = removing();
        private final JsonPath registering = signedIn(member("registering"));
        private final JsonPath completing = signedIn(member("completing"));
        private final JsonNode completed = created(completing);
        private final JsonPath deleting = signedIn(member("deleting"));
        private final String deleted = registered(deleting);
        private final String looked = withFactors("looked");
        private final String withoutApp = withFactors("without-app");
        private final String switchedOff = withFactors("switched-off");

        private String begun(JsonPath who, String path) {
            return answer(200, as(who, post(gatehouse.address(), path, "")));
        }

        private JsonPath removing() {
            String email = member("removing");
            JsonPath signedIn = signedIn(email);
            Pool.change(email, Map.of("totp_secret", SECRET));
            return signedIn;
        }

        private JsonNode created(JsonPath who) {
            try {
                return new Authenticator("http://localhost").create(JSON.readTree(begun(who, OPTIONS)));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        private String registered(JsonPath who) {
            JsonNode credential = created(who);
            answer(201, as(who, post(gatehouse.address(), PASSKEYS, credential.toString())));
            return credential.path("id").asText();
        }

        /** With a telephone: Cognito refuses to switch off what a user cannot have. */
        private String withFactors(String who) {
            String email = member(who);
            Pool.change(email, Map.of("totp_secret", SECRET, "phone_number", "+15555550100"));
            return Pool.user(email).getString("attributes.sub");
        }
    }

    private static HttpRequest.Builder post(URI at, String path, Map<String, String> members) {
        return post(at, path, json(members));
    }

    private static HttpRequest.Builder post(URI at, String path, String body) {
        return HttpRequest.newBuilder(at.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder patch(URI at, String body) {
        return HttpRequest.newBuilder(at.resolve("/auth/me"))
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder as(JsonPath signedIn, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + signedIn.getString("access_token"));
    }

    /** The mails that the one call may have caused, and those before it. */
    int mails(CognitoOperation operation) {
        return switch (operation) {
            case SIGN_UP -> Pool.mailsTo(address("new"));
            case RESEND_CONFIRMATION_CODE -> Pool.mailsTo(asksAgain) - 1;
            case FORGOT_PASSWORD -> Pool.mailsTo(address("asks")) - 1;
            case ADMIN_CREATE_USER -> Pool.mailsTo(address("invited-here"));
            case ADMIN_RESET_USER_PASSWORD -> Pool.mailsTo(address("reset")) - 1;
            default -> 0;
        };
    }

    private String address(String who) {
        return who + "-" + name + "@example.com";
    }

    private String registered(String who) {
        expect(202, "/auth/register", Map.of("email", address(who), "password", PASSWORD));
        return address(who);
    }

    private String member(String who) {
        String email = registered(who);
        expect(204, "/auth/verify", Map.of("email", email, "code", Pool.codeFor(email)));
        return email;
    }

    private JsonPath signedIn(String email) {
        return JsonPath.from(expect(200, "/auth/login", Map.of("email", email, "password", PASSWORD)));
    }

    private String invitation() {
        String email = address("invited");
        Pool.call("AdminCreateUser", Map.of("UserPoolId", POOL_ID, "Username", email, "TemporaryPassword", PASSWORD));
        return signedIn(email).getString("challenge_token");
    }

    private String expect(int status, String path, Map<String, String> body) {
        return answer(status, post(gatehouse.address(), path, body));
    }

    private String answer(int status, HttpRequest.Builder request) {
        Answer answer = gatehouse.send(request.build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static Map<String, String> refreshToken(JsonPath tokens) {
        return Map.of("refresh_token", tokens.getString("refresh_token"));
    }

    private static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
