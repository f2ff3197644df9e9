package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in in a browser at the pool's domain: the page, the pretend provider, redirects, and signing out. */
@NeedsControlRoutes
class DomainSignInContractTest {

    private static final Map<String, String> GOOGLE = Map.of("identity_provider", "Google");

    private Pool pool;
    private Domain domain;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
        domain = new Domain(pool);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Nested
    class Page {

        @Test
        void showsAFormAndTheProviders() {
            HttpResponse<String> page = domain.authorize(Map.of());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("autocomplete=\"username\"", "autocomplete=\"current-password\"", "Continue with Google");
        }

        @Test
        void hasAPolicyThatLetsItsFormLeadToTheRequestsRedirect() {
            assertThat(header(domain.authorize(Map.of()), "Content-Security-Policy"))
                    .contains("default-src 'none'", "form-action 'self' http://localhost:8080;")
                    .doesNotContain("unsafe");
        }

        @Test
        void policyNamesTheSchemeOfAnApp() {
            pool.patchClient(pool.clientId, "{\"callback_urls\":[\"com.example.app:/callback\"]}");
            assertThat(header(
                            domain.authorize(Map.of("redirect_uri", "com.example.app:/callback")),
                            "Content-Security-Policy"))
                    .contains("form-action 'self' com.example.app:;");
        }

        @Test
        void signsInByPassword() {
            HttpResponse<String> answer = domain.signIn(Map.of());
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(Domain.location(answer)).startsWith(Domain.CALLBACK + "?");
            assertThat(Domain.query(answer)).containsOnlyKeys("code", "state").containsEntry("state", "a state&more");
        }

        @ParameterizedTest
        @CsvSource({"demo@example.com,wrong", "nobody@example.com,demo-Passw0rd!", "demo@example.com,"})
        void showsAWrongPasswordBesideItsForm(String email, String password) {
            HttpResponse<String> answer =
                    domain.submit(Map.of(), Map.of("email", email, "password", password == null ? "" : password));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("role=\"alert\"", "Incorrect username or password.", "aria-describedby=\"refusal\"");
        }

        @Test
        void escapesWhatAPersonTyped() {
            assertThat(domain.submit(Map.of(), Map.of("email", "\"><script>1</script>", "password", "x"))
                            .body())
                    .doesNotContain("<script>");
        }

        @Test
        void escapesTheRequest() {
            assertThat(domain.authorize(Map.of("state", "'\"><script>")).body()).doesNotContain("<script>");
        }

        @Test
        void refusesWhoNeedsASecondFactor() {
            pool.patchUser("demo@example.com", "{\"totp_secret\":\"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\"}");
            assertThat(domain.signIn(Map.of()).body()).contains("no second factor");
        }

        @Test
        void refusesADisabledUser() {
            pool.patchUser("demo@example.com", "{\"enabled\":false}");
            assertThat(domain.signIn(Map.of()).statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class Requests {

        @ParameterizedTest
        @CsvSource({
            "client_id,unknown",
            "redirect_uri,http://localhost:8080/elsewhere",
            "redirect_uri,http://localhost:8080/auth/oauth/callback/",
            "redirect_uri,https://evil.example/",
        })
        void nothingIsSentToAnUnknownAddress(String name, String value) {
            HttpResponse<String> answer = domain.authorize(Map.of(name, value));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Domain.location(answer)).isEmpty();
            assertThat(answer.body()).contains("Something went wrong");
        }

        @ParameterizedTest
        @CsvSource({
            "response_type,'',invalid_request",
            "response_type,token,unauthorized_client",
            "response_type,id_token,invalid_request",
            "scope,openid unknown,invalid_scope",
            "scope,email,invalid_scope",
            "code_challenge_method,'',invalid_request",
            "code_challenge_method,plain,invalid_request",
            "code_challenge,'',invalid_request",
            "code_challenge,short,invalid_request",
            "identity_provider,Facebook,invalid_request",
            "prompt,create,invalid_request",
        })
        void otherMistakesGoBackToTheApplication(String name, String value, String error) {
            HttpResponse<String> answer = domain.authorize(Map.of(name, value));
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(Domain.location(answer)).startsWith(Domain.CALLBACK + "?");
            assertThat(Domain.query(answer)).containsEntry("error", error).containsEntry("state", "a state&more");
        }

        @Test
        void clientWithoutTheCodeFlowIsRefused() {
            pool.patchClient(pool.clientId, "{\"oauth_flows\":[]}");
            assertThat(Domain.query(domain.authorize(Map.of()))).containsEntry("error", "unauthorized_client");
        }

        @Test
        void repeatedParameterIsRefused() {
            assertThat(domain.get("/oauth2/authorize?" + Domain.form(domain.request(Map.of())) + "&state=other")
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void callsAreCounted() {
            domain.authorize(Map.of());
            assertThat(pool.get("/control/calls").path("oauth2/authorize").asInt())
                    .isEqualTo(1);
        }
    }

    @Nested
    class Browser {

        @Test
        void whoIsSignedInPassesWithoutAPage() {
            domain.signIn(Map.of());
            assertThat(Domain.query(domain.authorize(Map.of()))).containsKey("code");
        }

        @Test
        void timeOfTheSignInStays() {
            domain.signIn(Map.of());
            pool.advance(600);
            String code = Domain.query(domain.authorize(Map.of())).get("code");
            JsonNode claims = Pool.claims(Pool.parse(domain.exchange(code).body())
                    .path("access_token")
                    .asText());
            assertThat(claims.path("iat").asLong() - claims.path("auth_time").asLong())
                    .isBetween(599L, 602L);
        }

        @Test
        void promptLoginAsksAgain() {
            domain.signIn(Map.of());
            assertThat(domain.authorize(Map.of("prompt", "login")).statusCode()).isEqualTo(200);
        }

        @Test
        void promptNoneNeverShowsAPage() {
            assertThat(Domain.query(domain.authorize(Map.of("prompt", "none"))))
                    .containsEntry("error", "login_required");
        }

        @Test
        void sessionEndsAfterAnHour() {
            domain.signIn(Map.of());
            pool.advance(3600);
            assertThat(domain.authorize(Map.of()).statusCode()).isEqualTo(200);
        }

        @Test
        void anotherProviderIsAskedAllTheSame() {
            domain.signIn(Map.of());
            assertThat(domain.authorize(GOOGLE).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://localhost:8080", "http://localhost:8080/"})
        void logoutEndsTheSessionAndLeadsBack(String target) {
            domain.signIn(Map.of());
            HttpResponse<String> answer =
                    domain.get("/logout?" + Domain.form(Map.of("client_id", pool.clientId, "logout_uri", target)));
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(Domain.location(answer)).isEqualTo(target);
            assertThat(domain.authorize(Map.of()).statusCode()).isEqualTo(200);
        }

        @Test
        void logoutLeadsToNoOtherAddress() {
            HttpResponse<String> answer = domain.get("/logout?"
                    + Domain.form(Map.of("client_id", pool.clientId, "logout_uri", "https://evil.example/")));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Domain.location(answer)).isEmpty();
        }

        @Test
        void logoutCanLeadToTheNextSignIn() {
            domain.signIn(Map.of());
            HttpResponse<String> answer = domain.get("/logout?" + Domain.form(domain.request(Map.of())));
            assertThat(domain.get(Domain.location(answer)).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class PretendProvider {

        @Test
        void offersToContinue() {
            HttpResponse<String> page = domain.authorize(GOOGLE);
            assertThat(page.body()).contains("Sign in with Google", "Continue as grace@example.com", "Cancel");
        }

        @Test
        void personBecomesAUserOfItsOwn() {
            JsonNode tokens = domain.federated("grace@example.com");
            JsonNode access = Pool.claims(tokens.path("access_token").asText());
            JsonNode id = Pool.claims(tokens.path("id_token").asText());
            assertThat(access.path("username").asText()).matches("Google_1\\d{20}");
            assertThat(access.path("sub").asText()).matches("[0-9a-f-]{36}");
            assertThat(access.path("cognito:groups").toString()).isEqualTo("[\"" + pool.id + "_Google\"]");
            assertThat(id.path("cognito:username")).isEqualTo(access.path("username"));
            assertThat(id.path("email").asText()).isEqualTo("grace@example.com");
            assertThat(id.path("email_verified").asBoolean()).isTrue();
            assertThat(id.path("identities").path(0).path("providerName").asText())
                    .isEqualTo("Google");
            assertThat(pool.user(access.path("username").asText())
                            .path("status")
                            .asText())
                    .isEqualTo("EXTERNAL_PROVIDER");
        }

        @Test
        void samePersonIsTheSameUser() {
            JsonNode first = Pool.claims(
                    domain.federated("grace@example.com").path("access_token").asText());
            JsonNode second = Pool.claims(
                    domain.federated("GRACE@example.com").path("access_token").asText());
            assertThat(second.path("sub")).isEqualTo(first.path("sub"));
        }

        @Test
        void sameAddressAsAUserOfThePoolIsAnotherUser() {
            JsonNode own =
                    Pool.claims(domain.tokens("openid").path("access_token").asText());
            JsonNode federated = Pool.claims(
                    domain.federated("demo@example.com").path("access_token").asText());
            assertThat(federated.path("sub")).isNotEqualTo(own.path("sub"));
            assertThat(pool.signIn("demo@example.com", "demo-Passw0rd!")).isNotNull();
        }

        @Test
        void linkedAccountFailsOnceAndIsTheSameUserThen() {
            pool.patchPool("{\"link_providers\":true}");
            assertThat(Domain.query(domain.submit(GOOGLE, Map.of("email", "demo@example.com"))))
                    .containsEntry("error", "invalid_request")
                    .hasEntrySatisfying("error_description", description -> assertThat(description)
                            .startsWith("Already found an entry for username Google_1"));
            JsonNode own =
                    Pool.claims(domain.tokens("openid").path("access_token").asText());
            JsonNode federated = Pool.claims(
                    domain.federated("demo@example.com").path("access_token").asText());
            assertThat(federated.path("sub")).isEqualTo(own.path("sub"));
        }

        @Test
        void cancellingIsAccessDenied() {
            assertThat(Domain.query(domain.submit(GOOGLE, Map.of("cancel", "true"))))
                    .containsEntry("error", "access_denied")
                    .containsEntry("state", "a state&more");
        }

        @Test
        void disabledUserComesBackWithAnError() {
            String username = Pool.claims(domain.federated("grace@example.com")
                            .path("access_token")
                            .asText())
                    .path("username")
                    .asText();
            pool.patchUser(username, "{\"enabled\":false}");
            assertThat(Domain.query(domain.submit(GOOGLE, Map.of("email", "grace@example.com"))))
                    .containsEntry("error", "invalid_request");
        }

        @Test
        void whatIsNoAddressStaysOnThePage() {
            assertThat(domain.submit(GOOGLE, Map.of("email", "grace")).body())
                    .contains("Sign in with Google", "Invalid email address format.");
        }
    }

    @Nested
    class OrderedErrors {

        @Test
        void browserComesBackWithThem() {
            pool.post(
                    "/control/redirects",
                    "{\"error\":\"user_cancelled_authorize\",\"error_description\":\"<script>\",\"with_state\":false}");
            assertThat(Domain.query(domain.authorize(GOOGLE)))
                    .containsOnlyKeys("error", "error_description")
                    .containsEntry("error", "user_cancelled_authorize")
                    .containsEntry("error_description", "<script>");
            assertThat(domain.authorize(GOOGLE).statusCode()).isEqualTo(200);
        }

        @Test
        void theyAreForgotten() {
            pool.post("/control/redirects", "{\"error\":\"access_denied\",\"times\":5}");
            assertThat(pool.send("DELETE", "/control/redirects", null).statusCode())
                    .isEqualTo(204);
            assertThat(domain.authorize(Map.of()).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"error\":\"x\",\"times\":0}", "{\"error\":\"x\",\"with_state\":1}"})
        void mistakesAreExplained(String order) {
            assertThat(pool.send("POST", "/control/redirects", order).statusCode())
                    .isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"oauth_flows\":[\"implicit\"]}",
                    "{\"oauth_flows\":[\"code\",\"client_credentials\"]}",
                    "{\"callback_urls\":[\"no address\"]}",
                    "{\"callback_urls\":[\"/relative\"]}",
                    "{\"callback_urls\":[\"https://a.example/#b\"]}",
                    "{\"logout_urls\":\"https://a.example/\"}",
                    "{\"identity_providers\":[\"\"]}",
                })
        void wrongSettingsOfAClientAreExplained(String changes) {
            assertThat(pool.send("PATCH", "/control/clients/" + pool.clientId, changes)
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
