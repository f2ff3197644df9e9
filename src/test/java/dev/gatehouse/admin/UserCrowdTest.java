package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A pool of 100,000 users: a search loads some pages of it, never all. */
@QuarkusTest
@WithTestResource(PoolResource.class)
@Tag("proof")
class UserCrowdTest {
    private static final int PEOPLE = 100_000;

    private String admin;

    @BeforeEach
    void crowd() {
        Pool.reset();
        admin = Admins.admin();
        Pool.add(Map.of("count", PEOPLE));
    }

    @AfterEach
    void leave() {
        Pool.reset();
    }

    private Response search(Map<String, ?> conditions) {
        Response response = Api.bearer(admin).queryParams(conditions).get("/admin/users");
        response.then().statusCode(200);
        return response;
    }

    @Test
    void personIsFoundByOneCall() {
        int before = Pool.calls("ListUsers");

        assertThat(search(Map.of("email", "crowd99999@")).jsonPath().getList("users.email"))
                .containsExactly("crowd99999@example.com");
        assertThat(Pool.calls("ListUsers") - before).isEqualTo(1);
    }

    @Test
    void pageOfEverybodyIsOneCall() {
        int before = Pool.calls("ListUsers");

        assertThat(search(Map.of()).jsonPath().getList("users")).hasSize(60);
        assertThat(Pool.calls("ListUsers") - before).isEqualTo(1);
    }

    @Test
    void conditionThatNobodyMeetsLoadsThreeHundredUsersAtMost() {
        int before = Pool.calls("ListUsers");
        Response page = search(Map.of("email", "crowd", "enabled", "false"));

        assertThat(page.jsonPath().getList("users")).isEmpty();
        assertThat(page.<String>path("next_cursor")).isNotNull();
        assertThat(Pool.calls("ListUsers") - before).isEqualTo(5);
    }

    @Test
    void everyoneIsOnExactlyOneOfTheirPages() {
        int seen = 0;
        String last = "";
        String cursor = search(Map.of("email", "crowd1234")).path("next_cursor");
        assertThat(cursor).isNull();
        Response page = search(Map.of("email", "crowd12"));
        do {
            seen += page.jsonPath().getList("users").size();
            last = page.path("users[-1].email");
            cursor = page.path("next_cursor");
            if (cursor != null) {
                page = search(Map.of("email", "crowd12", "cursor", cursor));
            }
        } while (cursor != null);

        // 12, 12x, 12xx and 12xxx.
        assertThat(seen).isEqualTo(1 + 10 + 100 + 1000);
        assertThat(last).isEqualTo("crowd12999@example.com");
    }
}
