package dev.gatehouse.support;

import dev.gatehouse.emulator.Emulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The packaged application, the jar or the native executable, whichever was built last, as a process of its own. */
public final class Gatehouse implements AutoCloseable {
    /** How long a start may take: far longer than it does, because the machine may be busy. */
    private static final Duration START = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Pattern ADDRESS = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Semaphore reading = new Semaphore(1);
    private final Thread reader;
    private final CompletableFuture<Long> ended;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile long since = System.nanoTime();
    private @Nullable URI address;

    /**
     * How the process ended.
     *
     * @param code its exit code; 128 and the signal's number when a signal ended it
     * @param after the time since the last signal sent by the test, or since the launch when it sent none
     */
    public record Exit(int code, Duration after) {}

    /** An answer's status, headers and body. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private Gatehouse(Process process, @Nullable URI address) {
        this.process = process;
        this.address = address;
        this.ended = process.onExit().thenApply(_ -> System.nanoTime());
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** A launch with no settings at all but a free port. */
    public static Launch bare() {
        return new Launch();
    }

    /**
     * A launch in front of the pool, with the settings of a production deployment, but without limits, and without the time that
     * an ending process gives load balancers.
     */
    public static Launch before(Emulator pool) {
        Launch launch = bare().env("COGNITO_USER_POOL_ID", pool.poolId())
                .env("COGNITO_CLIENT_ID", pool.clientId())
                .env("COGNITO_CLIENT_SECRET", pool.clientSecret().orElseThrow())
                .env("AWS_REGION", pool.region())
                .env("JWT_SECRET", "a-secret-of-thirty-two-bytes-and-more")
                .setting(
                        "quarkus.cognito-user-pools.endpoint-override",
                        pool.endpoint().toString())
                .setting("gatehouse.token.issuer", pool.issuer())
                .setting("quarkus.shutdown.delay", "0s");
        PoolResource.unlimited().forEach(launch::setting);
        return launch;
    }

    /** A job in the background ignores SIGINT, and so does what it starts; GNU's env gives it back. */
    private static final List<String> EVERY_SIGNAL =
            runs("env", "--default-signal=INT", "true") ? List.of("env", "--default-signal=INT") : List.of();

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whether the package under test is a native executable. */
    public static boolean isNative() {
        return "native".equals(artifact().getProperty("type"));
    }

    /** The jar that starts the application, or its native executable. */
    public static Path executable() {
        Path path = buildDirectory().resolve(artifact().getProperty("path", ""));
        if (!Files.isRegularFile(path)) {
            throw new IllegalStateException("package the application first: there is no " + path);
        }
        return path;
    }

    static Path buildDirectory() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target");
    }

    /** What the last build says it packaged. */
    private static Properties artifact() {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(buildDirectory().resolve("quarkus-artifact.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("package the application first", e);
        }
        return properties;
    }

    /** Its environment and settings; nothing is inherited from the tests' own environment but the path. */
    public static final class Launch {
        private static final String PORT = "quarkus.http.port";

        private final Map<String, String> environment = new LinkedHashMap<>();
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<String> under = new ArrayList<>();
        private String aotOption = "";
        private String heap = "";

        private Launch() {
            environment.put("PATH", System.getenv("PATH"));
            settings.put(PORT, "0");
        }

        public Launch env(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** A port known beforehand, for a log that does not tell it. */
        public Launch port(int port) {
            return setting(PORT, Integer.toString(port));
        }

        public Launch without(String name) {
            environment.remove(name);
            return this;
        }

        public Launch setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Records this run for an AOT cache of the JDK, which is written when the process ends. */
        Launch recording(Path cache) {
            aotOption = "-XX:AOTCacheOutput=" + cache;
            return this;
        }

        /** With a heap of this size at most, such as {@code 64m}. */
        public Launch heap(String size) {
            heap = "-Xmx" + size;
            return this;
        }

        /** By this command, which is given the application's own as its last arguments and becomes it. */
        public Launch under(String... command) {
            under.addAll(List.of(command));
            return this;
        }

        /** Starts the process and does not wait: for a start that is to fail. */
        public Gatehouse launch() {
            if (!isNative() && aotOption.isEmpty()) {
                aotOption = "-XX:AOTCache=" + AotCache.file();
            }
            ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            try {
                return new Gatehouse(builder.start(), knownAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Starts the process and waits until it says that it lives. */
        public Gatehouse start() {
            return start("/health/live");
        }

        /** Starts the process and waits until the path answers 200. */
        public Gatehouse start(String path) {
            Gatehouse started = launch();
            try {
                started.awaitOk(path);
                return started;
            } catch (AssertionError e) {
                started.close();
                throw e;
            }
        }

        /** Null while only the application will know its port. */
        private @Nullable URI knownAddress() {
            String port = settings.get(PORT);
            return "0".equals(port) ? null : URI.create("http://127.0.0.1:" + port);
        }

        private List<String> command() {
            List<String> arguments = settings.entrySet().stream()
                    .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                    .toList();
            List<String> command = new ArrayList<>(EVERY_SIGNAL);
            command.addAll(under);
            if (isNative()) {
                command.add(executable().toString());
                if (!heap.isEmpty()) {
                    command.add(heap);
                }
                command.addAll(arguments);
            } else {
                command.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                // Netty's use of it is allowed, so that the JDK's warning does not mix with what the application says.
                command.add("--sun-misc-unsafe-memory-access=allow");
                // It lives for seconds: what the second compiler makes better comes too late, and costs the start.
                command.add("-XX:TieredStopAtLevel=1");
                command.add(aotOption);
                if (!heap.isEmpty()) {
                    command.add(heap);
                }
                command.addAll(arguments);
                command.addAll(List.of("-jar", executable().toString()));
            }
            return command;
        }
    }

    /** Where it listens; waits until it says so. */
    public synchronized URI address() {
        if (address == null) {
            Matcher matcher =
                    ADDRESS.matcher(awaitLine(line -> ADDRESS.matcher(line).find()));
            if (!matcher.find()) {
                throw new AssertionError("it names no address");
            }
            address = URI.create("http://127.0.0.1:" + matcher.group(1));
        }
        return address;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the path answers 200. */
    public void awaitOk(String path) {
        long deadline = System.nanoTime() + START.toNanos();
        URI target = address().resolve(path);
        while (System.nanoTime() < deadline) {
            try {
                if (send(HttpRequest.newBuilder(target).build()).status() == 200) {
                    return;
                }
            } catch (UncheckedIOException e) {
                failWhenEnded();
            }
            pause();
        }
        throw failure("did not answer " + path + " in time");
    }

    /** The first line, of those printed so far or to come, that fits. */
    public String awaitLine(Predicate<String> fits) {
        long deadline = System.nanoTime() + START.toNanos();
        do {
            boolean over = !reader.isAlive();
            for (String line : lines()) {
                if (fits.test(line)) {
                    return line;
                }
            }
            if (over) {
                throw failure("ended without the line");
            }
            pause();
        } while (System.nanoTime() < deadline);
        throw failure("did not print the line in time");
    }

    /** Reads no more of what it prints, as a stuck collector of logs would. */
    public void stopReading() {
        reading.acquireUninterruptibly();
    }

    public void readAgain() {
        reading.release();
    }

    /** Everything printed so far, standard output and standard error together. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    public String output() {
        return String.join("\n", lines());
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(address().resolve(path)).build());
    }

    public Answer get(String path, String bearer) {
        return send(HttpRequest.newBuilder(address().resolve(path))
                .header("Authorization", "Bearer " + bearer)
                .build());
    }

    /** GET for an answer of this type; with a bearer token unless it is empty. */
    public Answer get(String path, String accept, String bearer) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address().resolve(path)).header("Accept", accept);
        return send(
                bearer.isEmpty()
                        ? request.build()
                        : request.header("Authorization", "Bearer " + bearer).build());
    }

    public Answer post(String path, String json, String bearer) {
        return send(HttpRequest.newBuilder(address().resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer)
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    public Answer post(String path, String json) {
        return send(HttpRequest.newBuilder(address().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** Sends a request whose address is {@link #address()} and a path. */
    public Answer send(HttpRequest request) {
        try {
            Answer answer = new Answer(http.send(request, BodyHandlers.ofString()));
            Contract.DOCUMENT.check(new Contract.Exchange(
                    request.method(), request.uri().getRawPath(), answer.status(), answer::header, answer.body()));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Sends a signal by its name, such as {@code TERM}. */
    public void signal(String name) {
        since = System.nanoTime();
        try {
            // The shell's own, because not every machine has it as a program.
            int code = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits until the process has ended and all that it printed is read. */
    public Exit awaitExit() {
        return awaitExit(START);
    }

    public Exit awaitExit(Duration atMost) {
        awaitEnd(atMost);
        try {
            reader.join();
            return new Exit(process.exitValue(), Duration.ofNanos(ended.resultNow() - since));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Kills the process, unless it has ended already. */
    @Override
    public void close() {
        process.destroyForcibly();
        readAgain();
        awaitExit();
        http.close();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                reading.acquireUninterruptibly();
                reading.release();
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            // The process was killed: there is nothing more to read.
        }
    }

    /** Waits until the process has ended, whether or not anybody reads what it printed. */
    public void awaitEnd(Duration atMost) {
        try {
            ended.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failure("did not end in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void failWhenEnded() {
        if (!process.isAlive()) {
            throw failure("ended with " + process.exitValue());
        }
    }

    private void pause() {
        try {
            process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private AssertionError failure(String what) {
        return new AssertionError("The application " + what + ". It printed:\n" + output());
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
