package dev.gatehouse.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class UnforeseenFailureTest {

    /** A route that has a bug, and one that forgot to say who may use it. */
    @Path("/test")
    public static class BrokenResource {
        @GET
        @Path("/broken")
        @PermitAll
        public String broken() {
            throw new IllegalStateException("an inner detail");
        }

        @GET
        @Path("/undeclared")
        public String undeclared() {
            return "open by mistake";
        }
    }

    @Test
    void unforeseenFailureIs500() {
        Api.json()
                .get("/test/broken")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("code", equalTo("internal_error"));
    }

    @Test
    void unforeseenFailureTellsNothingOfTheInside() {
        assertThat(Api.json().get("/test/broken").body().asString()).doesNotContain("inner detail", "Exception");
    }

    @Test
    void routeThatDeclaresNoAccessIsRefused() {
        Api.json().get("/test/undeclared").then().statusCode(401);
    }
}
