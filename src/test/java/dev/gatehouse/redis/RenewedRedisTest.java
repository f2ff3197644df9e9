package dev.gatehouse.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.RedisClient;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("redis")
class RenewedRedisTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final String KEY = "where";

    private static dev.gatehouse.support.Redis one;
    private static dev.gatehouse.support.Redis other;
    private static Vertx vertx;

    private HostName name;
    private RenewedRedis redis;

    @BeforeAll
    static void startServers() {
        one = dev.gatehouse.support.Redis.start();
        other = dev.gatehouse.support.Redis.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopServers() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        one.close();
        other.close();
    }

    @BeforeEach
    void leadToOne() {
        RedisClient.call(one.url(), "REPLICAOF", "NO", "ONE");
        RedisClient.call(one.url(), "FLUSHALL");
        RedisClient.call(other.url(), "FLUSHALL");
        name = new HostName(one.port());
    }

    @AfterEach
    void close() {
        redis.close();
        name.close();
    }

    private void connect(Duration renewAfter) {
        redis = new RenewedRedis(vertx, () -> Redis.createClient(vertx, name.url()), renewAfter, () -> null);
    }

    private String ask(Command command, String... arguments) throws Exception {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return String.valueOf(
                redis.send(request).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS));
    }

    private static boolean isWrittenToTheOther() {
        return !RedisClient.call(other.url(), "GET", KEY).isEmpty();
    }

    /** Asks again, failing or not, until the condition holds. */
    private static void awaitBy(Callable<String> question, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            try {
                question.call();
            } catch (Exception e) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Nested
    class AfterAFailover {
        @BeforeEach
        void failOver() throws Exception {
            connect(NEVER);
            ask(Command.SET, KEY, "one");
            RedisClient.call(one.url(), "REPLICAOF", "127.0.0.1", Integer.toString(other.port()));
            name.leadsTo(other.port());
        }

        @Test
        void writesGoToTheNewPrimary() throws Exception {
            awaitBy(() -> ask(Command.SET, KEY, "x"), RenewedRedisTest::isWrittenToTheOther);
        }

        @Test
        void scriptsRunOnTheNewPrimary() throws Exception {
            awaitBy(
                    () -> ask(Command.EVAL, "return redis.call('SET', KEYS[1], 'x')", "1", KEY),
                    RenewedRedisTest::isWrittenToTheOther);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-READONLY You can't write against a read only replica.",
                "-LOADING Redis is loading the dataset in memory",
                "-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "-CLUSTERDOWN The cluster is down",
                "-UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)",
                "-NOREPLICAS Not enough good replicas to write.",
                "-ERR Error running script (call to f_0): @user_script:1: -READONLY You can't write against a replica."
            })
    void serverThatIsNotThePrimaryIsLeft(String answer) throws Exception {
        name.leadsToOneThatAnswers(answer);
        connect(NEVER);
        assertThat(redis.send(Request.cmd(Command.PING)).toCompletionStage()).failsWithin(Duration.ofSeconds(5));
        name.leadsTo(one.port());

        assertThat(ask(Command.PING)).isEqualTo("PONG");
    }

    @Test
    void serverThatGoesOnSayingSoIsNotAskedForNewConnectionsAllTheTime() {
        name.leadsToOneThatAnswers("-READONLY You can't write against a read only replica.");
        connect(NEVER);
        for (int i = 0; i < 50; i++) {
            assertThat(redis.send(Request.cmd(Command.PING)).toCompletionStage())
                    .failsWithin(Duration.ofSeconds(5));
        }

        assertThat(name.connections()).isLessThan(10);
    }

    @Test
    void otherRefusalsKeepTheConnection() throws Exception {
        connect(NEVER);
        ask(Command.PING);
        int before = name.connections();
        assertThat(redis.send(Request.cmd(Command.INCR).arg(KEY).arg("too many"))
                        .toCompletionStage())
                .failsWithin(Duration.ofSeconds(5));
        ask(Command.PING);

        assertThat(name.connections()).isEqualTo(before);
    }

    @Nested
    class WhenTheNameLeadsElsewhere {
        @BeforeEach
        void connectSoon() throws Exception {
            connect(SOON);
            ask(Command.PING);
        }

        @Test
        void connectionsFollow() throws Exception {
            name.leadsTo(other.port());

            awaitBy(() -> ask(Command.SET, KEY, "x"), RenewedRedisTest::isWrittenToTheOther);
        }

        @Test
        void connectionsStayWhileNoNewOnesCanBeMade() throws Exception {
            name.leadsNowhere();
            int before = name.connections();
            awaitBy(() -> "", () -> name.connections() > before + 1);

            assertThat(ask(Command.PING)).isEqualTo("PONG");
        }
    }

    /** Its connection is closed by the renewal after next, so there is a second to answer in. */
    @Test
    void whatIsUnderWayIsAnswered() throws Exception {
        connect(Duration.ofSeconds(1));
        ask(Command.PING);
        int before = name.connections();
        CompletableFuture<?> waiting = redis.send(
                        Request.cmd(Command.BLPOP).arg("list").arg("5"))
                .toCompletionStage()
                .toCompletableFuture();
        awaitBy(() -> "", () -> name.connections() > before);
        RedisClient.call(one.url(), "RPUSH", "list", "x");

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
    }

    /** The client never ends an attempt to connect that is refused so. */
    @Test
    void serverThatRefusedConnectionsIsUsedAgain() throws Exception {
        name.refuses("-ERR max number of clients reached");
        connect(SOON);
        for (int i = 0; i < 10; i++) {
            redis.send(Request.cmd(Command.PING));
        }
        name.leadsTo(one.port());

        awaitBy(() -> ask(Command.SET, KEY, "x"), () -> !RedisClient.call(one.url(), "GET", KEY)
                .isEmpty());
    }
}
