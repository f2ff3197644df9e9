package dev.gatehouse.admin;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Callers of the routes for administrators, and accounts in the states that these meet. */
final class Admins {
    static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

    private Admins() {}

    static String admin() {
        return Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");
    }

    static String support() {
        String email = Api.member();
        Pool.change(email, Map.of("groups", List.of("support")));
        return Api.signedIn(email).getString("access_token");
    }

    static String member() {
        return Api.signedIn(Api.member()).getString("access_token");
    }

    /** The token of a machine, which has no groups. */
    static String machine() {
        long now = Instant.now().getEpochSecond();
        return Pool.mint(
                "access",
                Map.of(),
                Map.of(
                        "sub",
                        "gatehouseclient",
                        "client_id",
                        "gatehouseclient",
                        "token_use",
                        "access",
                        "scope",
                        "api/write",
                        "iss",
                        Pool.issuer(),
                        "iat",
                        now,
                        "exp",
                        now + 600,
                        "jti",
                        "of-a-machine"));
    }

    static String idOf(String email) {
        return Pool.user(email).getString("attributes.sub");
    }

    /** A person of another identity provider. */
    static JsonPath federated(String email) {
        return Pool.add(Map.of("provider", "Google", "email", email));
    }

    static String invited() {
        String email = Api.someone();
        Pool.call(
                "AdminCreateUser",
                Map.of(
                        "UserPoolId",
                        "eu-west-1_gatehouse",
                        "Username",
                        email,
                        "UserAttributes",
                        List.of(Map.of("Name", "email_verified", "Value", "true"))));
        return email;
    }

    static String unconfirmed() {
        String email = Api.someone();
        Api.register(email).then().statusCode(202);
        return email;
    }

    static Response post(String token, String userId, String what) {
        return Api.bearer(token).post("/admin/users/" + userId + "/" + what);
    }

    static Response read(String token, String userId) {
        return Api.bearer(token).get("/admin/users/" + userId);
    }
}
