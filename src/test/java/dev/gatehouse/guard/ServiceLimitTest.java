package dev.gatehouse.guard;

import static dev.gatehouse.guard.LimitedServicesPool.FAILURES_PER_ADDRESS;
import static dev.gatehouse.guard.LimitedServicesPool.REQUESTS_PER_CLIENT;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Failed authentications are limited per address, requests per client. Each test uses a client of its own. */
@QuarkusTest
@WithTestResource(LimitedServicesPool.class)
class ServiceLimitTest {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static String anAddress() {
        return "198.19.0." + ADDRESSES.incrementAndGet();
    }

    private static Response introspect(String address, String id, String secret) {
        return post("/oauth2/introspect", address, id, secret);
    }

    private static Response post(String path, String address, String id, String secret) {
        return Services.form("token=x")
                .header("X-Forwarded-For", address)
                .header("Authorization", Services.basic(id, secret))
                .post(path);
    }

    private static void assertLimited(Response answer) {
        answer.then()
                .statusCode(429)
                .contentType("application/json")
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .header("Cache-Control", "no-store")
                .body("error", equalTo("temporarily_unavailable"));
    }

    @Test
    void addressThatFailedTooOftenIsRefusedEvenWithTheCorrectSecret() {
        String address = anAddress();
        for (int i = 0; i < FAILURES_PER_ADDRESS; i++) {
            introspect(address, ServicesPool.READER, "wrong" + i).then().statusCode(401);
        }

        assertLimited(introspect(address, ServicesPool.READER, "wrong"));
        assertLimited(introspect(address, ServicesPool.READER, ServicesPool.READER_SECRET));
        introspect(anAddress(), ServicesPool.READER, ServicesPool.READER_SECRET)
                .then()
                .statusCode(200);
    }

    /** And what is no authentication at all counts as failed. */
    @Test
    void onlyFailuresCountForAnAddress() {
        String address = anAddress();
        for (int i = 0; i < FAILURES_PER_ADDRESS + 1; i++) {
            introspect(address, ServicesPool.REVOKER, ServicesPool.REVOKER_SECRET)
                    .then()
                    .statusCode(200);
        }
        for (int i = 0; i < FAILURES_PER_ADDRESS; i++) {
            Services.form("token=x")
                    .header("X-Forwarded-For", address)
                    .post("/oauth2/revoke")
                    .then()
                    .statusCode(401);
        }

        assertLimited(introspect(address, ServicesPool.REVOKER, ServicesPool.REVOKER_SECRET));
    }

    @Test
    void requestsOfAClientAreLimitedWhereverTheyComeFrom() {
        for (int i = 1; i < REQUESTS_PER_CLIENT; i++) {
            introspect(anAddress(), ServicesPool.STRANGER, ServicesPool.STRANGER_SECRET)
                    .then()
                    .statusCode(200)
                    .header(
                            "RateLimit",
                            matchesPattern("\"oauth_client_account\";r=" + (REQUESTS_PER_CLIENT - i) + ";.*"));
        }
        post("/oauth2/revoke", anAddress(), ServicesPool.STRANGER, ServicesPool.STRANGER_SECRET)
                .then()
                .statusCode(200);

        assertLimited(introspect(anAddress(), ServicesPool.STRANGER, ServicesPool.STRANGER_SECRET));
        assertLimited(post("/oauth2/revoke", anAddress(), ServicesPool.STRANGER, ServicesPool.STRANGER_SECRET));
    }
}
