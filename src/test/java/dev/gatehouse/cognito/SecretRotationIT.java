package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The app client's secret is replaced while the service runs: Cognito takes two, and the file is mounted as Kubernetes does. */
@Tag("proof")
class SecretRotationIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final String OLD = EmulatorSettings.CLIENT_SECRET;
    private static final String NEW = "anotherSecretOnlyForThisTest0000";
    private static final String KEPT = "the last secret is kept";
    private static final String BACK = "holds a secret again";

    @TempDir
    static Path folder;

    private static OwnPool pool;
    private static Gatehouse gatehouse;
    private static int swaps;

    @BeforeAll
    static void start() throws IOException {
        pool = new OwnPool();
        mount(OLD);
        gatehouse = pool.launch()
                .without("COGNITO_CLIENT_SECRET")
                .env("COGNITO_CLIENT_SECRET_FILE", file().toString())
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    @BeforeEach
    void oldSecretOnly() throws IOException {
        accept(OLD, null);
        mount(OLD);
        signIn();
    }

    @AfterEach
    void nothingSecretIsPrinted() {
        assertThat(gatehouse.output()).doesNotContain(OLD, NEW);
    }

    @Test
    void noSignInFailsWhileOneIsReplacedByTheOther() throws IOException {
        signIn();
        accept(OLD, NEW);
        signIn();
        mount(NEW);
        signIn();
        accept(null, NEW);
        signIn();
    }

    @Test
    void nextCallPresentsTheNewSecret() throws IOException {
        String refreshToken = signIn();
        refresh(refreshToken);
        mount(NEW);
        accept(null, NEW);
        refresh(refreshToken);
        signIn();
    }

    @Test
    void lastSecretIsKeptWhileTheFileIsAway() throws IOException {
        long before = kept();
        Files.delete(folder.resolve("..data"));
        signIn();
        signIn();
        assertThat(kept()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "two\nlines"})
    void lastSecretIsKeptWhileTheFileHoldsNone(String content) throws IOException {
        long before = kept();
        mount(content);
        signIn();
        signIn();
        assertThat(kept()).isEqualTo(before + 1);
    }

    @Test
    void lineAboutAFileThatIsAwayNamesIt() throws IOException {
        Files.delete(folder.resolve("..data"));
        signIn();
        awaitPrinted();
        assertThat(gatehouse.lines())
                .filteredOn(line -> line.contains(KEPT))
                .last()
                .asString()
                .contains("\"WARN\"", "COGNITO_CLIENT_SECRET_FILE", file().toString());
    }

    @Test
    void fileThatIsBackIsToldOnce() throws IOException {
        long before = count(BACK);
        Files.delete(folder.resolve("..data"));
        signIn();
        mount(OLD);
        signIn();
        signIn();
        assertThat(count(BACK)).isEqualTo(before + 1);
    }

    private static long kept() {
        return count(KEPT);
    }

    private static long count(String text) {
        awaitPrinted();
        return gatehouse.lines().stream().filter(line -> line.contains(text)).count();
    }

    /** Until what was printed before has been read: the line of this request comes after it. */
    private static void awaitPrinted() {
        String id = UUID.randomUUID().toString();
        gatehouse.send(HttpRequest.newBuilder(gatehouse.address().resolve("/auth/me"))
                .header("X-Request-Id", id)
                .build());
        gatehouse.awaitLine(line -> line.contains(id));
    }

    private static String signIn() {
        Gatehouse.Answer answer = gatehouse.post("/auth/login", DEMO);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JsonPath.from(answer.body()).getString("refresh_token");
    }

    /** With the secret itself, where a sign-in presents a hash by it. */
    private static void refresh(String refreshToken) {
        assertThat(gatehouse
                        .post("/auth/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private static void accept(String first, String second) {
        Map<String, Object> secrets = new HashMap<>();
        secrets.put("secret", first);
        secrets.put("second_secret", second);
        Pool.setClient(EmulatorSettings.CLIENT_ID, secrets);
    }

    private static Path file() {
        return folder.resolve("cognito-client-secret");
    }

    /** A folder per version, and a link to it that is replaced in one step. */
    private static void mount(String secret) throws IOException {
        Path version = Files.createDirectory(folder.resolve("..version" + swaps++));
        Files.writeString(version.resolve("cognito-client-secret"), secret);
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), version.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (!Files.isSymbolicLink(file())) {
            Files.createSymbolicLink(file(), Path.of("..data", "cognito-client-secret"));
        }
    }
}
