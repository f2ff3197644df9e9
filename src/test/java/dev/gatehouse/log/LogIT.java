package dev.gatehouse.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Launch;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.OwnPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of the packaged application: format, file, queue and levels. */
@Tag("proof")
class LogIT {
    private static final String WRONG = "{\"email\":\"demo@example.com\",\"password\":\"wrong-Passw0rd!\"}";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static OwnPool pool;

    @TempDir
    Path folder;

    @BeforeAll
    static void startPool() {
        pool = new OwnPool();
    }

    @AfterAll
    static void stopPool() {
        pool.close();
    }

    @Tag("proof")
    @Nested
    class OnTheConsole {

        @ParameterizedTest
        @ValueSource(strings = {"debug", "info"})
        void everyLineIsOneJsonObjectWithTheSameFields(String level) {
            List<String> lines = linesFromStartToEnd(pool.launch().env("LOG_LEVEL", level));
            assertThat(lines).hasSizeGreaterThan(5).allSatisfy(line -> assertThat(members(line))
                    .contains("timestamp", "level", "logger", "thread", "message")
                    .doesNotContain("loggerName", "threadName", "mdc", "stackTrace", "hostName"));
        }
    }

    @Tag("proof")
    @Nested
    class InTheFile {

        @Test
        void containsEveryLine() throws IOException {
            Path file = folder.resolve("gatehouse.log");
            List<String> console = linesFromStartToEnd(pool.launch().env("LOG_FILE", file.toString()));
            assertThat(Files.readAllLines(file)).containsExactlyInAnyOrderElementsOf(console);
        }

        @Test
        void restartAppendsToTheFile() throws IOException {
            Path file = folder.resolve("gatehouse.log");
            Launch launch = pool.launch().env("LOG_FILE", file.toString());
            linesFromStartToEnd(launch);
            linesFromStartToEnd(launch);
            assertThat(Files.readAllLines(file))
                    .filteredOn(line -> line.contains("Listening on"))
                    .hasSize(2);
        }

        @Test
        void isRotatedAtItsMaximumSize() throws IOException {
            Path file = folder.resolve("gatehouse.log");
            Launch launch = pool.launch()
                    .env("LOG_FILE", file.toString())
                    .env("LOG_FILE_MAX_SIZE", "4K")
                    .env("LOG_FILE_BACKUPS", "2");
            try (Gatehouse gatehouse = launch.start()) {
                for (int i = 0; i < 60; i++) {
                    gatehouse.get("/nowhere");
                }
                gatehouse.signal("TERM");
                gatehouse.awaitExit();
            }
            assertThat(names(folder)).containsExactly("gatehouse.log", "gatehouse.log.1", "gatehouse.log.2");
            assertThat(folder.resolve("gatehouse.log.1")).satisfies(LogIT::isAboutFull);
            assertThat(folder.resolve("gatehouse.log.2")).satisfies(LogIT::isAboutFull);
        }

        /** A file cannot contain a file, not even for root. */
        @Test
        void fileThatCannotBeWrittenStopsTheStart() throws IOException {
            Path impossible = Files.createFile(folder.resolve("file")).resolve("gatehouse.log");
            try (Gatehouse gatehouse =
                    pool.launch().env("LOG_FILE", impossible.toString()).launch()) {
                assertThat(gatehouse.awaitExit().code()).isNotZero();
                assertThat(gatehouse.lines()).containsExactly("LOG_FILE names a file that cannot be written.");
            }
        }

        @Test
        void directoryInItsPlaceStopsTheStart() {
            try (Gatehouse gatehouse =
                    pool.launch().env("LOG_FILE", folder.toString()).launch()) {
                assertThat(gatehouse.awaitExit().code()).isNotZero();
                assertThat(gatehouse.lines()).containsExactly("LOG_FILE names a file that cannot be written.");
            }
        }
    }

    @Tag("proof")
    @Nested
    class NotRead {
        private Gatehouse gatehouse;

        /** Logs more lines than fit into the queue and the pipe behind it. */
        @BeforeEach
        void fillTheQueue() {
            gatehouse = pool.launch().setting("gatehouse.log.queue-size", "64K").start();
            gatehouse.stopReading();
            for (int i = 0; i < 1000; i++) {
                assertThat(gatehouse.get("/nowhere").status()).isEqualTo(404);
            }
        }

        @AfterEach
        void end() {
            gatehouse.close();
        }

        @Test
        void droppedLinesAreReportedInTheLog() {
            gatehouse.readAgain();
            assertThat(gatehouse.awaitLine(line -> line.contains("log lines were dropped")))
                    .contains("\"level\":\"WARN");
        }

        @Test
        void droppedLinesAreCounted() {
            assertThat(gatehouse.get("/metrics", "text/plain", "").body())
                    .containsPattern("gatehouse_log_lines_shed_total [1-9]");
            gatehouse.readAgain();
        }

        @Test
        void auditLogHasReservedCapacity() {
            gatehouse.post("/auth/login", WRONG);
            gatehouse.readAgain();
            assertThat(gatehouse.awaitLine(line -> line.contains("\"logger\":\"audit\"")))
                    .contains("\"event\":");
        }

        @Test
        void sigtermEndsTheApplication() {
            gatehouse.signal("TERM");
            gatehouse.awaitEnd(Duration.ofSeconds(30));
            gatehouse.readAgain();
        }
    }

    @Tag("proof")
    @Nested
    class ByLevel {

        @Test
        void infoIncludesRequestsButNotProbes() {
            assertThat(paths(linesFromStartToEnd(pool.launch())))
                    .contains("/auth/login")
                    .doesNotContain("/health/live");
        }

        @Test
        void warnIncludesNoRequest() throws IOException {
            assertThat(paths(linesFromStartToEnd(quiet("warn")))).isEmpty();
        }

        @Test
        void errorIncludesNothingOfANormalRun() throws IOException {
            assertThat(linesFromStartToEnd(quiet("error"))).isEmpty();
        }

        /** With a given port, because the log does not contain it at this level. */
        private static Launch quiet(String level) throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return pool.launch().env("LOG_LEVEL", level).port(socket.getLocalPort());
            }
        }

        @Test
        void debugIncludesProbes() {
            assertThat(paths(linesFromStartToEnd(pool.launch().env("LOG_LEVEL", "debug"))))
                    .contains("/auth/login", "/health/live");
        }

        @Test
        void categoryCanHaveItsOwnLevel() {
            List<String> lines =
                    linesFromStartToEnd(pool.launch().setting("quarkus.log.category.\"access\".level", "DEBUG"));
            assertThat(paths(lines)).contains("/health/live");
            assertThat(lines).noneMatch(line -> line.contains("Cognito refused InitiateAuth"));
        }

        /** Quarkus reads it before our code runs, and names the setting. */
        @ParameterizedTest
        @CsvSource({"LOG_LEVEL, quarkus.log.level", "LOG_FILE_MAX_SIZE, gatehouse.log.file-max-size"})
        void malformedSettingStopsTheStartByName(String variable, String setting) {
            try (Gatehouse gatehouse = pool.launch().env(variable, "loud").launch()) {
                assertThat(gatehouse.awaitExit().code()).isNotZero();
                assertThat(gatehouse.lines())
                        .last()
                        .asString()
                        .contains("config property " + setting + " with the config value \"loud\"");
                assertThat(gatehouse.output()).doesNotContain("\tat ");
            }
        }
    }

    @Nested
    class LogForging {

        @Test
        void requestCannotForgeALine() throws IOException {
            List<String> lines;
            try (Gatehouse gatehouse = pool.launch().start()) {
                for (String request : forgeries()) {
                    try (KeptConnection connection = KeptConnection.to(gatehouse.address())) {
                        connection.send(request);
                    } catch (IOException e) {
                        // Closed without an answer: refused before it was parsed.
                    }
                }
                gatehouse.signal("TERM");
                gatehouse.awaitExit();
                lines = gatehouse.lines();
            }
            assertThat(lines).allSatisfy(line -> assertThat(members(line)).doesNotContain("forged"));
            assertThat(lines).noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
            assertThat(lines)
                    .filteredOn(line -> line.contains("\"logger\":\"access\""))
                    .hasSizeGreaterThan(4);
        }

        private static List<String> forgeries() {
            String line = "{\"forged\":true}";
            return Stream.of(
                            "\r\n" + line,
                            "\n" + line,
                            "\r" + line,
                            "\u0085" + line,
                            "\u001b[2K" + line,
                            "\",\"forged\":\"",
                            "\u0000" + line,
                            "\u00e2\u0080\u00a8" + line)
                    .flatMap(end -> Stream.of(
                            "GET /nowhere HTTP/1.1\r\nHost: x\r\nUser-Agent: a" + end + "\r\n\r\n",
                            "GET /nowhere" + percent(end) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                            "GET /nowhere" + end + " HTTP/1.1\r\nHost: x\r\n\r\n",
                            "GET /nowhere HTTP/1.1\r\nHost: x\r\nX-Request-Id: a" + end + "\r\n\r\n",
                            "GET /nowhere HTTP/1.1\r\nHost: x\r\ntraceparent: 00-" + end + "\r\n\r\n"))
                    .toList();
        }

        private static String percent(String text) {
            StringBuilder encoded = new StringBuilder();
            text.chars().forEach(c -> encoded.append("%%%02x".formatted(c)));
            return encoded.toString();
        }
    }

    /** The output of one run, with a probe, a failed sign-in and an unknown path. */
    private static List<String> linesFromStartToEnd(Launch launch) {
        try (Gatehouse gatehouse =
                launch.setting("quarkus.shutdown.delay", "100ms").launch()) {
            gatehouse.awaitOk("/health/ready");
            gatehouse.get("/health/live");
            gatehouse.post("/auth/login", WRONG);
            gatehouse.get("/nowhere");
            gatehouse.signal("TERM");
            gatehouse.awaitExit();
            return gatehouse.lines();
        }
    }

    private static List<String> paths(List<String> lines) {
        return lines.stream()
                .map(LogIT::object)
                .filter(line -> line.path("logger").asText().equals("access"))
                .map(line -> line.path("path").asText())
                .toList();
    }

    private static List<String> members(String line) {
        return object(line).propertyStream().map(Map.Entry::getKey).toList();
    }

    private static JsonNode object(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            assertThat(node.isObject()).as(line).isTrue();
            return node;
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static void isAboutFull(Path file) {
        try {
            assertThat(Files.size(file)).isBetween(3 * 1024L, 5 * 1024L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
