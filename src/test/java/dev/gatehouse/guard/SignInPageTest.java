package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.http.HttpConfig;
import dev.gatehouse.http.ReturnTo;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignInPageTest {
    private static final String APP = "https://app.example.com";

    private static SignInPage page(Map<String, String> settings, String... returnTo) {
        return new SignInPage(SettingsOf.mapping(HttpConfig.class, settings), new ReturnTo(Set.of(returnTo)));
    }

    private static BrowserRequest request(String target) {
        return new BrowserRequest("GET", Optional.of(APP), target);
    }

    @Test
    void isOnTheHostOfTheRequest() {
        assertThat(page(Map.of()).address(request("/a?b=c"))).isEqualTo("/auth/pages/sign-in?return_to=%2Fa%3Fb%3Dc");
        assertThat(page(Map.of("gatehouse.http.public-url", "https://auth.example.com"))
                        .address(request("/a")))
                .isEqualTo("/auth/pages/sign-in?return_to=%2Fa");
        assertThat(page(Map.of("gatehouse.http.public-url", APP), APP).address(request("/a")))
                .isEqualTo("/auth/pages/sign-in?return_to=%2Fa");
    }

    @Test
    void isOnTheHostOfTheServiceIfThatMaySendPeopleBack() {
        assertThat(page(Map.of("gatehouse.http.public-url", "https://auth.example.com"), APP)
                        .address(request("/a?b=c")))
                .isEqualTo(
                        "https://auth.example.com/auth/pages/sign-in?return_to=https%3A%2F%2Fapp.example.com%2Fa%3Fb%3Dc");
    }

    @Test
    void unsafeTargetLeadsHome() {
        assertThat(page(Map.of("gatehouse.http.public-url", "https://auth.example.com"), APP)
                        .address(request("/%5cevil")))
                .isEqualTo("https://auth.example.com/auth/pages/sign-in?return_to=%2F");
        assertThat(page(Map.of()).address(request("//evil.example"))).isEqualTo("/auth/pages/sign-in?return_to=%2F");
        assertThat(page(Map.of()).address(request("/" + "a".repeat(9_000))))
                .isEqualTo("/auth/pages/sign-in?return_to=%2F");
    }
}
