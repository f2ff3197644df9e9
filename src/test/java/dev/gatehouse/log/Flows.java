package dev.gatehouse.log;

import dev.gatehouse.support.AuthenticatorApp;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.Pool;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Calls every operation of the API, with valid and with invalid input. */
final class Flows {
    /** Of the service {@code orders}. */
    static final String SERVICE_SECRET = "Sw9-secret-of-a-service-of-thirty-two";

    private static final String NONE = "";
    private static final String FORM = "application/x-www-form-urlencoded";
    /** Longer than a rotated refresh token is still accepted. */
    private static final long AN_HOUR = 3600;

    private final Gatehouse gatehouse;
    private final Secrets secrets;
    private final Visitor visitor;
    private final String email;
    private String password;

    Flows(Gatehouse gatehouse, Secrets secrets) {
        this.gatehouse = gatehouse;
        this.secrets = secrets;
        this.visitor = new Visitor(gatehouse, secrets);
        this.email = secrets.newEmail();
        this.password = secrets.newPassword();
    }

    List<String> refusals() {
        return visitor.refusals();
    }

    void all() throws IOException {
        registration();
        login();
        challenge();
        refresh();
        recovery();
        account();
        factors();
        logout();
        services();
        badTokens();
        failuresOfThePool();
        malformedBodies();
        wrongPlaces();
        rawRequests();
    }

    void registration() {
        visitor.post(422, "/auth/register", Map.of("email", email, "password", secrets.add("password", "Zq7xW")));
        visitor.post(202, "/auth/register", Map.of("email", email, "password", secrets.newPassword()));
        JsonPath registered =
                visitor.post(202, "/auth/register", Map.of("email", email, "password", password, "name", "Anna"));
        String token = secrets.add("registration token", registered.getString("registration_token"));
        visitor.post(401, "/auth/login", Map.of("email", email, "password", secrets.newPassword()));
        visitor.post(400, "/auth/verify", Map.of("email", email, "code", wrongCode()));
        visitor.post(202, "/auth/resend-code", Map.of("email", email));
        visitor.post(204, "/auth/verify", Map.of("email", email, "code", mailedCode(), "registration_token", token));
        visitor.post(202, "/auth/resend-code", Map.of("email", secrets.newEmail()));
    }

    void login() {
        visitor.post(401, "/auth/login", Map.of("email", email, "password", secrets.newPassword()));
        visitor.post(401, "/auth/login", Map.of("email", secrets.newEmail(), "password", secrets.newPassword()));
        signIn();
    }

    void challenge() {
        String guest = secrets.newEmail();
        String temporary = secrets.newPassword();
        Pool.call(
                "AdminCreateUser",
                Map.of(
                        "UserPoolId",
                        "eu-west-1_gatehouse",
                        "Username",
                        guest,
                        "TemporaryPassword",
                        temporary,
                        "MessageAction",
                        "SUPPRESS",
                        "UserAttributes",
                        List.of(Map.of("Name", "email", "Value", guest))));
        String token = visitor.post(200, "/auth/login", Map.of("email", guest, "password", temporary))
                .getString("challenge_token");
        visitor.post(400, "/auth/challenge", Map.of("challenge_token", token, "answers", Map.of("code", "Qz5kV")));
        visitor.post(422, "/auth/challenge", answer(token, secrets.add("password", "Zq8xW")));
        visitor.post(401, "/auth/challenge", answer(secrets.add("challenge token", "forged" + token), password));
        visitor.post(200, "/auth/challenge", answer(token, secrets.newPassword()));
        visitor.post(401, "/auth/challenge", answer(token, secrets.newPassword()));
    }

    private static Map<String, ?> answer(String token, String newPassword) {
        return Map.of("challenge_token", token, "answers", Map.of("new_password", newPassword));
    }

    void refresh() {
        String first = signIn().getString("refresh_token");
        visitor.post(200, "/auth/refresh", Map.of("refresh_token", first));
        Pool.advance(AN_HOUR);
        visitor.post(401, "/auth/refresh", Map.of("refresh_token", first));
        Pool.advance(-AN_HOUR);
        visitor.post(401, "/auth/refresh", Map.of("refresh_token", secrets.add("refresh token", "Rt9-none-of-yours")));
    }

    void recovery() {
        visitor.post(202, "/auth/forgot-password", Map.of("email", secrets.newEmail()));
        visitor.post(202, "/auth/forgot-password", Map.of("email", email));
        visitor.post(400, "/auth/reset-password", reset(wrongCode(), secrets.newPassword()));
        visitor.post(422, "/auth/reset-password", reset(mailedCode(), secrets.add("password", "Zq9xW")));
        password = secrets.newPassword();
        visitor.post(204, "/auth/reset-password", reset(mailedCode(), password));
    }

    private Map<String, ?> reset(String code, String newPassword) {
        return Map.of("email", email, "code", code, "new_password", newPassword);
    }

    void account() {
        String bearer = "Bearer " + signIn().getString("access_token");
        visitor.send(200, "GET", "/auth/me", NONE, "Authorization", bearer);
        visitor.post(
                401,
                "/auth/change-password",
                change(secrets.newPassword(), secrets.newPassword()),
                "Authorization",
                bearer);
        String newPassword = secrets.newPassword();
        visitor.post(204, "/auth/change-password", change(password, newPassword), "Authorization", bearer);
        password = newPassword;
    }

    void factors() {
        Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp")));
        String bearer = "Bearer " + signIn().getString("access_token");
        String secret = secrets.add(
                "key of an app",
                visitor.post(200, "/auth/mfa/totp", Map.of(), "Authorization", bearer)
                        .getString("secret"));
        String confirm = "/auth/mfa/totp/confirm";
        String other = secrets.add("code", AuthenticatorApp.code(secret, 1000));
        visitor.post(400, confirm, Map.of("code", other), "Authorization", bearer);
        String code = secrets.add("code", AuthenticatorApp.code(secret, 0));
        visitor.post(204, confirm, Map.of("code", code, "name", "phone"), "Authorization", bearer);
        visitor.send(204, "DELETE", "/auth/mfa/totp", NONE, "Authorization", bearer);
        Pool.set(Map.of("mfa", "OFF"));
    }

    private static Map<String, ?> change(String current, String next) {
        return Map.of("current_password", current, "new_password", next);
    }

    void logout() {
        JsonPath here = signIn();
        String bearer = "Bearer " + here.getString("access_token");
        visitor.post(
                204, "/auth/logout", Map.of("refresh_token", here.getString("refresh_token")), "Authorization", bearer);
        visitor.send(401, "GET", "/auth/me", NONE, "Authorization", bearer);
        visitor.post(204, "/auth/logout", Map.of("refresh_token", signIn().getString("refresh_token")));
        String everywhere = "Bearer " + signIn().getString("access_token");
        visitor.post(204, "/auth/logout", Map.of("everywhere", true), "Authorization", everywhere);
        visitor.post(401, "/auth/logout", Map.of());
    }

    void services() {
        JsonPath tokens = signIn();
        String access = "token=" + tokens.getString("access_token");
        String refresh = "token=" + tokens.getString("refresh_token");
        String wrong = secrets.add("service secret", "Ws9-wrong-secret-of-a-service");
        asService(200, "/oauth2/introspect", access, SERVICE_SECRET);
        asService(401, "/oauth2/introspect", access, wrong);
        asService(400, "/oauth2/introspect", access + "&client_secret=" + wrong, SERVICE_SECRET);
        asService(400, "/oauth2/revoke", refresh + '&' + refresh, SERVICE_SECRET);
        asService(400, "/oauth2/revoke", refresh + "%", SERVICE_SECRET);
        asService(401, "/oauth2/revoke", refresh, wrong);
        asService(200, "/oauth2/revoke", refresh, SERVICE_SECRET);
        asService(200, "/oauth2/revoke", access, SERVICE_SECRET);
        asService(200, "/oauth2/revoke", "token=" + secrets.add("refresh token", "Rt8-none-of-yours"), SERVICE_SECRET);
        String inTheBody = access + "&client_id=orders&client_secret=" + wrong;
        visitor.send(401, "POST", "/oauth2/introspect", inTheBody, "Content-Type", FORM);
    }

    private void asService(int expected, String path, String form, String secret) {
        String pair = Base64.getEncoder().encodeToString(("orders:" + secret).getBytes(StandardCharsets.UTF_8));
        String basic = "Basic " + secrets.add("basic", pair);
        visitor.send(expected, "POST", path, form, "Content-Type", FORM, "Authorization", basic);
    }

    /** Ends the sessions of another user; the answer depends on the AWS credentials. */
    void adminLogout(int expected) {
        String admin = secrets.add("email", "admin@example.com");
        JsonPath tokens = visitor.post(
                200, "/auth/login", Map.of("email", admin, "password", secrets.add("password", "admin-Passw0rd!")));
        String other = Pool.user("demo@example.com").getString("username");
        String path = "/admin/users/" + other + "/logout";
        visitor.post(expected, path, Map.of(), "Authorization", "Bearer " + tokens.getString("access_token"));
        visitor.post(401, path, Map.of(), "Authorization", "Bearer " + secrets.add("access token", "At9.no.token"));
    }

    void badTokens() {
        JsonPath tokens = signIn();
        String access = tokens.getString("access_token");
        for (String bad : List.of(
                tokens.getString("id_token"),
                access.substring(0, access.length() - 4) + "AAAA",
                Pool.mint("foreign", Map.of(), Map.of("sub", email, "token_use", "access")),
                Pool.mint("none", Map.of(), Map.of("email", email)),
                "Bt9-hush-hush-hush")) {
            visitor.send(401, "GET", "/auth/me", NONE, "Authorization", "Bearer " + secrets.add("bad token", bad));
        }
    }

    /** Messages of Cognito, which may repeat input, are not passed on. */
    void failuresOfThePool() {
        for (String error : List.of(
                "InvalidParameterException",
                "UserLambdaValidationException",
                "UnexpectedLambdaException",
                "NotAuthorizedException",
                "InternalErrorException")) {
            fault("error", error);
            attempt();
        }
        for (String kind : List.of("garbage", "truncate", "drop", "status")) {
            fault(kind, "none");
            attempt();
        }
        Pool.healed();
    }

    private void fault(String kind, String error) {
        Pool.fault(Map.of(
                "operation",
                "InitiateAuth",
                "kind",
                kind,
                "error",
                error,
                "message",
                "PreSignUp failed with error: " + email + " / " + password + ".",
                "times",
                1));
    }

    private void attempt() {
        var answer = gatehouse.post("/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
        visitor.note(answer.status(), answer.response().headers().map().toString(), answer.body());
    }

    void malformedBodies() {
        String login = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"";
        for (String body : List.of(
                login,
                login + "} trailing",
                login + ",\"password\":\"" + password + "\"}",
                login + ",\"pass\":\"" + password + "\"}",
                "{\"email\":[\"" + email + "\"],\"password\":{\"is\":\"" + password + "\"}}",
                "{\"email\":\"" + password + "\",\"password\":\"" + password + "\"}",
                "\"" + password + "\"",
                password)) {
            visitor.send(400, "POST", "/auth/login", body);
        }
        visitor.send(413, "POST", "/auth/login", login + ",\"x\":\"" + password.repeat(2000) + "\"}");
        visitor.send(
                415,
                "POST",
                "/auth/login",
                "password=" + password,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    void wrongPlaces() {
        String access = signIn().getString("access_token");
        String query = "?email=" + encoded(email) + "&password=" + encoded(password) + "&access_token=" + access;
        visitor.send(405, "GET", "/auth/login" + query, NONE);
        visitor.send(401, "GET", "/auth/me" + query, NONE);
        visitor.send(404, "GET", "/auth/" + encoded(email) + "/" + encoded(password) + query, NONE);
        visitor.send(200, "GET", "/health/live" + query, NONE);
        String basic = Base64.getEncoder().encodeToString((email + ":" + password).getBytes(StandardCharsets.UTF_8));
        visitor.send(401, "GET", "/auth/me", NONE, "Authorization", "Basic " + secrets.add("basic", basic));
        visitor.send(401, "GET", "/auth/me", NONE, "Authorization", password);
        visitor.send(401, "GET", "/auth/me", NONE, "Cookie", "session=" + access, "X-Password", password);
        visitor.send(404, "GET", "/nowhere", NONE, "Referer", "https://app.example.com/" + query, "X-Email", email);
        visitor.send(404, "GET", "/nowhere", NONE, "traceparent", "00-" + password, "X-Request-Id", email);
        visitor.send(404, "GET", "/nowhere", NONE, "X-Forwarded-For", email, "Forwarded", "for=" + email);
        visitor.send(406, "POST", "/auth/login", "{}", "Accept", "text/" + encoded(password));
    }

    /** Requests that no client library would send. */
    void rawRequests() throws IOException {
        for (String request : List.of(
                "GET /nowhere?" + password + "|{} HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%zz" + password + " HTTP/1.1\r\nHost: x\r\n\r\n",
                password.replace("!", "") + " /nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET " + password + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /auth/me HTTP/1.1\r\nHost: x\r\n" + password + "\r\n\r\n",
                "GET /auth/me HTTP/1.1\r\nHost: x\r\nX-Long: " + password.repeat(1500) + "\r\n\r\n",
                "GET /auth/me HTTP/9.9" + password + "\r\nHost: x\r\n\r\n",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: " + password + "\r\n\r\n")) {
            try (KeptConnection connection = KeptConnection.to(gatehouse.address())) {
                Answer answer = connection.send(request);
                visitor.note(answer.status(), answer.head(), answer.body());
            } catch (IOException e) {
                // Closed without an answer, which contains nothing either.
            }
        }
    }

    private JsonPath signIn() {
        return visitor.post(200, "/auth/login", Map.of("email", email, "password", password));
    }

    private String mailedCode() {
        return secrets.add("code", Pool.codeFor(email));
    }

    /** A code other than the mailed one. */
    private String wrongCode() {
        return secrets.add("code", mailedCode().replaceAll("^.", mailedCode().startsWith("7") ? "8" : "7"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
