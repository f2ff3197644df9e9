package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.http.HttpConfig;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.seal.Seals;
import dev.gatehouse.support.PoolResource;
import dev.gatehouse.token.TokenConfig;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentSessionTest {
    private final CookieForm form = new CookieForm(
            SettingsOf.mapping(BrowserConfig.class, Map.of()), SettingsOf.mapping(HttpConfig.class, Map.of()));
    private final SessionSeal seal = new SessionSeal(
            Seals.of(PoolResource.SECRET, Clock.systemUTC()),
            SettingsOf.mapping(TokenConfig.class, Map.of()),
            Clock.systemUTC());

    private SentSession sent(List<String> lines) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        lines.forEach(line -> headers.add("Cookie", line.split(";", 2)[0]));
        return new SentSession(headers, form.names(), seal);
    }

    private List<String> lines() {
        Instant now = Instant.now();
        return new SessionCookies(form, seal)
                .write(new BrowserSession(new Secret("access"), new Secret("refresh"), "", now, now.plusSeconds(60)));
    }

    @Test
    void isDecryptedOnceHoweverOftenItIsAskedFor() {
        SentSession sent = sent(lines());

        assertThat(sent.opened()).isPresent().isSameAs(sent.opened());
    }

    @Test
    void isEmptyWithoutASessionCookie() {
        assertThat(sent(List.of("gatehouse-session.0=x")).isEmpty()).isTrue();
        assertThat(sent(lines()).isEmpty()).isFalse();
    }
}
