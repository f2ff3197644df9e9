package dev.gatehouse.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application without what it lives on: file descriptors, room on the disk, an upstream that answers. */
@Tag("proof")
class StarvedIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final int CROWD = 1000;
    private static final int FEW = 20;
    private static final Duration A_WHILE = Duration.ofSeconds(3);
    /** A write beyond the limit then fails as one to a full disk does, instead of ending the process. */
    private static final String[] WITHOUT_SIGNAL = {"sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"};

    private static final String[] NOTHING_WRITABLE = {"sh", "-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh"};

    /** A folder that cannot be made, because its parent is a file. */
    private static final String NOT_EVEN_BY_ROOT = "/dev/null/folder";

    private static final String JVM_MISSES_A_FOLDER = "WARNING: java.io.tmpdir directory does not exist";

    @TempDir
    static Path folder;

    private static OwnPool pool;
    private static Path log;
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        log = folder.resolve("gatehouse.log");
        gatehouse = pool.launch()
                .under(WITHOUT_SIGNAL)
                .env("LOG_FILE", log.toString())
                // However slowly a crowd gathers, its first do not give up before its last have come.
                .setting("gatehouse.cognito.request-timeout", "50s")
                .setting("quarkus.cognito-user-pools.sync-client.connection-timeout", "50s")
                .setting("quarkus.cognito-user-pools.sync-client.apache.connection-acquisition-timeout", "50s")
                .setting("quarkus.cognito-user-pools.api-call-timeout", "60s")
                .setting("quarkus.cognito-user-pools.sync-client.socket-timeout", "60s")
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    @Test
    void thousandWhoWaitForCognitoKeepNobodyFromBeingJudgedByTheirToken() {
        String token = token();
        assertThat(gatehouse.get("/auth/me", token).status()).isEqualTo(200);
        int before = Pool.calls("InitiateAuth");
        Pool.fault(Map.of("operation", "InitiateAuth", "kind", "hang"));
        HttpRequest signIn = HttpRequest.newBuilder(gatehouse.address().resolve("/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(DEMO))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<String>>> crowd = Stream.generate(
                            () -> http.sendAsync(signIn, BodyHandlers.ofString()))
                    .limit(CROWD)
                    .toList();
            try {
                // The service's own probe of the pool may be among them.
                await("all to wait", () -> {
                    assertThat(answered(crowd)).isEmpty();
                    return Pool.calls("InitiateAuth") - before >= CROWD;
                });

                assertThat(gatehouse.get("/auth/me", token).status()).isEqualTo(200);
                assertThat(gatehouse.get("/auth/me", token + "x").status()).isEqualTo(401);
                assertThat(gatehouse.get("/health/live").status()).isEqualTo(200);
                assertThat(answered(crowd)).isEmpty();
            } finally {
                Pool.healed();
            }
            assertThat(crowd).allSatisfy(answer -> assertThat(answer.join().statusCode())
                    .as(answer.join().body())
                    .isEqualTo(200));
        }
    }

    @Test
    void serviceWithoutFileDescriptorsServesWhomItHasAndAllWhenTheyAreBack() throws IOException {
        List<Socket> greedy = new ArrayList<>();
        String usual = softLimitOfDescriptors();
        try (KeptConnection early = KeptConnection.to(gatehouse.address())) {
            assertThat(early.get("/health/live").status()).isEqualTo(200);
            int lines = gatehouse.lines().size();
            long limit = descriptors() + FEW;
            limit("nofile", Long.toString(limit));
            for (int i = 0; i < 10 * FEW; i++) {
                greedy.add(new Socket("127.0.0.1", gatehouse.address().getPort()));
            }
            await("the last descriptor to be taken", () -> descriptors() >= limit);

            Duration spent = processorTimeOfAWhile();

            assertThat(spent).as("a busy loop").isLessThan(A_WHILE.dividedBy(2));
            assertThat(early.get("/health/live").status()).isEqualTo(200);
            assertThat(gatehouse.lines()).as("a flood of lines").hasSizeLessThan(lines + 100);
        } finally {
            for (Socket socket : greedy) {
                socket.close();
            }
        }
        gatehouse.awaitOk("/health/live");
        assertThat(gatehouse.post("/auth/login", DEMO).status()).isEqualTo(200);
        limit("nofile", usual);
    }

    @Test
    void fullDiskUnderTheLogFileSilencesTheFileAlone() throws IOException {
        ask("before-it-was-full");
        await("the line", () -> inTheFile("before-it-was-full"));
        limit("fsize", Long.toString(Files.size(log) + 10));
        for (int i = 0; i < 50; i++) {
            assertThat(ask("while-it-was-full-" + i)).isEqualTo(404);
        }
        gatehouse.awaitLine(line -> line.contains("while-it-was-full-49"));
        assertThat(inTheFile("while-it-was-full-49")).isFalse();

        limit("fsize", "unlimited");
        ask("after-it-was-full-0");
        ask("after-it-was-full-1");

        await("the line", () -> inTheFile("after-it-was-full-1"));
        String last = Files.readAllLines(log).stream()
                .filter(line -> line.contains("after-it-was-full-1"))
                .findFirst()
                .orElseThrow();
        assertThat(new ObjectMapper().readTree(last).path("status").asInt()).isEqualTo(404);
        assertThat(gatehouse.lines()).allMatch(line -> line.startsWith("{"));
        assertThat(gatehouse.lines())
                .filteredOn(line -> line.contains("LOG_FILE cannot be written"))
                .hasSize(1);
    }

    @Test
    void startAndServiceNeedNothingThatCanBeWritten() {
        try (Gatehouse bare = pool.launch()
                .under(NOTHING_WRITABLE)
                .setting("java.io.tmpdir", NOT_EVEN_BY_ROOT)
                .start("/health/ready")) {
            assertThat(bare.post("/auth/login", DEMO).status()).isEqualTo(200);
            assertThat(bare.lines()).allMatch(line -> line.startsWith("{") || line.equals(JVM_MISSES_A_FOLDER));
        }
    }

    private static List<String> answered(List<CompletableFuture<HttpResponse<String>>> crowd) {
        return crowd.stream()
                .filter(CompletableFuture::isDone)
                .map(answer -> answer.handle((response, failure) ->
                                failure == null ? response.statusCode() + " " + response.body() : failure.toString())
                        .join())
                .toList();
    }

    private static String token() {
        return JsonPath.from(gatehouse.post("/auth/login", DEMO).body()).getString("access_token");
    }

    private static int ask(String requestId) {
        return gatehouse
                .send(HttpRequest.newBuilder(gatehouse.address().resolve("/nowhere"))
                        .header("X-Request-Id", requestId)
                        .build())
                .status();
    }

    private static boolean inTheFile(String text) {
        try {
            return Files.readString(log).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(gatehouse.pid()), "fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String softLimitOfDescriptors() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(gatehouse.pid()), "limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split(" +", -1)[3])
                .findFirst()
                .orElseThrow();
    }

    private static Duration processorTimeOfAWhile() {
        Duration before = processorTime();
        try {
            Thread.sleep(A_WHILE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return processorTime().minus(before);
    }

    private static Duration processorTime() {
        return ProcessHandle.of(gatehouse.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /** The soft limit of the running process, which may be raised again without rights. */
    private static void limit(String resource, String most) {
        try {
            int code = new ProcessBuilder(
                            "prlimit", "--pid", Long.toString(gatehouse.pid()), "--" + resource + "=" + most + ":")
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).as("prlimit, of util-linux").isZero();
        } catch (IOException e) {
            throw new AssertionError("These tests need prlimit on the path (Debian: util-linux).", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(50).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain awaited: " + what).isLessThan(deadline);
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
