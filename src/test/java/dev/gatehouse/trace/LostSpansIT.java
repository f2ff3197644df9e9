package dev.gatehouse.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged application while nobody takes its spans. */
@Tag("proof")
@Tag("repeat")
class LostSpansIT {
    /** Where a collector usually listens. */
    private static final int GRPC = 4317;

    private static final int HTTP = 4318;
    private static final int REQUESTS = 1000;
    /** Longer than the SDK waits for a batch here. */
    private static final Duration BATCH = Duration.ofSeconds(2);

    private static final Pattern LOST = Pattern.compile("(?m)^gatehouse_traces_lost_total (\\S+)$");

    private static OwnPool pool;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    private static Gatehouse.Launch launch(String endpoint) {
        return pool.launch().env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint).env("OTEL_BSP_SCHEDULE_DELAY", "100");
    }

    private static List<String> warnings(Gatehouse gatehouse) {
        return gatehouse.lines().stream()
                .filter(line -> line.contains("OTEL_EXPORTER_OTLP_ENDPOINT"))
                .toList();
    }

    private static double lost(Gatehouse gatehouse) {
        Matcher lost = LOST.matcher(gatehouse.get("/metrics", "text/plain", "").body());
        return lost.find() ? Double.parseDouble(lost.group(1)) : -1;
    }

    private static void serves(Gatehouse gatehouse) throws InterruptedException {
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(gatehouse.get("/auth/me").status()).isEqualTo(401);
        }
        Thread.sleep(BATCH);
    }

    private static String portOfNobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void collectorThatIsDownCostsOneLineAMinuteAndIsCounted() throws Exception {
        try (Gatehouse gatehouse = launch(portOfNobody()).start("/health/ready")) {
            serves(gatehouse);

            assertThat(warnings(gatehouse)).hasSize(1);
            assertThat(gatehouse.lines()).noneMatch(line -> line.contains("\"exception\""));
            assertThat(lost(gatehouse)).isGreaterThanOrEqualTo(REQUESTS);
            gatehouse.signal("TERM");
            Gatehouse.Exit exit = gatehouse.awaitExit();
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.after()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void collectorThatDoesNotAnswerNeitherSlowsRequestsNorTheEnd() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
                Gatehouse gatehouse =
                        launch("http://127.0.0.1:" + silent.getLocalPort()).start("/health/ready")) {
            serves(gatehouse);
            serves(gatehouse);
            serves(gatehouse);

            assertThat(lost(gatehouse)).as("what the queue has no room for").isPositive();
            gatehouse.signal("TERM");
            assertThat(gatehouse.awaitExit().after()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @CsvSource({"not a url, is malformed", "http://127.0.0.1:99999, IllegalArgumentException"})
    void addressThatIsMalformedDoesNotStopTheStart(String endpoint, String why) throws Exception {
        try (Gatehouse gatehouse = launch(endpoint).start("/health/ready")) {
            assertThat(gatehouse.get("/auth/me").status()).isEqualTo(401);
            Thread.sleep(BATCH);

            assertThat(warnings(gatehouse)).singleElement().asString().contains(why);
            assertThat(gatehouse.lines()).noneMatch(line -> line.contains("\"exception\""));
            assertThat(lost(gatehouse)).isPositive();
        }
    }

    @Test
    void variableThatIsMalformedDoesNotStopTheStart() throws Exception {
        try (Gatehouse gatehouse =
                launch(portOfNobody()).env("OTEL_TRACES_SAMPLER", "sometimes").start("/health/ready")) {
            assertThat(gatehouse.get("/auth/me").status()).isEqualTo(401);
            assertThat(gatehouse.awaitLine(line -> line.contains("There are no traces")))
                    .contains("otel.traces.sampler", "sometimes");
        }
    }

    @Test
    void withoutAnAddressNobodyIsAsked() throws Exception {
        try (ServerSocket grpc = new ServerSocket(GRPC, 10, InetAddress.getLoopbackAddress());
                ServerSocket http = new ServerSocket(HTTP, 10, InetAddress.getLoopbackAddress());
                Gatehouse gatehouse = launch("").start("/health/ready")) {
            gatehouse.get("/auth/me");
            Thread.sleep(BATCH);

            assertThat(hasCaller(grpc)).isFalse();
            assertThat(hasCaller(http)).isFalse();
            assertThat(lost(gatehouse)).isEqualTo(-1);
        }
    }

    private static boolean hasCaller(ServerSocket collector) throws IOException {
        collector.setSoTimeout(1);
        try {
            collector.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
