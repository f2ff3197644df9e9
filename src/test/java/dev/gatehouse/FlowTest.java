package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class FlowTest {
    private static final int PEOPLE = 8;

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @Test
    @Tag("proof")
    void manyPeopleGoThroughTheWholeFlowAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                people.add(threads.submit(FlowTest::wholeFlow));
            }
            for (Future<String> person : people) {
                assertThat(person.get()).isEqualTo("signed out");
            }
        }
    }

    private static String wholeFlow() {
        String email = Api.member();
        JsonPath tokens = Api.signedIn(email);
        Api.me(tokens.getString("access_token")).then().statusCode(200);
        JsonPath fresh = Api.refresh(tokens.getString("refresh_token"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String access = fresh.getString("access_token");
        Api.bearer(access)
                .body(Map.of("current_password", Api.PASSWORD, "new_password", Api.OTHER_PASSWORD))
                .post("/auth/change-password")
                .then()
                .statusCode(204);
        Api.post("/auth/forgot-password", Map.of("email", email)).then().statusCode(202);
        Api.post(
                        "/auth/reset-password",
                        Map.of("email", email, "code", Pool.codeFor(email), "new_password", Api.PASSWORD))
                .then()
                .statusCode(204);
        Api.signedIn(email);
        Api.bearer(access)
                .body(Map.of("refresh_token", fresh.getString("refresh_token")))
                .post("/auth/logout")
                .then()
                .statusCode(204);
        Api.me(access).then().statusCode(401);
        return "signed out";
    }
}
