package dev.gatehouse.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class ProblemTest {

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    private static ValidatableResponse assertProblem(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gatehouse:problem:" + code))
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("title", matchesPattern("[A-Z].+"))
                .body("detail", matchesPattern(".+\\."))
                .body("request_id", equalTo(response.getHeader("X-Request-Id")));
    }

    private static Response login(String body) {
        return Api.json().body(body).post("/auth/login");
    }

    @Nested
    class WrongRequests {
        @Test
        void unknownPathIs404() {
            assertProblem(Api.json().get("/no/such/path"), 404, "not_found");
        }

        @Test
        void unknownPathBelowAResourceIs404() {
            assertProblem(Api.json().post("/auth/no-such-thing"), 404, "not_found");
        }

        @Test
        void wrongMethodIs405() {
            assertProblem(Api.json().delete("/auth/login"), 405, "method_not_allowed");
        }

        @Test
        void wrongMediaTypeIs415() {
            assertProblem(
                    Api.json().contentType(ContentType.TEXT).body("x").post("/auth/login"),
                    415,
                    "unsupported_media_type");
        }

        @Test
        void mediaTypeThatCannotBeAnsweredIs406() {
            assertProblem(
                    Api.json().accept("application/xml").body(Map.of()).post("/auth/login"), 406, "not_acceptable");
        }

        @ParameterizedTest
        @ValueSource(strings = {"nonsense", "application/json, nonsense", "-_9"})
        void acceptThatIsNoneIs400(String accept) {
            assertProblem(
                    Api.json().header("Accept", accept).body(Map.of()).post("/auth/login"), 400, "malformed_request");
        }

        @Test
        void healthIsJsonOrNothing() {
            assertProblem(Api.json().accept("text/plain").get("/health"), 406, "not_acceptable");
        }

        @Test
        void bodyOver16KiBIs413() {
            assertProblem(login("{\"email\":\"" + "a".repeat(17 * 1024) + "\"}"), 413, "body_too_large");
        }

        @Test
        void bodyOfExactly16KiBIsRead() {
            String frame = "{\"email\":\"\"}";
            String body = "{\"email\":\"" + "a".repeat(16 * 1024 - frame.length()) + "\"}";

            login(body).then().statusCode(400);
        }
    }

    @Nested
    class WrongBodies {
        @ParameterizedTest
        @ValueSource(strings = {"{", "[]", "\"text\"", "7", "{\"email\":}", "{\"email\":\"a\",}", "nonsense"})
        void bodyThatIsNoJsonObjectIs400(String body) {
            assertProblem(login(body), 400, "malformed_request");
        }

        @Test
        void nothingAfterTheObjectIsAllowed() {
            assertProblem(login("{\"email\":\"a@example.com\",\"password\":\"x\"} {}"), 400, "malformed_request");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null"})
        void missingBodyIsNamed(String body) {
            assertProblem(login(body), 400, "invalid_input").body("errors[0].field", equalTo("body"));
        }

        @Test
        void unknownMemberIsRefusedByName() {
            assertProblem(login("{\"email\":\"a@example.com\",\"pasword\":\"x\"}"), 400, "invalid_input")
                    .body("errors[0].field", equalTo("pasword"))
                    .body("errors[0].message", equalTo("is unknown"));
        }

        @Test
        void duplicateMemberIs400() {
            assertProblem(
                    login("{\"email\":\"a@example.com\",\"email\":\"b@example.com\",\"password\":\"x\"}"),
                    400,
                    "malformed_request");
        }

        @ParameterizedTest
        @CsvSource({"7", "true", "{}", "[]", "1.5"})
        void memberOfTheWrongTypeIsRefusedByName(String value) {
            assertProblem(login("{\"email\":" + value + ",\"password\":\"x\"}"), 400, "invalid_input")
                    .body("errors[0].field", equalTo("email"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", "", " "})
        void textWhereATruthValueBelongsIsRefusedByName(String text) {
            assertProblem(
                            Api.json().body("{\"everywhere\":\"" + text + "\"}").post("/auth/logout"),
                            400,
                            "invalid_input")
                    .body("errors[0].field", equalTo("everywhere"));
        }

        @Test
        void inputIsNeverEchoed() {
            String marker = "Zq7-marker";

            assertThat(login("{\"email\":\"" + marker + "\",\"password\":{\"" + marker + "\":1}}")
                            .body()
                            .asString())
                    .doesNotContain(marker);
        }

        @Test
        void otherProblemsHaveNoErrorsMember() {
            Api.json().get("/nope").then().body("errors", nullValue());
        }
    }

    @Nested
    class RequestIds {
        @Test
        void wellFormedOneIsKept() {
            Api.json()
                    .header("X-Request-Id", "abc-123_X.y")
                    .get("/nope")
                    .then()
                    .header("X-Request-Id", "abc-123_X.y")
                    .body("request_id", equalTo("abc-123_X.y"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"has blank", "semi;colon", "ümlaut"})
        void malformedOneIsReplaced(String id) {
            assertThat(Api.json().header("X-Request-Id", id).get("/nope").getHeader("X-Request-Id"))
                    .matches("[A-Za-z0-9-]{36}");
        }

        @Test
        void overlongOneIsReplaced() {
            assertThat(Api.json()
                            .header("X-Request-Id", "a".repeat(129))
                            .get("/nope")
                            .getHeader("X-Request-Id"))
                    .hasSize(36);
        }
    }
}
