package dev.gatehouse.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Launch;
import dev.gatehouse.support.OwnPool;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No output contains a secret, for any use of the API and at every log level. */
@Tag("proof")
class SecrecyIT {
    private static final String SEALING_SECRET = "Jw9-a-secret-of-thirty-two-bytes-and-more";
    private static final String AWS_SECRET = "Aw9/the-secret-key-of-the-operator";

    private static final Secrets secrets = new Secrets();
    private static final List<String> refusals = new ArrayList<>();
    private static final List<String> figures = new ArrayList<>();
    private static final List<String> healths = new ArrayList<>();
    private static String output = "";
    private static String file = "";

    @BeforeAll
    static void useEverything(@TempDir Path folder) throws IOException {
        secrets.add("client secret", EmulatorSettings.CLIENT_SECRET);
        secrets.add("sealing secret", SEALING_SECRET);
        secrets.add("AWS secret", AWS_SECRET);
        secrets.add("service secret", Flows.SERVICE_SECRET);
        try (OwnPool pool = new OwnPool();
                RecordingProxy proxy = new RecordingProxy(pool.endpoint(), secrets)) {
            Launch launch = pool.launch()
                    .env("LOG_LEVEL", "debug")
                    .env("LOG_FILE", folder.resolve("log").toString())
                    .env("LOG_FILE_MAX_SIZE", "500M")
                    .env("JWT_SECRET", SEALING_SECRET)
                    .env("AWS_EC2_METADATA_DISABLED", "true")
                    .env("GATEHOUSE_OAUTH_CLIENTS_ORDERS_SECRET", Flows.SERVICE_SECRET)
                    .env("GATEHOUSE_OAUTH_CLIENTS_ORDERS_MAY_REVOKE", "gatehouseclient")
                    .setting(
                            "quarkus.cognito-user-pools.endpoint-override",
                            proxy.address().toString());
            withoutCredentials(launch);
            withCredentials(launch.env("AWS_ACCESS_KEY_ID", "AKIDTEST").env("AWS_SECRET_ACCESS_KEY", AWS_SECRET));
        }
        file = Files.readString(folder.resolve("log"));
    }

    private static void withoutCredentials(Launch launch) {
        try (Gatehouse gatehouse = launch.start("/health/ready")) {
            Flows flows = new Flows(gatehouse, secrets);
            flows.adminLogout(503);
            finish(gatehouse, flows);
        }
    }

    private static void withCredentials(Launch launch) throws IOException {
        try (Gatehouse gatehouse = launch.start("/health/ready")) {
            Flows flows = new Flows(gatehouse, secrets);
            flows.all();
            flows.adminLogout(204);
            finish(gatehouse, flows);
        }
    }

    private static void finish(Gatehouse gatehouse, Flows flows) {
        for (String type : List.of("application/json", "text/plain", "application/openmetrics-text")) {
            figures.add(gatehouse
                    .send(HttpRequest.newBuilder(gatehouse.address().resolve("/metrics"))
                            .header("Accept", type)
                            .build())
                    .body());
        }
        for (String path : List.of("/health", "/health/live", "/health/ready", "/health/started")) {
            healths.add(gatehouse.get(path).body());
        }
        gatehouse.signal("TERM");
        gatehouse.awaitExit();
        refusals.addAll(flows.refusals());
        output += gatehouse.output();
    }

    @Test
    void secretsOfEveryKindWereUsed() {
        assertThat(secrets.kinds())
                .contains(
                        "email",
                        "password",
                        "code",
                        "access token",
                        "id token",
                        "refresh token",
                        "challenge token",
                        "session",
                        "secret hash",
                        "client secret",
                        "sealing secret",
                        "AWS secret",
                        "service secret",
                        "signature",
                        "bad token",
                        "key of an app");
    }

    @Test
    void consoleContainsNone() {
        assertThat(output).contains("\"DEBUG\"", "/auth/login", "draining");
        assertThat(secrets.in(output)).isEmpty();
    }

    @Test
    void fileContainsNone() {
        assertThat(file).contains("\"DEBUG\"", "/auth/login", "draining");
        assertThat(secrets.in(file)).isEmpty();
    }

    @Test
    void metricsContainNone() {
        assertThat(figures).allSatisfy(text -> assertThat(text).contains("/auth/login"));
        assertThat(secrets.in(String.join("\n", figures))).isEmpty();
    }

    @Test
    void healthContainsNone() {
        assertThat(healths).allSatisfy(text -> assertThat(text).contains("checks"));
        assertThat(secrets.in(String.join("\n", healths))).isEmpty();
    }

    @Test
    void refusalsContainNone() {
        assertThat(refusals).hasSizeGreaterThan(40);
        assertThat(secrets.in(String.join("\n", refusals))).isEmpty();
    }
}
