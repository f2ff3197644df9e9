package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The wire itself, without the SDK: headers, refusals, and every constraint of the API model. */
@NeedsControlRoutes
class WireProtocolContractTest {

    private static final Map<String, String> SIGNED = Map.of(
            "Content-Type",
            "application/x-amz-json-1.1",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDTEST/20260101/eu-west-1/cognito-idp/aws4_request");

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private HttpResponse<String> signedCall(String operation, String body) {
        Map<String, String> headers = new HashMap<>(SIGNED);
        headers.put("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation);
        return pool.send("POST", "/", body, headers);
    }

    private static String type(HttpResponse<String> answer) {
        return Pool.parse(answer.body()).path("__type").asText();
    }

    @Nested
    class Answers {

        @Test
        void refusalIsA400WithItsNameInBodyAndHeader() {
            HttpResponse<String> answer = pool.call(
                    "ForgotPassword", "{\"ClientId\":\"gatehousepublic\",\"Username\":\"nobody@example.com\"}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(type(answer)).isEqualTo("UserNotFoundException");
            assertThat(Pool.parse(answer.body()).path("message").asText()).isNotBlank();
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("UserNotFoundException:");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
        }

        @Test
        void everyAnswerHasItsOwnRequestId() {
            List<String> ids = new ArrayList<>();
            for (String path : List.of("/outbox", "/control/calls", "/nowhere", "/")) {
                ids.add(pool.send("GET", path, null)
                        .headers()
                        .firstValue("x-amzn-RequestId")
                        .orElseThrow());
            }
            assertThat(ids).doesNotHaveDuplicates();
        }

        @Test
        void unknownOperationIsRefused() {
            HttpResponse<String> answer = pool.call("AdminForgetDevice", "{}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(type(answer)).isEqualTo("UnknownOperationException");
        }

        @Test
        void missingTargetIsRefused() {
            assertThat(type(pool.send("POST", "/", "{}"))).isEqualTo("UnknownOperationException");
        }

        @Test
        void unsignedAdministrationIsRefused() {
            for (String operation : ModelCheck.MODEL
                    .path("operations")
                    .propertyStream()
                    .filter(entry -> entry.getValue().path("signed").asBoolean())
                    .map(Map.Entry::getKey)
                    .toList()) {
                HttpResponse<String> answer = pool.call(operation, "{}");
                assertThat(answer.statusCode()).as(operation).isEqualTo(400);
                assertThat(type(answer)).as(operation).isEqualTo("MissingAuthenticationTokenException");
            }
        }

        @Test
        void bodyThatIsNotJsonIsRefused() {
            assertThat(type(pool.call("SignUp", "{\"ClientId\":"))).isEqualTo("SerializationException");
            assertThat(type(pool.call("SignUp", "[]"))).isEqualTo("SerializationException");
        }

        @Test
        void bodyOverAMebibyteIsRefused() {
            HttpResponse<String> answer = pool.call("SignUp", "x".repeat((1 << 20) + 1));
            assertThat(answer.statusCode()).isEqualTo(413);
        }

        @Test
        void unknownPathIsA404() {
            assertThat(pool.send("GET", "/nowhere", null).statusCode()).isEqualTo(404);
            assertThat(pool.send("GET", "/", null).statusCode()).isEqualTo(404);
            assertThat(pool.send("GET", "/eu-west-1_elsewhere/.well-known/jwks.json", null)
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void membersThatTheModelDoesNotKnowAreIgnored() {
            HttpResponse<String> answer = pool.call(
                    "ResendConfirmationCode",
                    "{\"ClientId\":\"gatehousepublic\",\"Username\":\"nobody@example.com\",\"Fancy\":1}");
            assertThat(type(answer)).isEqualTo("UserNotFoundException");
        }
    }

    /** Scripts in browsers call Cognito from any origin. The pages of the embedded pool itself are not for them. */
    @Nested
    class CrossOrigin {

        private static final Map<String, String> ORIGIN = Map.of("Origin", "https://app.example");

        private Optional<String> header(HttpResponse<String> answer, String name) {
            return answer.headers().firstValue(name);
        }

        @Test
        void preflightIsAnswered() {
            HttpResponse<String> answer = pool.send(
                    "OPTIONS",
                    "/",
                    null,
                    Map.of(
                            "Origin",
                            "https://app.example",
                            "Access-Control-Request-Method",
                            "POST",
                            "Access-Control-Request-Headers",
                            "content-type,x-amz-target,x-amz-user-agent"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Access-Control-Allow-Origin")).hasValue("*");
            assertThat(header(answer, "Access-Control-Allow-Methods").orElseThrow())
                    .contains("POST");
            assertThat(header(answer, "Access-Control-Allow-Headers"))
                    .hasValue("content-type,x-amz-target,x-amz-user-agent");
        }

        @Test
        void refusalCanBeRead() {
            HttpResponse<String> answer = pool.send("POST", "/", "{}", ORIGIN);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(header(answer, "Access-Control-Allow-Origin")).hasValue("*");
            assertThat(header(answer, "Access-Control-Expose-Headers").orElseThrow())
                    .contains("x-amzn-ErrorType");
        }

        @Test
        void keysCanBeRead() {
            assertThat(header(
                            pool.send("GET", "/" + pool.id + "/.well-known/jwks.json", null, ORIGIN),
                            "Access-Control-Allow-Origin"))
                    .hasValue("*");
        }

        @Test
        void outboxAndControlCannotBeRead() {
            for (String path : List.of("/outbox", "/control/calls")) {
                assertThat(header(pool.send("GET", path, null, ORIGIN), "Access-Control-Allow-Origin"))
                        .as(path)
                        .isEmpty();
                assertThat(pool.send("OPTIONS", path, null, ORIGIN).statusCode())
                        .isEqualTo(404);
            }
        }
    }

    /** One breach of one constraint of one operation. */
    record Breach(String operation, String what, ObjectNode request) {

        @Override
        public String toString() {
            return operation + ": " + what;
        }
    }

    private static List<Breach> breaches() {
        List<Breach> breaches = new ArrayList<>();
        ModelCheck.MODEL.path("operations").properties().forEach(operation -> {
            JsonNode input = operation.getValue().path("input");
            input.properties()
                    .forEach(member -> breach(breaches, operation.getKey(), input, member.getKey(), member.getValue()));
        });
        return breaches;
    }

    private static void breach(List<Breach> all, String operation, JsonNode input, String name, JsonNode shape) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (shape.path("required").asBoolean()) {
            ObjectNode without = valid(input);
            without.remove(name);
            all.add(new Breach(operation, name + " missing", without));
            all.add(with(operation, name + " null", input, name, json.nullNode()));
        }
        String type = shape.path("type").asText();
        all.add(with(
                operation,
                name + " of another type",
                input,
                name,
                "string".equals(type) ? json.numberNode(1) : json.textNode("x")));
        if ("string".equals(type)) {
            if (shape.path("max").asInt(Integer.MAX_VALUE) < 100_000) {
                String longest = "a".repeat(shape.path("max").asInt() + 1);
                all.add(with(operation, name + " too long", input, name, json.textNode(longest)));
            }
            if (shape.path("min").asInt() > 0) {
                String tooShort = "a".repeat(shape.path("min").asInt() - 1);
                all.add(with(operation, name + " too short", input, name, json.textNode(tooShort)));
            }
            if (shape.has("pattern")) {
                all.add(with(operation, name + " off its pattern", input, name, json.textNode(" \u0000".repeat(12))));
            }
            if (shape.has("enum")) {
                all.add(with(operation, name + " off its list", input, name, json.textNode("NOT_IN_THE_LIST")));
            }
        }
        if ("integer".equals(type) && shape.has("min")) {
            all.add(with(
                    operation,
                    name + " too small",
                    input,
                    name,
                    json.numberNode(shape.path("min").asInt() - 1)));
        }
        if ("list".equals(type)
                && "structure".equals(shape.path("member").path("type").asText())) {
            all.add(with(
                    operation,
                    name + " with an empty member",
                    input,
                    name,
                    json.arrayNode().add(json.objectNode())));
        }
        if ("map".equals(type)) {
            all.add(with(
                    operation,
                    name + " with a number in it",
                    input,
                    name,
                    json.objectNode().put("KEY", 1)));
        }
    }

    private static Breach with(String operation, String what, JsonNode input, String name, JsonNode value) {
        ObjectNode request = valid(input);
        request.set(name, value);
        return new Breach(operation, what, request);
    }

    /** A request that satisfies the model with its required members alone. */
    private static ObjectNode valid(JsonNode input) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        input.properties().forEach(member -> {
            JsonNode shape = member.getValue();
            if (shape.path("required").asBoolean()) {
                if ("list".equals(shape.path("type").asText())) {
                    request.putArray(member.getKey());
                    return;
                }
                if ("structure".equals(shape.path("type").asText())) {
                    request.putObject(member.getKey());
                    return;
                }
                String value = shape.has("enum") ? shape.path("enum").path(0).asText() : "eu-west-1_a";
                request.put(
                        member.getKey(),
                        switch (member.getKey()) {
                            case "ClientId" -> "gatehousepublic";
                            case "UserCode" -> "123456";
                            default -> value;
                        });
            }
        });
        return request;
    }

    @Test
    void constraintsOfTheModelAreEnforced() {
        assertThat(breaches()).isNotEmpty().allSatisfy(breach -> {
            HttpResponse<String> answer =
                    signedCall(breach.operation(), breach.request().toString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(type(answer)).isEqualTo("InvalidParameterException");
            assertThat(Pool.parse(answer.body()).path("message").asText())
                    .startsWith("1 validation error detected: Value");
        });
    }

    @Test
    void requestsWithinTheModelPassTheConstraints() {
        JsonNode operations = ModelCheck.MODEL.path("operations");
        assertThat(operations.propertyStream().map(Map.Entry::getKey))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    String body =
                            valid(operations.path(operation).path("input")).toString();
                    assertThat(signedCall(operation, body).body()).doesNotContain("validation error");
                });
    }
}
