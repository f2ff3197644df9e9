package dev.gatehouse.guard;

import dev.gatehouse.support.KeptConnection;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A proxy with the configuration of {@code infrastructure/proxies}, in which only addresses and ports are replaced. */
final class ReverseProxy implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    /** Where nginx may write if it is not started by root. */
    private static final String WRITABLE = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            .map(each -> each + "_temp_path " + each + ";")
            .collect(Collectors.joining());

    /** The proxies that Debian has. */
    enum Kind {
        NGINX(
                "nginx-light",
                "nginx",
                "-p",
                ".",
                "-c",
                "nginx.conf",
                "-e",
                "stderr",
                "-g",
                "daemon off; pid nginx.pid; error_log stderr;"),
        HAPROXY("haproxy", "haproxy", "-db", "-f", "haproxy.cfg"),
        CADDY("caddy", "caddy", "run", "--config", "Caddyfile", "--adapter", "caddyfile");

        private final String debianPackage;
        private final List<String> command;

        Kind(String debianPackage, String... command) {
            this.debianPackage = debianPackage;
            this.command = List.of(command);
        }

        /** Its program, which Debian keeps in {@code /usr/sbin} for some. */
        private List<String> program() {
            String name = command.getFirst();
            String path = Stream.concat(
                            Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                    .map(folder -> Path.of(folder, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no " + name + ". On Debian: apt-get install"
                            + " --no-install-recommends nginx-light haproxy caddy (" + debianPackage + ")"))
                    .toString();
            return Stream.concat(Stream.of(path), command.stream().skip(1)).toList();
        }
    }

    private final Process process;
    private final Path folder;
    private final URI address;

    private ReverseProxy(Process process, Path folder, URI address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    static ReverseProxy start(Kind kind, int gatehouse, int app) {
        return start(kind, gatehouse, app, UnaryOperator.identity());
    }

    /** Starts it with a configuration that is changed further, and waits until it takes connections. */
    static ReverseProxy start(Kind kind, int gatehouse, int app, UnaryOperator<String> change) {
        try {
            int port = freePort();
            Path folder = Files.createTempDirectory("proxy");
            // The workers of nginx are another user, if root starts it.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path shipped = Path.of("infrastructure/proxies", kind.name().toLowerCase(java.util.Locale.ROOT));
            try (Stream<Path> files = Files.list(shipped)) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file)
                            .replace("127.0.0.1:8080", "127.0.0.1:" + gatehouse)
                            .replace("127.0.0.1:3000", "127.0.0.1:" + app)
                            .replaceAll("(?m)^( *listen |:| *bind :)8000\\b", "$1" + port)
                            .replace("\nhttp {", "\nhttp {" + WRITABLE);
                    Files.writeString(folder.resolve(file.getFileName()), change.apply(text));
                }
            }
            ProcessBuilder builder = new ProcessBuilder(kind.program())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile());
            builder.environment().put("HOME", folder.toString());
            ReverseProxy started = new ReverseProxy(builder.start(), folder, URI.create("http://127.0.0.1:" + port));
            started.awaitConnection();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an nginx with its own limits that answers all requests itself, with this text. */
    static ReverseProxy server(String answer) {
        return start(Kind.NGINX, 1, 1, shipped -> {
            Matcher listen = Pattern.compile("listen \\d+;").matcher(shipped);
            if (!listen.find()) {
                throw new AssertionError("The configuration names no port.");
            }
            return "events {}\nhttp {" + WRITABLE + "server {" + listen.group() + " return 200 \"" + answer + "\";}}\n";
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitConnection() throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (KeptConnection _ = connect()) {
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        process.destroyForcibly();
        throw new AssertionError("The proxy does not start: " + Files.readString(folder.resolve("output")));
    }

    URI address() {
        return address;
    }

    KeptConnection connect() throws IOException {
        return KeptConnection.to(address);
    }

    /** Ends it, and what it started: nginx has workers. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
