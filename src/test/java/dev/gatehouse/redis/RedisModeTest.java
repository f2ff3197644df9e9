package dev.gatehouse.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.support.RedisClient;
import io.quarkus.redis.datasource.stream.XReadArgs;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A single server, a cluster and a Sentinel, each as what it is and as what it is not. */
@Tag("redis")
class RedisModeTest {
    private static final String MASTER = "gatehouse";

    private static dev.gatehouse.support.Redis single;
    private static dev.gatehouse.support.Redis cluster;
    private static dev.gatehouse.support.Redis sentinel;
    private static Vertx vertx;

    private Redis redis;

    @BeforeAll
    static void start() throws InterruptedException {
        single = dev.gatehouse.support.Redis.start();
        cluster = dev.gatehouse.support.Redis.startCluster();
        sentinel = dev.gatehouse.support.Redis.startSentinel(MASTER, single);
        vertx = Vertx.vertx();
        while (!RedisClient.call(cluster.url(), "CLUSTER", "INFO").toString().contains("cluster_state:ok")) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        sentinel.close();
        cluster.close();
        single.close();
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private void require(RedisClientType type, String url) {
        redis = Redis.createClient(
                vertx, new RedisOptions().setType(type).setMasterName(MASTER).setConnectionString(url));
        RedisMode.require(type, redis);
    }

    @Test
    void singleServerIsUsed() {
        assertThatCode(() -> require(RedisClientType.STANDALONE, single.url())).doesNotThrowAnyException();
        assertThatItServes();
    }

    @Test
    void clusterIsUsed() {
        assertThatCode(() -> require(RedisClientType.CLUSTER, cluster.url())).doesNotThrowAnyException();
        assertThatItServes();
    }

    @Test
    void sentinelLeadsToThePrimary() {
        assertThatCode(() -> require(RedisClientType.SENTINEL, sentinel.url())).doesNotThrowAnyException();
        assertThatItServes();
    }

    @Test
    void clusterThatIsTakenForASingleServerStopsTheStart() {
        assertStops(RedisClientType.STANDALONE, cluster.url(), "set quarkus.redis.client-type=cluster.");
    }

    @Test
    void sentinelThatIsTakenForASingleServerStopsTheStart() {
        assertStops(
                RedisClientType.STANDALONE,
                sentinel.url(),
                "set quarkus.redis.client-type=sentinel and quarkus.redis.master-name.");
    }

    @Test
    void singleServerThatIsTakenForAClusterStopsTheStart() {
        assertStops(RedisClientType.CLUSTER, single.url(), "set quarkus.redis.client-type=standalone.");
    }

    @Test
    void singleServerThatIsTakenForASentinelStopsTheStart() {
        assertStops(RedisClientType.SENTINEL, single.url(), "set quarkus.redis.client-type=standalone.");
    }

    @Test
    void staticReplicationIsNoKindThatIsKnown() {
        assertStops(RedisClientType.REPLICATION, single.url(), "must be standalone, sentinel or cluster");
    }

    /** What is away may be back later. */
    @Test
    void serverThatIsAwayDoesNotStopTheStart() {
        assertThatCode(() -> require(RedisClientType.STANDALONE, "redis://127.0.0.1:1"))
                .doesNotThrowAnyException();
    }

    private void assertStops(RedisClientType type, String url, String sentence) {
        assertThatThrownBy(() -> require(type, url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(sentence);
    }

    /** By a script with two keys, and by a stream, which is all that is asked of it. */
    private void assertThatItServes() {
        var shared = io.vertx.mutiny.redis.client.Redis.newInstance(redis);
        var source = new BlockingRedisDataSourceImpl(
                io.vertx.mutiny.core.Vertx.newInstance(vertx), shared, RedisAPI.api(shared), Duration.ofSeconds(5));
        source.execute(
                Command.EVAL.toString(),
                "redis.call('SET', KEYS[1], '1') return redis.call('SET', KEYS[2], '1')",
                "2",
                "{a}",
                "{a}:b");
        source.stream(String.class).xadd("stream", Map.of("key", "value"));

        assertThat(source.stream(String.class)
                        .xread("stream", "0-0", new XReadArgs().count(1).block(Duration.ofMillis(100))))
                .singleElement()
                .satisfies(entry -> assertThat(entry.payload()).containsEntry("key", "value"));
    }
}
