package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Other people's clients, unchanged, against the embedded pool. Each is a script of {@code src/test/clients} that ends
 * with 0; those whose tool or packages the machine lacks are skipped.
 */
@Tag("proof")
@NeedsControlRoutes
class OtherClientsTest {

    private static final Path SOURCES = Path.of("src/test/clients");
    private static final Path WORK = Path.of("target/clients");
    private static final String INVITED = "invited@example.com";
    private static final String TEMPORARY_PASSWORD = "temporary-pass-1";

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
        pool.withoutLimits();
        pool.cognito.adminCreateUser(
                r -> r.userPoolId(pool.id).username(INVITED).temporaryPassword(TEMPORARY_PASSWORD));
    }

    private record Result(int status, String output) {}

    private Result run(Path directory, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "POOL_ENDPOINT",
                        pool.endpoint.resolve("/").toString(),
                        "POOL_ID",
                        pool.id,
                        "POOL_CLIENT_ID",
                        Pool.PUBLIC_CLIENT,
                        "POOL_RUN",
                        UUID.randomUUID().toString(),
                        "POOL_INVITED",
                        INVITED,
                        "POOL_TEMPORARY_PASSWORD",
                        TEMPORARY_PASSWORD));
        Path output = Files.createTempFile("client", ".log");
        Process process = builder.redirectOutput(output.toFile()).start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return new Result(-1, "It took over three minutes.");
        }
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private boolean works(String... command) throws InterruptedException {
        try {
            return run(Path.of("."), List.of(command)).status() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static void assertSuccess(Result result) {
        assertThat(result.status()).as(result.output()).isZero();
    }

    /** Copies the scripts and installs the packages that the lock names, once. */
    private void install() throws IOException, InterruptedException {
        assumeTrue(works("node", "--version") && works("npm", "--version"), "Node.js is not installed.");
        Files.createDirectories(WORK);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.exists(WORK.resolve("node_modules/aws-amplify"))) {
            Result npm = run(WORK, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
            assumeTrue(npm.status() == 0, "The packages cannot be installed: " + npm.output());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdk.mjs", "identity.mjs", "amplify.mjs", "factors.mjs"})
    void javaScriptClientWorks(String script) throws IOException, InterruptedException {
        install();
        assertSuccess(run(WORK, List.of("node", script)));
    }

    @Test
    void boto3Works() throws IOException, InterruptedException {
        assumeTrue(works("python3", "-c", "import boto3"), "boto3 is not installed.");
        assertSuccess(run(SOURCES, List.of("python3", "-B", "with_boto3.py")));
    }

    @Test
    void awsCliWorks() throws IOException, InterruptedException {
        assumeTrue(works("aws", "--version"), "The AWS CLI is not installed.");
        assertSuccess(run(SOURCES, List.of("sh", "with_cli.sh")));
    }
}
