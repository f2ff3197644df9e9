package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded pool, which takes anyone in, is no part of a production build, even when one asks for it; nor is Swagger UI. */
class ProductionBuildIT {
    /** A class of the embedded pool, in either spelling; a setting's name has a small letter there. */
    private static final Pattern EMULATOR_CLASS = Pattern.compile("dev[./]gatehouse[./]emulator[./]([a-z]+[./])?[A-Z]");

    /** What only the embedded pool needs: it verifies passkeys, with a Jackson of its own. */
    private static final Pattern WEBAUTHN = Pattern.compile("com[./]webauthn4j|tools[./]jackson");

    private static final Pattern SWAGGER_UI = Pattern.compile("io[./]quarkus[./]swaggerui|swagger-ui-bundle");

    private static final Pattern LOGIN_CLASS = Pattern.compile("dev[./]gatehouse[./]login[./][A-Z]");

    @Nested
    class Running {
        private static Emulator pool;
        private static Gatehouse gatehouse;

        @BeforeAll
        static void start() {
            pool = Emulator.start(EmulatorSettings.defaults());
            gatehouse = Gatehouse.before(pool)
                    .setting("gatehouse.emulator.enabled", "true")
                    .start();
        }

        @AfterAll
        static void stop() {
            gatehouse.close();
            pool.close();
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void itListensOnItsOwnPortOnly() throws IOException {
            assertThat(listeningPorts(gatehouse.pid()))
                    .containsExactly(gatehouse.address().getPort());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/outbox",
                    "/outbox?email=demo@example.com",
                    "/outbox/events",
                    "/outbox/outbox.js",
                    "/oauth2/authorize",
                    "/control/calls",
                    "/control/users?email=demo@example.com",
                    "/eu-west-1_gatehouse/.well-known/jwks.json"
                })
        void itHasNoRouteOfTheEmbeddedPool(String path) {
            assertThat(gatehouse.get(path).status()).isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/q/swagger-ui", "/q/swagger-ui/", "/q/swagger-ui/swagger-ui-bundle.js", "/q/openapi"})
        void itHasNoSwaggerUi(String path) {
            assertThat(gatehouse.get(path).status()).isEqualTo(404);
        }

        @Test
        void itDoesNotSpeakForTheEmbeddedPool() {
            assertThat(gatehouse.output()).contains("Listening on").doesNotContain("THIS IS NOT AWS", "9229");
        }
    }

    /** The executable's bytes, or the code that Quarkus generated for the jar: beans, routes, settings. */
    @Nested
    class Packaged {

        @Test
        void knowsNoClassOfTheEmbeddedPool() throws IOException {
            assertThat(EMULATOR_CLASS.matcher(code()).find()).isFalse();
        }

        @Test
        void knowsNothingOfTheLibrariesOfTheEmbeddedPool() throws IOException {
            assertThat(WEBAUTHN.matcher(code()).find()).isFalse();
        }

        @Test
        void knowsNothingOfSwaggerUi() throws IOException {
            assertThat(SWAGGER_UI.matcher(code()).find()).isFalse();
        }

        @Test
        void holdsNoJarOfSwaggerUiOrTheEmbeddedPool() throws IOException {
            Path executable = Gatehouse.executable();
            // A native executable is the whole package.
            try (Stream<Path> files = Files.walk(Gatehouse.isNative() ? executable : executable.getParent())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .anyMatch(name -> name.contains(Gatehouse.isNative() ? "runner" : "quarkus-core"))
                        .noneMatch(name -> name.contains("swagger")
                                || name.contains("open-api-ui")
                                || name.contains("webauthn4j")
                                || name.startsWith("tools.jackson"));
            }
        }

        @Test
        void knowsTheOtherPackages() throws IOException {
            assertThat(LOGIN_CLASS.matcher(code()).find()).isTrue();
        }

        private static String code() throws IOException {
            return Gatehouse.isNative()
                    ? Files.readString(Gatehouse.executable(), StandardCharsets.ISO_8859_1)
                    : generatedCode();
        }

        private static String generatedCode() throws IOException {
            Path folder = Gatehouse.executable().resolveSibling("quarkus");
            StringBuilder code = new StringBuilder();
            try (Stream<Path> jars = Files.list(folder)) {
                for (Path jar :
                        jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                    code.append(contentOf(jar));
                }
            }
            return code.toString();
        }

        private static String contentOf(Path jar) throws IOException {
            StringBuilder content = new StringBuilder();
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : zip.stream().toList()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        content.append(entry.getName()).append('\n');
                        content.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                    }
                }
            }
            return content.toString();
        }
    }

    /** The TCP ports that a process of this machine listens on: its open sockets, looked up in the kernel's tables. */
    private static Set<Integer> listeningPorts(long pid) throws IOException {
        Set<String> sockets;
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            sockets = files.map(ProductionBuildIT::target).collect(Collectors.toSet());
        }
        Set<Integer> ports = new HashSet<>();
        for (String table : Set.of("tcp", "tcp6")) {
            for (String row : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] columns = row.trim().split("\\s+");
                if (columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]")) {
                    ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }
}
