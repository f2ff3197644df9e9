package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.event.TestReceiver.Received;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Redis;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events of the packaged application, whose processes end at any time. */
@Tag("proof")
@Tag("redis")
class EventReplicasIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";

    private final Emulator pool = Emulator.start(EmulatorSettings.defaults());
    private final Redis redis = Redis.start();
    private final TestReceiver receiver = TestReceiver.start();

    @AfterEach
    void stop() {
        receiver.close();
        redis.close();
        pool.close();
    }

    private Gatehouse replica(Map<String, String> settings) {
        Gatehouse.Launch launch = Gatehouse.before(pool)
                .env("EVENT_WEBHOOK_SECRET", TestReceiver.SECRET)
                .setting("gatehouse.event.webhook.url", receiver.url().toString())
                .setting("gatehouse.event.webhook.allowed-private-hosts", "127.0.0.1")
                .setting("gatehouse.event.webhook.timeout", "1s");
        settings.forEach(launch::setting);
        return launch.start("/health/ready");
    }

    private Gatehouse sharing() {
        return replica(Map.of("gatehouse.redis.url", redis.url()));
    }

    @Test
    void eventOfAKilledReplicaIsDeliveredByAnother() {
        receiver.answerNext(receiver.hanging());
        try (Gatehouse first = sharing()) {
            assertThat(first.post("/auth/login", DEMO).status()).isEqualTo(200);
            receiver.await(1);
            first.signal("KILL");
        }
        try (Gatehouse _ = sharing()) {
            Received delivered = receiver.await(2).getLast();
            assertThat(delivered.type()).isEqualTo("session.started");
            assertThat(delivered.header("webhook-id"))
                    .isEqualTo(receiver.received().getFirst().header("webhook-id"));
        }
    }

    @Test
    void endingReplicaDeliversWhatOnlyItHas() {
        try (Gatehouse alone = replica(Map.of())) {
            for (int i = 0; i < 5; i++) {
                assertThat(alone.post("/auth/login", DEMO).status()).isEqualTo(200);
            }
            alone.signal("TERM");
            receiver.await(5);
        }
    }

    @Test
    void hangingReceiverDelaysTheEndByTheDrainTimeoutOnly() {
        receiver.answerAlways(receiver.hanging());
        try (Gatehouse alone = replica(Map.of("gatehouse.event.webhook.timeout", "60s"))) {
            assertThat(alone.post("/auth/login", DEMO).status()).isEqualTo(200);
            receiver.await(1);
            alone.signal("TERM");
            assertThat(alone.awaitExit().after()).isLessThan(java.time.Duration.ofSeconds(8));
        }
    }
}
