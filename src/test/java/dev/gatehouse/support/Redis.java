package dev.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis on a free port, without persistence: it forgets everything when it is killed. Its executable comes from a Maven
 * artifact, or is the one that the variable {@code REDIS_SERVER} names: a path, or a command on the path, of Redis or Valkey.
 */
public final class Redis implements AutoCloseable {
    private static final String EXECUTABLE = Optional.ofNullable(System.getenv("REDIS_SERVER"))
            .filter(name -> !name.isBlank())
            .orElseGet(Redis::unpacked);
    private static final int TRIES = 200;

    private static final int SLOTS = 16_384;

    private final int port;
    /** What comes first on the command line: a file of settings, if there is one. */
    private final List<String> file;

    private final List<String> options;
    private Process process;

    private Redis(int port, List<String> file, List<String> options) {
        this.port = port;
        this.file = file;
        this.options = options;
        this.process = launch();
    }

    /** Starts it, with further options of its own, and waits until it takes connections. */
    public static Redis start(String... options) {
        return new Redis(freePort(), List.of(), List.of(options));
    }

    /** A cluster of one node, which takes a moment to find itself complete. */
    public static Redis startCluster() {
        Redis node = start("--cluster-enabled", "yes", "--cluster-config-file", folder() + "/nodes.conf");
        List<String> command = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        for (int slot = 0; slot < SLOTS; slot++) {
            command.add(Integer.toString(slot));
        }
        RedisClient.call(node.url(), command.toArray(String[]::new));
        return node;
    }

    /** A Sentinel that watches this primary, and alone may replace it. */
    public static Redis startSentinel(String name, Redis primary) {
        try {
            Path settings = Files.writeString(
                    folder().resolve("sentinel.conf"),
                    "sentinel monitor " + name + " 127.0.0.1 " + primary.port + " 1\n"
                            + "sentinel down-after-milliseconds " + name + " 500\n");
            return new Redis(freePort(), List.of(settings.toString()), List.of("--sentinel"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The path of the artifact's executable. It is unpacked once, and into place at once: a running one cannot be written over,
     * and several processes of the tests may want it.
     */
    private static String unpacked() {
        try {
            Path target = target();
            Path file = target.resolve("redis-server");
            if (!Files.exists(file)) {
                Path part = Files.createTempDirectory(target, "redis");
                Files.move(
                        ExecutableProvider.newJarResourceProvider(part.toFile())
                                .get()
                                .toPath(),
                        file,
                        StandardCopyOption.ATOMIC_MOVE);
                Files.delete(part);
            }
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("no Redis could be unpacked: set REDIS_SERVER to one", e);
        }
    }

    /** Where it runs, and writes a file when another server asks it for what it holds. */
    private static Path target() throws IOException {
        return Files.createDirectories(
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it anew on the same port, empty. */
    public void restart() {
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() {
        Process started;
        try {
            List<String> command = new ArrayList<>(List.of(EXECUTABLE));
            command.addAll(file);
            command.addAll(List.of("--port", Integer.toString(port)));
            command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
            // Replication leaves such a file, and whatever starts beside one begins with what it holds.
            String dump = "redis-" + port + ".rdb";
            Files.deleteIfExists(target().resolve(dump));
            command.addAll(List.of("--dbfilename", dump));
            command.addAll(options);
            started = new ProcessBuilder(command)
                    .directory(target().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + EXECUTABLE, e);
        }
        awaitConnection();
        return started;
    }

    private void awaitConnection() {
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IllegalStateException(EXECUTABLE + " does not listen on " + port);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
