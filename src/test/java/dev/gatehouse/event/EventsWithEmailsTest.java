package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EventsWithEmailsPool.class)
class EventsWithEmailsTest {
    private TestReceiver receiver;

    @BeforeEach
    void start() {
        receiver = EventsPool.receiver();
    }

    @AfterEach
    void stop() {
        receiver.finish();
        Pool.reset();
    }

    @Test
    void registrationHoldsTheAddress() {
        String email = Api.someone();
        Api.register(email).then().statusCode(202);
        assertThat(receiver.await(1)
                        .getFirst()
                        .json()
                        .path("data")
                        .path("email")
                        .asText())
                .isEqualTo(email);
    }
}
