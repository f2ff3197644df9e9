package dev.gatehouse.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Redis;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Replicas of the packaged application in front of one pool, which share one Redis. */
final class Replicas implements AutoCloseable {
    static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final int TRIES = 600;

    final Emulator pool = Emulator.start(EmulatorSettings.defaults());
    final Redis redis = Redis.start();
    private final List<Gatehouse> all = new ArrayList<>();

    /** One that is ready, with further settings by name and value. */
    Gatehouse add(String... settings) {
        Gatehouse replica = launch(settings).start("/health/ready");
        all.add(replica);
        return replica;
    }

    Gatehouse.Launch launch(String... settings) {
        Gatehouse.Launch launch = Gatehouse.before(pool)
                .env("REDIS_URL", redis.url())
                .env("AWS_ACCESS_KEY_ID", "AKIDTEST")
                .env("AWS_SECRET_ACCESS_KEY", "none")
                .setting("gatehouse.revocation.store", "redis")
                .setting("gatehouse.token.clock-skew", "5s");
        for (int i = 0; i < settings.length; i += 2) {
            launch.setting(settings[i], settings[i + 1]);
        }
        return launch;
    }

    static JsonPath signIn(Gatehouse replica) {
        return JsonPath.from(replica.post("/auth/login", DEMO).body());
    }

    /**
     * Whether the replica itself accepts the token: it looks at the body, and finds it empty, only then. No route that asks
     * the pool would do, because the pool refuses what was signed out.
     */
    static boolean accepts(Gatehouse replica, String accessToken) {
        int status = replica.post("/auth/change-password", "{}", accessToken).status();
        assertThat(status).isIn(400, 401);
        return status == 400;
    }

    static int signOut(Gatehouse replica, String refreshToken, boolean everywhere) {
        return replica.post(
                        "/auth/logout",
                        "{\"refresh_token\":\"" + refreshToken + "\",\"everywhere\":" + everywhere + "}")
                .status();
    }

    static void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < TRIES; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("in vain awaited: " + what);
    }

    @Override
    public void close() {
        all.forEach(Gatehouse::close);
        redis.close();
        pool.close();
    }
}
