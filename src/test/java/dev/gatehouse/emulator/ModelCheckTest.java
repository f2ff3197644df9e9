package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The check that watches every answer in this suite does see a wrong one. */
class ModelCheckTest {

    private static void check(String operation, int status, String body) throws Exception {
        ModelCheck.check(operation, status, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rightAnswerPasses() {
        assertThatCode(() -> check("SignUp", 200, "{\"UserConfirmed\":false,\"UserSub\":\"x\"}"))
                .doesNotThrowAnyException();
    }

    @Test
    void missingMemberIsSeen() {
        assertThatThrownBy(() -> check("SignUp", 200, "{\"UserConfirmed\":false}"))
                .hasMessage("SignUp lacks UserSub");
    }

    @Test
    void unknownMemberIsSeen() {
        assertThatThrownBy(() -> check("GlobalSignOut", 200, "{\"Extra\":1}"))
                .hasMessage("GlobalSignOut has no member Extra");
    }

    @Test
    void wrongTypeIsSeen() {
        assertThatThrownBy(() -> check("SignUp", 200, "{\"UserConfirmed\":\"no\",\"UserSub\":\"x\"}"))
                .hasMessageStartingWith("SignUp.UserConfirmed does not fit its shape");
    }

    @Test
    void errorOutsideTheListIsSeen() {
        assertThatThrownBy(() -> check("RevokeToken", 400, "{\"__type\":\"NotAuthorizedException\"}"))
                .hasMessageStartingWith("RevokeToken may not raise NotAuthorizedException");
    }
}
