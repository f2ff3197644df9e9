package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.KeysUnavailable;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two pools with keys of their own; those of the second cannot be fetched. */
class FurtherPoolsTest {
    private static final String OURS = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ours";
    private static final String THEIRS = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Theirs";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PoolKey key = PoolKey.generate("key");
    private final KeyServer server = KeyServer.start();
    private final TokenConfig config = TokenSettings.with(Map.of(
            "gatehouse.token.issuer",
            OURS,
            "gatehouse.token.jwks-uri",
            server.address(),
            "gatehouse.token.pools.partner.issuer",
            THEIRS,
            "gatehouse.token.pools.partner.jwks-uri",
            "http://127.0.0.1:9/jwks.json",
            "gatehouse.token.pools.partner.client-ids",
            "ours"));
    private final Issuers issuers = new Issuers(config);
    private final TrustedIssuers trusted = issuers.trusted();
    private final BearerTokens tokens = new BearerTokens(
            trusted,
            new VerifiedTokens(config),
            new TokenChecks(List.of()),
            new TokenMetrics(new SimpleMeterRegistry()));

    @BeforeEach
    void started() {
        server.publish(key.jwk());
        trusted.start();
        trusted.defaultKeys().refreshOlderThan(PATIENCE).join();
    }

    @AfterEach
    void stop() {
        issuers.close();
        server.close();
    }

    private String tokenOf(String issuer) {
        return TokenForge.token(key, new TokenForge(issuer, "ours").claims());
    }

    @Test
    void poolWithoutKeysHarmsNoOther() {
        assertThat(tokens.verifyNow(new PresentedToken(tokenOf(OURS))).isOfDefaultPool())
                .isTrue();
    }

    @Test
    void keysOfOnePoolVerifyNoTokenOfAnother() {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> tokens.verify(new PresentedToken(tokenOf(THEIRS)))
                        .await()
                        .atMost(PATIENCE))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(KeysUnavailable.class));
    }

    @Test
    void unlistedIssuerCostsNoFetch() {
        int before = server.fetches();
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> tokens.verify(new PresentedToken(tokenOf(THEIRS + "2")))
                        .await()
                        .atMost(PATIENCE))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(TokenRefused.class));
        assertThat(server.fetches()).isEqualTo(before);
    }
}
