package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.support.Contract;
import dev.gatehouse.support.ContractFilter;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** No answer gets past the contract unseen. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class ContractFilterTest {
    private static final String ID = "X-Request-Id";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String NOT_FOUND = problem("not_found", 404);

    @Test
    void answersOfAllTestsAreHeldAgainstIt() {
        assertThat(RestAssured.filters()).hasAtLeastOneElementOfType(ContractFilter.class);
    }

    @Nested
    class Refuses {
        @Test
        void statusThatIsNotPromised() {
            assertBreach("GET", "/auth/me", 201, Map.of(ID, "1"), "", "no such status");
        }

        @Test
        void memberThatIsNotPromised() {
            assertBreach(
                    "POST",
                    "/auth/forgot-password",
                    202,
                    Map.of(ID, "1", "Content-Type", JSON),
                    "{\"status\":\"reset_requested\",\"delivery\":{\"medium\":\"email\",\"destination\":\"a\",\"to\":1}}",
                    "'to'");
        }

        @Test
        void memberThatIsMissing() {
            assertBreach(
                    "POST",
                    "/auth/forgot-password",
                    202,
                    Map.of(ID, "1", "Content-Type", JSON),
                    "{\"status\":\"reset_requested\"}",
                    "'delivery'");
        }

        @Test
        void otherContentType() {
            assertBreach("GET", "/auth/me", 401, headers("text/html"), NOT_FOUND, "text/html");
        }

        @Test
        void bodyWhereNoneIsPromised() {
            assertBreach("POST", "/auth/verify", 204, Map.of(ID, "1"), "x", "there is a body");
        }

        @Test
        void codeThatTheRouteDoesNotHave() {
            assertBreach("GET", "/auth/me", 401, headers(PROBLEM), problem("invalid_credentials", 401), "the code");
        }

        @Test
        void statusInTheBodyThatIsNotThatOfTheAnswer() {
            assertBreach("GET", "/nowhere", 404, headers(PROBLEM), problem("not_found", 400), "another status");
        }

        @Test
        void headerThatIsMissing() {
            assertBreach("GET", "/nowhere", 404, Map.of("Content-Type", PROBLEM), NOT_FOUND, "X-Request-Id");
        }

        @Test
        void successOnARouteThatIsNotThere() {
            assertBreach("GET", "/nowhere", 200, headers(JSON), "{}", "no such status");
        }
    }

    @Test
    void answerThatKeepsItIsLetThrough() {
        assertThat(Contract.DOCUMENT.breaches(exchange("GET", "/nowhere", 404, headers(PROBLEM), NOT_FOUND)))
                .isEmpty();
    }

    private static void assertBreach(
            String method, String path, int status, Map<String, String> headers, String body, String breach) {
        assertThatThrownBy(() -> Contract.DOCUMENT.check(exchange(method, path, status, headers, body)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(breach);
    }

    private static Contract.Exchange exchange(
            String method, String path, int status, Map<String, String> headers, String body) {
        return new Contract.Exchange(method, path, status, name -> headers.getOrDefault(name, ""), body);
    }

    private static Map<String, String> headers(String contentType) {
        return Map.of(ID, "1", "Content-Type", contentType, "WWW-Authenticate", "Bearer realm=\"gatehouse\"");
    }

    private static String problem(String code, int status) {
        return "{\"type\":\"urn:gatehouse:problem:" + code + "\",\"title\":\"T\",\"status\":" + status
                + ",\"detail\":\"D.\",\"code\":\"" + code + "\",\"request_id\":\"1\"}";
    }
}
