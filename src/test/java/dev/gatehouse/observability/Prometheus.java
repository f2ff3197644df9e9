package dev.gatehouse.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Debian's Prometheus with the shipped rules, in which every duration is a sixtieth. It scrapes each second, as one in production
 * does each half or whole minute.
 */
final class Prometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern DURATION = Pattern.compile("(\\[|\\boffset |\\bfor: )(\\d+)([mhd])\\b");

    private final Process process;
    private final Path folder;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, Path folder, URI address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    /** @param targets names of pods, and the ports at which they are scraped */
    static Prometheus start(Map<String, Integer> targets) {
        try {
            Path folder = Files.createTempDirectory("prometheus");
            requireSuccess(check(folder), "infrastructure/observability/check");
            Path rules = folder.resolve("gatehouse.yaml");
            Files.writeString(rules, shortened(Files.readString(rules)));
            Files.writeString(folder.resolve("prometheus.yaml"), configuration(targets));
            int port = freePort();
            Process started = new ProcessBuilder(
                            program("prometheus"),
                            "--config.file=prometheus.yaml",
                            "--storage.tsdb.path=data",
                            "--web.listen-address=127.0.0.1:" + port)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
            Prometheus prometheus = new Prometheus(started, folder, URI.create("http://127.0.0.1:" + port));
            prometheus.awaitReady();
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has promtool check the rules and run their tests; writes them to the folder. */
    static Process check(Path folder) throws IOException {
        program("promtool");
        return new ProcessBuilder("infrastructure/observability/check", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("check").toFile())
                .start();
    }

    private static void requireSuccess(Process check, String what) {
        if (check.onExit().join().exitValue() != 0) {
            throw new AssertionError(what + " fails");
        }
    }

    private static String configuration(Map<String, Integer> targets) {
        StringBuilder text = new StringBuilder("""
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: [gatehouse.yaml]
                scrape_configs:
                  - job_name: gatehouse
                    metrics_path: /metrics
                    static_configs:
                """);
        targets.forEach((pod, port) -> text.append("      - targets: [\"127.0.0.1:%d\"]%n".formatted(port))
                .append("        labels: {namespace: auth, pod: %s}%n".formatted(pod)));
        return text.toString();
    }

    /** With a second for each minute, a minute for each hour and 24 minutes for each day. */
    static String shortened(String rules) {
        return DURATION.matcher(rules)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1)
                        + switch (match.group(3)) {
                            case "m" -> match.group(2) + "s";
                            case "h" -> match.group(2) + "m";
                            default -> Integer.parseInt(match.group(2)) * 24 + "m";
                        }));
    }

    private static String program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(each -> Path.of(each, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "There is no " + name + ". On Debian: apt-get install --no-install-recommends prometheus"))
                .toString();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        await("Prometheus is ready", () -> {
            try {
                return get("/-/ready").statusCode() == 200;
            } catch (UncheckedIOException e) {
                if (process.isAlive()) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Waits until it is so. */
    void await(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time: " + what + "; alerts: " + query("ALERTS"));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode api(String path) {
        try {
            JsonNode answer = new JsonMapper().readTree(get("/api/v1/" + path).body());
            if (!answer.path("status").asText().equals("success")) {
                throw new AssertionError(path + " answers " + answer);
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The samples that the expression has now. */
    List<JsonNode> query(String expression) {
        return list(api("query?query=" + encoded(expression)).path("result"));
    }

    /** The values of a label in the series of a metric. */
    List<String> labelValues(String metric, String label) {
        return list(api("label/" + label + "/values?match%5B%5D=" + encoded(metric))).stream()
                .map(JsonNode::asText)
                .toList();
    }

    /** Of the severities, those with which the alert fires. */
    List<String> firing(String alert) {
        return query("ALERTS{alertname=\"" + alert + "\", alertstate=\"firing\"}").stream()
                .map(sample -> sample.at("/metric/severity").asText())
                .toList();
    }

    /** The alerts that fire, with their labels and annotations. */
    List<JsonNode> firing() {
        return list(api("alerts").path("alerts")).stream()
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .toList();
    }

    /** All rules as they were evaluated last. */
    List<JsonNode> rules() {
        return list(api("rules").path("groups")).stream()
                .flatMap(group -> list(group.path("rules")).stream())
                .toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** What it and the check of the rules printed. */
    String output() {
        try {
            return Files.readString(folder.resolve("check")) + Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        http.close();
    }
}
