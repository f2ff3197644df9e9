package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * The half of the contract suite that any endpoint can be asked, against a pool of which the suite knows no more than of
 * AWS: no control routes, no seeded users, codes by a mailbox command.
 */
@Tag("proof")
class AnyEndpointTest {

    private static final int LEAST = 150;

    @SuppressWarnings("deprecation") // The client that the service uses.
    private static void forgetSeeds(Emulator pool) {
        try (CognitoIdentityProviderClient cognito = CognitoIdentityProviderClient.builder()
                .endpointOverride(pool.endpoint())
                .region(Region.of(pool.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "none")))
                .httpClient(ApacheHttpClient.create())
                .build()) {
            for (Seed seed : Seed.ALL) {
                cognito.adminDeleteUser(r -> r.userPoolId(pool.poolId()).username(seed.email()));
                for (String group : seed.groups()) {
                    cognito.deleteGroup(r -> r.userPoolId(pool.poolId()).groupName(group));
                }
            }
        }
    }

    @Test
    void suiteNeedsNothingThatAwsLacks() throws IOException, InterruptedException {
        Path log = Files.createTempFile("contract", ".log");
        int status;
        try (Emulator pool = Emulator.start(EmulatorSettings.defaults())) {
            forgetSeeds(pool);
            String endpoint = pool.endpoint().toString();
            ProcessBuilder child = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            "-Dgatehouse.contract.endpoint=" + endpoint,
                            "-Dgatehouse.contract.mailbox=src/test/clients/mailbox",
                            ContractSuite.class.getName()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            child.environment()
                    .putAll(Map.of(
                            "POOL_ENDPOINT",
                            endpoint,
                            "AWS_ACCESS_KEY_ID",
                            "AKIDTEST",
                            "AWS_SECRET_ACCESS_KEY",
                            "none"));
            Process process = child.start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            status = ended ? process.exitValue() : -1;
        }
        List<String> results = Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("FAILED ") || line.startsWith("succeeded "))
                .toList();
        assertThat(results).as("status %d, see %s", status, log).singleElement().satisfies(line -> assertThat(
                        Integer.parseInt(line.substring("succeeded ".length())))
                .isGreaterThanOrEqualTo(LEAST));
        assertThat(status).isZero();
    }
}
