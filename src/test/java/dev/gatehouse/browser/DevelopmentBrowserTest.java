package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.InstalledChromium;
import dev.gatehouse.support.PageVisitor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A newcomer opens the service of {@code ./mvnw quarkus:dev} in a real browser, with the settings that it has there. */
@Tag("proof")
@QuarkusTest
@TestProfile(DevelopmentBrowserTest.Development.class)
class DevelopmentBrowserTest {
    private static final String PASSWORD = "demo-Passw0rd!";

    private Playwright playwright;
    private Browser browser;
    private PageVisitor person;

    /** The settings of development, but for the ports. */
    public static final class Development implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "dev";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            String service = Integer.toString(freePort());
            String poolPort = Integer.toString(freePort());
            String pool = "http://127.0.0.1:" + poolPort;
            return Map.of(
                    "quarkus.http.port", service,
                    "quarkus.http.test-port", service,
                    "gatehouse.emulator.port", poolPort,
                    "gatehouse.cognito.domain", pool,
                    "gatehouse.token.issuer", pool + "/eu-west-1_gatehouse",
                    "quarkus.cognito-user-pools.endpoint-override", pool);
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void arrive() {
        playwright = InstalledChromium.playwright();
        browser = InstalledChromium.launch(playwright);
        person = new PageVisitor(browser, "http://localhost:" + RestAssured.port, "en-GB");
    }

    @AfterEach
    void leave() {
        person.close();
        browser.close();
        playwright.close();
    }

    @Test
    void signsUpWithTheCodeThroughTheLinkOfTheOutbox() {
        String email = Api.someone();
        person.open("/").awaitPath("/auth/pages/sign-in").press("text=Create an account");
        person.fill("email", email).fill("password", PASSWORD).enter().await("#verify-code:visible");

        person.openTab("/outbox").press("text=Open the page with this code for " + email);
        person.awaitPath("/auth/pages/verify").press(".primary").await("#notice:not(:empty)");
        assertThat(person.text("#notice")).startsWith("Your email address is verified.");

        person.fill("password", PASSWORD).enter();
        person.awaitAccount();
        assertThat(person.text("#profile-email")).isEqualTo(email);
    }

    @Test
    void demoAccountSignsIn() {
        person.signIn("demo@example.com", PASSWORD).awaitAccount();
    }
}
