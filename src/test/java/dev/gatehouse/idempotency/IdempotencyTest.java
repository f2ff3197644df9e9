package dev.gatehouse.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.idempotency.ThingResource.Gate;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class IdempotencyTest {
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final Map<String, String> BODY = Map.of("name", "thing");

    private final String key = "key-" + KEYS.incrementAndGet();
    private String admin;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        ThingResource.reset();
        admin = Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");
    }

    @AfterEach
    void open() {
        ThingResource.reset();
    }

    private static Response create(String token, String key, Map<String, ?> body) {
        return Api.bearer(token).header("Idempotency-Key", key).body(body).post("/test/things");
    }

    private Response create() {
        return create(admin, key, BODY);
    }

    @Nested
    class Repetition {
        @Test
        void getsTheSameAnswer() {
            Response first = create();

            Response second = create();

            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(second.statusCode()).isEqualTo(201);
            assertThat(second.header("Location"))
                    .isEqualTo(first.header("Location"))
                    .contains("/test/things/");
            assertThat(second.contentType()).isEqualTo(first.contentType());
            assertThat(second.body().asString()).isEqualTo(first.body().asString());
        }

        @Test
        void createsNothing() {
            create();
            int created = ThingResource.CREATED.get();

            create();

            assertThat(ThingResource.CREATED).hasValue(created);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"%s\"", " %s "})
        void mayWriteTheKeyInAnotherWay(String form) {
            int number = create().path("number");

            create(admin, form.formatted(key), BODY).then().statusCode(201).body("number", equalTo(number));
        }

        @Test
        void ofARefusalIsRefusedTheSame() {
            ThingResource.failNext("taken");
            String refusal = create().then().statusCode(409).extract().body().asString();

            assertThat(create().then().statusCode(409).extract().body().asString())
                    .isEqualTo(refusal);
        }

        @ParameterizedTest
        @ValueSource(strings = {"malformed", "limited", "busy", "incomplete"})
        void ofARequestWithoutAFinalAnswerRuns(String failure) {
            ThingResource.failNext(failure);
            assertThat(create().statusCode()).isNotEqualTo(201);

            create().then().statusCode(201);
        }

        @Test
        void ofAMalformedRequestMayCorrectIt() {
            create(admin, key, Map.of()).then().statusCode(400);

            create().then().statusCode(201);
        }

        /** Nothing happens, so there is nothing to audit, and no event for others. */
        @Test
        void isNotAudited() {
            assertThat(Log.of("audit", () -> create())).hasSize(1);

            assertThat(Log.of("audit", () -> create())).isEmpty();
        }
    }

    @Test
    void requestsWithoutAKeyAllRun() {
        int first = Api.bearer(admin).body(BODY).post("/test/things").path("number");

        int second = Api.bearer(admin).body(BODY).post("/test/things").path("number");

        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void requestsWithDifferentKeysBothRun() {
        int first = create().path("number");

        int second = create(admin, key + "x", BODY).path("number");

        assertThat(second).isEqualTo(first + 1);
    }

    @Nested
    class AnotherRequest {
        @BeforeEach
        void keyIsUsed() {
            create().then().statusCode(201);
        }

        @Test
        void withAnotherBodyIsRefused() {
            create(admin, key, Map.of("name", "other"))
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("idempotency_key_reused"));
        }

        @Test
        void withAnotherQueryIsRefused() {
            Api.bearer(admin)
                    .header("Idempotency-Key", key)
                    .body(BODY)
                    .post("/test/things?reason=other")
                    .then()
                    .statusCode(422);
        }

        @Test
        void doesNotTakeTheAnswerAway() {
            create(admin, key, Map.of("name", "other"));

            create().then().statusCode(201);
        }
    }

    @Nested
    class WhileTheFirstRuns {
        private Gate gate;
        private CompletableFuture<Response> first;

        @BeforeEach
        void firstRuns() throws InterruptedException {
            gate = ThingResource.close();
            first = CompletableFuture.supplyAsync(IdempotencyTest.this::create);
            gate.reached().await();
        }

        @AfterEach
        void firstEnds() {
            gate.passable().countDown();
            first.join();
        }

        @Test
        void secondIsRefusedAndToldWhenToComeBack() {
            create().then()
                    .statusCode(409)
                    .body("code", equalTo("idempotency_key_in_use"))
                    .header("Retry-After", "2");
        }

        @Test
        void secondGetsTheAnswerAfterwards() {
            create().then().statusCode(409);
            gate.passable().countDown();
            int number = first.join().path("number");

            create().then().statusCode(201).body("number", equalTo(number));
        }

        @Test
        void anotherKeyIsFree() {
            gate.passable().countDown();

            create(admin, key + "x", BODY).then().statusCode(201);
        }
    }

    @Nested
    class AnotherCaller {
        private String other;

        @BeforeEach
        void secondAdministrator() {
            String email = Api.member();
            Pool.change(email, Map.of("groups", List.of("admin")));
            other = Api.signedIn(email).getString("access_token");
        }

        @Test
        void hasOtherKeys() {
            int number = create().path("number");

            create(other, key, BODY).then().statusCode(201).body("number", equalTo(number + 1));
        }

        @Test
        void mayUseTheKeyForAnotherBody() {
            create();

            create(other, key, Map.of("name", "other")).then().statusCode(201);
        }
    }

    @Test
    void whoLostTheRoleGetsNoRepetition() {
        create().then().statusCode(201);
        Pool.change("admin@example.com", Map.of("groups", List.of()));
        String demoted = Api.signedIn("admin@example.com", "admin-Passw0rd!").getString("access_token");

        create(demoted, key, BODY).then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Nested
    class MalformedKey {
        static List<String> keys() {
            return List.of(
                    "",
                    "\"\"",
                    "k".repeat(256),
                    "\"" + "k".repeat(256) + "\"",
                    "two words",
                    "\"open",
                    "\"a\";b=1",
                    "\"a\", \"b\"",
                    "caf\u00e9");
        }

        @ParameterizedTest
        @MethodSource("keys")
        void isNamed(String key) {
            assertRefused(Api.bearer(admin).header("Idempotency-Key", key));
        }

        @Test
        void isASecondOneToo() {
            assertRefused(Api.bearer(admin).header("Idempotency-Key", "k", "k"));
        }

        private void assertRefused(RequestSpecification request) {
            request.body(BODY)
                    .post("/test/things")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_input"))
                    .body("errors[0].field", equalTo("Idempotency-Key"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "\"with-\\\"-and-\\\\\"", "~/:;,=@"})
    void keyMayHaveAnyVisibleCharacter(String form) {
        create(admin, form, BODY).then().statusCode(201);
    }

    @Test
    void keyMayHave255Characters() {
        create(admin, key + "k".repeat(255 - key.length()), BODY).then().statusCode(201);
    }
}
