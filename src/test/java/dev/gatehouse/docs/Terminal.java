package dev.gatehouse.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the shell blocks of a document in a folder, as its reader would, each in a shell that ends at the first command that
 * fails. {@code curl} fails when the answer is an error.
 *
 * <p>A block that starts a server runs in the background. The server ends before the next block that calls Maven, because both
 * write to {@code target}, or with the document. It listens on free ports, and {@code localhost:8080} and {@code localhost:9229}
 * are replaced by them in every block.
 */
final class Terminal implements AutoCloseable {
    private static final Duration BLOCK = Duration.ofMinutes(5);
    private static final Duration END = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String CURL_SETTINGS = "fail\nmax-time = 30\nnoproxy = \"*\"\n";

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();
    private final int port = freePort();
    private final int poolPort = freePort();
    private @Nullable Process server;

    /**
     * A terminal in the folder.
     *
     * @param home where it keeps what the commands print, and the settings of {@code curl}
     */
    Terminal(Path folder, Path home) throws IOException {
        this.folder = folder;
        this.home = home;
        Files.writeString(home.resolve(".curlrc"), CURL_SETTINGS);
        inherit("PATH", "HOME", "TMPDIR", "MAVEN_OPTS");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("CURL_HOME", home.toString());
    }

    private void inherit(String... names) {
        for (String name : names) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
    }

    /** Runs the block, and fails with its document and line if a command fails or does not print what the document shows. */
    void run(ShellBlock block) throws IOException {
        if (block.callsMaven()) {
            endServer();
        }
        Path printed = home.resolve("output");
        Path errors = home.resolve("errors");
        ProcessBuilder shell = shell(block).redirectOutput(printed.toFile());
        if (block.startsServer()) {
            Process started = shell.redirectErrorStream(true).start();
            server = started;
            awaitAnswer(block, started, printed);
            return;
        }
        Process process = shell.redirectError(errors.toFile()).start();
        if (!waitsFor(process, BLOCK)) {
            kill(process);
            throw failure(block, "did not end in " + BLOCK.toSeconds() + " s", printed, errors);
        }
        if (process.exitValue() != 0) {
            throw failure(block, "ended with " + process.exitValue(), printed, errors);
        }
        if (!block.printed(Files.readString(printed))) {
            throw failure(block, "printed something else than the document shows", printed, errors);
        }
    }

    private ProcessBuilder shell(ShellBlock block) {
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", here(block.script())).directory(folder.toFile());
        shell.environment().clear();
        shell.environment().putAll(environment);
        shell.environment().put("MAVEN_ARGS", mavenArguments(block));
        if (block.startsServer()) {
            String pool = "http://127.0.0.1:" + poolPort;
            shell.environment()
                    .putAll(Map.of(
                            "QUARKUS_HTTP_PORT",
                            Integer.toString(port),
                            "GATEHOUSE_EMULATOR_PORT",
                            Integer.toString(poolPort),
                            "GATEHOUSE_TOKEN_ISSUER",
                            pool + "/eu-west-1_gatehouse",
                            "QUARKUS_COGNITO_USER_POOLS_ENDPOINT_OVERRIDE",
                            pool));
        }
        return shell;
    }

    private String here(String script) {
        return script.replace("localhost:8080", "localhost:" + port).replace("localhost:9229", "localhost:" + poolPort);
    }

    /** As the build that runs this test: with its repository, and offline if it is. */
    private static String mavenArguments(ShellBlock block) {
        StringBuilder arguments = new StringBuilder("-B -ntp -Ddebug=false");
        if ("offline=true".equals(System.getProperty("gatehouse.build"))) {
            arguments.append(" -o");
        }
        String repository = System.getProperty("localRepository", "");
        if (!repository.isEmpty()) {
            arguments.append(" -Dmaven.repo.local=").append(repository);
        }
        // The tests that the build itself runs: this one would run itself again.
        if (block.script().contains("./mvnw verify")) {
            arguments.append(" -DskipTests");
        }
        return arguments.toString();
    }

    private void awaitAnswer(ShellBlock block, Process started, Path printed) throws IOException {
        long deadline = System.nanoTime() + BLOCK.toNanos();
        while (!answers()) {
            if (waitsFor(started, POLL)) {
                throw failure(block, "ended with " + started.exitValue(), printed);
            }
            if (System.nanoTime() > deadline) {
                throw failure(block, "did not answer in " + BLOCK.toSeconds() + " s", printed);
            }
        }
    }

    private boolean answers() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health/ready"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Ends the server, with every process that it started, and fails if one stays. */
    private void endServer() {
        Process running = server;
        if (running == null) {
            return;
        }
        server = null;
        List<ProcessHandle> tree = tree(running);
        tree.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + END.toNanos();
        while (tree.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            waitsFor(running, POLL);
        }
        List<ProcessHandle> left = tree.stream().filter(ProcessHandle::isAlive).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        if (!left.isEmpty()) {
            throw new AssertionError("The server did not end in " + END.toSeconds() + " s.");
        }
    }

    private static List<ProcessHandle> tree(Process process) {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    private static void kill(Process process) {
        tree(process).forEach(ProcessHandle::destroyForcibly);
    }

    private static AssertionError failure(ShellBlock block, String what, Path... printed) throws IOException {
        StringBuilder message = new StringBuilder(block + ": the block " + what + ".\n" + block.script());
        for (Path file : printed) {
            message.append('\n').append(Files.readString(file));
        }
        return new AssertionError(message.toString());
    }

    private static boolean waitsFor(Process process, Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        endServer();
    }
}
