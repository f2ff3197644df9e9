package dev.gatehouse.admin;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.AuthenticatorApp;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class AdminTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private String member;
    private String userId;

    @BeforeEach
    void aMember() {
        Pool.reset();
        member = Api.member();
        userId = Pool.user(member).getString("username");
    }

    private static Response logout(String token, String userId) {
        return Api.bearer(token).post("/admin/users/" + userId + "/logout");
    }

    private static Response removeFactors(String token, String userId) {
        return Api.bearer(token).delete("/admin/users/" + userId + "/mfa");
    }

    @Nested
    class AsAdministrator {
        private String admin;

        @BeforeEach
        void signedIn() {
            admin = Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");
        }

        @Test
        void endsEverySessionOfTheUser() {
            JsonPath session = Api.signedIn(member);

            logout(admin, userId).then().statusCode(204);

            Api.judged(session.getString("access_token")).then().statusCode(401);
            Api.refresh(session.getString("refresh_token")).then().statusCode(401);
        }

        @Test
        void unknownUserIs404() {
            logout(admin, "00000000-0000-0000-0000-000000000000")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("user_not_found"));
        }

        @Test
        void missingPermissionIsNamed() {
            Pool.fault(Map.of(
                    "operation",
                    "AdminUserGlobalSignOut",
                    "kind",
                    "error",
                    "error",
                    "AccessDeniedException",
                    "message",
                    "User: arn:aws:iam::111122223333:user/x is not authorized to perform: y",
                    "times",
                    1));

            logout(admin, userId)
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("not_configured"))
                    .body("detail", containsString("cognito-idp:AdminUserGlobalSignOut"))
                    .body(not(containsString("arn:")))
                    .body(not(containsString("111122223333")));
        }

        @Test
        void awsCredentialsThatHaveExpiredAreRenewed() {
            Pool.fault(Map.of(
                    "operation",
                    "AdminUserGlobalSignOut",
                    "kind",
                    "error",
                    "error",
                    "ExpiredTokenException",
                    "times",
                    1));

            logout(admin, userId).then().statusCode(204);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ExpiredTokenException",
                    "InvalidSignatureException",
                    "MissingAuthenticationTokenException",
                    "RequestExpired",
                    "UnrecognizedClientException"
                })
        void awsCredentialsThatCognitoRefusesAreNoFaultOfOurs(String error) {
            Pool.fault(Map.of("operation", "AdminUserGlobalSignOut", "kind", "error", "error", error, "times", 2));

            logout(admin, userId)
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("upstream_unavailable"))
                    .header("Retry-After", notNullValue());
        }

        @Nested
        @Tag("proof")
        class RemovingTheFactorsOfAUser {
            @BeforeEach
            void poolRequiresOne() {
                Pool.set(Map.of(
                        "mfa", "ON", "mfa_methods", List.of("totp", "sms"), "first_factors", List.of("PASSWORD")));
                Pool.change(member, Map.of("totp_secret", SECRET));
            }

            private JsonPath session() {
                Response challenge = Api.login(member, Api.PASSWORD);
                return Api.post(
                                "/auth/challenge",
                                Map.of(
                                        "challenge_token",
                                        challenge.<String>path("challenge_token"),
                                        "answers",
                                        Map.of("code", AuthenticatorApp.code(SECRET, 0))))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
            }

            @Test
            void nextSignInSetsOneUp() {
                removeFactors(admin, userId)
                        .then()
                        .statusCode(200)
                        .body("removed", equalTo(List.of("totp")))
                        .body("remaining", equalTo(List.of()));

                Api.login(member, Api.PASSWORD).then().statusCode(200).body("challenge", equalTo("MFA_SETUP"));
            }

            @Test
            void codesOfTheRemovedAppAreRefused() {
                removeFactors(admin, userId).then().statusCode(200);
                Response challenge = Api.login(member, Api.PASSWORD);

                Api.post(
                                "/auth/challenge",
                                Map.of(
                                        "challenge_token",
                                        challenge.<String>path("challenge_token"),
                                        "answers",
                                        Map.of("code", AuthenticatorApp.code(SECRET, 0))))
                        .then()
                        .statusCode(400)
                        .body("code", equalTo("invalid_code"));
            }

            @Test
            void nextSignInGoesWithoutWhereNoneIsRequired() {
                Pool.set(Map.of("mfa", "OPTIONAL"));

                removeFactors(admin, userId).then().statusCode(200);

                Api.login(member, Api.PASSWORD).then().statusCode(200).body("status", equalTo("signed_in"));
            }

            @Test
            void codesByMessageAreSwitchedOffToo() {
                Pool.change(member, Map.of("phone_number", "+15555550100"));

                removeFactors(admin, userId).then().statusCode(200);

                Api.login(member, Api.PASSWORD).then().statusCode(200).body("challenge", equalTo("MFA_SETUP"));
            }

            @Test
            void sessionsEnd() {
                JsonPath session = session();

                removeFactors(admin, userId).then().statusCode(200);

                Api.judged(session.getString("access_token")).then().statusCode(401);
                Api.refresh(session.getString("refresh_token")).then().statusCode(401);
            }

            @Test
            void missingPermissionIsNamed() {
                Pool.fault(Map.of(
                        "operation",
                        "AdminDeleteSoftwareToken",
                        "kind",
                        "error",
                        "error",
                        "AccessDeniedException",
                        "times",
                        1));

                removeFactors(admin, userId)
                        .then()
                        .statusCode(503)
                        .body("detail", containsString("cognito-idp:AdminDeleteSoftwareToken"));
            }

            @Test
            void unknownUserIs404() {
                removeFactors(admin, "00000000-0000-0000-0000-000000000000")
                        .then()
                        .statusCode(404)
                        .body("code", equalTo("user_not_found"));
            }
        }

        @Test
        void malformedUserIdIsRefusedByName() {
            logout(admin, "a%20b").then().statusCode(400).body("errors[0].field", equalTo("user_id"));
        }
    }

    @Nested
    class AsAnyoneElse {
        @Test
        void memberCannotRemoveFactors() {
            removeFactors(Api.signedIn(member).getString("access_token"), userId)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("forbidden"));
        }

        @Test
        void memberIsForbidden() {
            logout(Api.signedIn(member).getString("access_token"), userId)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("forbidden"))
                    .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""));
        }

        @Test
        void strangerIsUnauthenticated() {
            Api.json()
                    .post("/admin/users/" + userId + "/logout")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("authentication_required"));
        }
    }
}
