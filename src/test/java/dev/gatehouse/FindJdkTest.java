package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wrapper finds a JDK that can build us, or says in one sentence that there is none. */
@DisabledOnOs(OS.WINDOWS)
class FindJdkTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final String FIND = ". .mvn/find-jdk; echo \"$JAVA_HOME\"";

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();

    /** A machine with nothing on it but the tools that the scripts call. */
    @BeforeEach
    void emptyMachine() throws IOException {
        Path tools = Files.createDirectories(root.resolve("bin"));
        for (String tool : List.of("sh", "sed", "dirname", "readlink", "uname", "cat")) {
            executable(tools.resolve(tool), "exec " + locate(tool) + " \"$@\"\n");
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", "/home/someone");
        environment.put("GATEHOUSE_JDK_ROOT", root.toString());
    }

    @Test
    void jdkOfTheUsualFolderIsFoundWithoutJavaHome() throws Exception {
        Path jdk = jdk("usr/lib/jvm/temurin-25", "25.0.1");
        assertThat(sh(FIND)).isEqualTo(new Result(0, jdk + "\n"));
    }

    @Test
    void jdkOfTheHomeFolderIsFound() throws Exception {
        Path jdk = jdk("home/someone/.sdkman/candidates/java/25-tem", "25");
        assertThat(sh(FIND)).isEqualTo(new Result(0, jdk + "\n"));
    }

    @Test
    void javaHomeThatIsTooOldIsPassedOver() throws Exception {
        environment.put("JAVA_HOME", jdk("opt/old", "17.0.17").toString());
        Path jdk = jdk("usr/lib/jvm/temurin-25", "25.0.1");
        assertThat(sh(FIND)).isEqualTo(new Result(0, jdk + "\n"));
    }

    @Test
    void javaHomeThatIsNewEnoughWins() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.1");
        Path newer = jdk("opt/mine", "26-ea");
        environment.put("JAVA_HOME", newer.toString());
        assertThat(sh(FIND)).isEqualTo(new Result(0, newer + "\n"));
    }

    @Test
    void compilerOnThePathLeadsToItsJdk() throws Exception {
        Path jdk = jdk("somewhere/else", "25.0.1");
        Files.createSymbolicLink(root.resolve("bin/javac"), jdk.resolve("bin/javac"));
        assertThat(sh(FIND)).isEqualTo(new Result(0, jdk.toRealPath() + "\n"));
    }

    @Test
    void runtimeWithoutACompilerIsNoJdk() throws Exception {
        Files.delete(jdk("usr/lib/jvm/runtime-25", "25.0.1").resolve("bin/javac"));
        assertThat(sh(FIND).code()).isEqualTo(1);
    }

    @Test
    void homelessUserIsServedToo() throws Exception {
        environment.remove("HOME");
        Path jdk = jdk("usr/lib/jvm/temurin-25", "25.0.1");
        assertThat(sh("set -euf; " + FIND)).isEqualTo(new Result(0, jdk + "\n"));
    }

    @Test
    void wrapperSaysOneSentenceWhenOnlyOldOnesAreThere() throws Exception {
        jdk("usr/lib/jvm/openjdk-17", "17.0.17");
        Result result = sh("./mvnw --version");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output().lines())
                .singleElement()
                .asString()
                .startsWith("Gatehouse needs a JDK 25 or later and found none:")
                .endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, os=linux",
        "Darwin, brew install --cask temurin@25",
        "MINGW64_NT-10.0, winget install EclipseAdoptium.Temurin.25.JDK",
        "SunOS, https://adoptium.net/temurin/releases/?version=25"
    })
    void sentenceSaysWhereThatOperatingSystemGetsOne(String system, String where) throws Exception {
        executable(root.resolve("bin/uname"), "echo " + system + "\n");
        assertThat(sh(FIND).output()).contains("(", where, ") or set JAVA_HOME to it.");
    }

    private record Result(int code, String output) {}

    private Result sh(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script)
                .directory(PROJECT.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private Path jdk(String folder, String version) throws IOException {
        Path home = root.resolve(folder);
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/javac"), "");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void executable(Path path, String script) throws IOException {
        Files.writeString(path, "#!/bin/sh\n" + script);
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }

    private static Path locate(String tool) {
        for (String folder : System.getenv("PATH").split(":")) {
            Path path = Path.of(folder, tool);
            if (Files.isExecutable(path)) {
                return path;
            }
        }
        throw new IllegalStateException("there is no " + tool);
    }
}
