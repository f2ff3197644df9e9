package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients are told when a trigger refuses, with accounts concealed and {@code Only [a-z ]+ may [a-z ]+} passed on. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class TriggerRefusalTest {
    private static final String ITS_OWN = "The rules of this user pool do not allow it.";

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    private static void refuse(String operation, String message) {
        Pool.fault(Map.of(
                "operation",
                operation,
                "kind",
                "error",
                "error",
                "UserLambdaValidationException",
                "message",
                message,
                "times",
                1));
    }

    @Test
    void messageThatMatchesIsTheDetail() {
        refuse("SignUp", "PreSignUp failed with error Only members may register.");

        Api.register(Api.someone())
                .then()
                .statusCode(403)
                .body("code", equalTo("refused_by_pool"))
                .body("detail", equalTo("Only members may register"));
    }

    @Test
    void messageThatDoesNotMatchIsKeptBack() {
        refuse("SignUp", "PreSignUp failed with error KeyError: 'domain'.");

        Api.register(Api.someone()).then().statusCode(403).body("detail", equalTo(ITS_OWN));
    }

    /** Cognito asks this trigger for the words of a mail, which only a new account is sent. */
    @Test
    void messageOfATriggerThatRunsForNewAccountsOnlyIsKeptBack() {
        refuse("SignUp", "CustomMessage failed with error Only members may register.");

        Api.register(Api.someone()).then().statusCode(403).body("detail", equalTo(ITS_OWN));
    }

    /** This trigger runs before Cognito looks at the password. */
    @Test
    void messageAtASignInIsKeptBack() {
        String email = Api.member();
        String expected = Api.look(Api.login(email, Api.OTHER_PASSWORD));
        refuse("InitiateAuth", "PreAuthentication failed with error Only members may sign in.");

        assertThat(Api.look(Api.login(email, Api.PASSWORD))).isEqualTo(expected);
    }

    @Test
    void messageAfterTheRightCodeIsTheDetail() {
        String email = Api.someone();
        Api.register(email);
        refuse("ConfirmSignUp", "PostConfirmation failed with error Only members may confirm.");

        Api.verify(email).then().statusCode(403).body("detail", equalTo("Only members may confirm"));
    }
}
