package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.GrantRefused;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Tokens;
import dev.gatehouse.support.MovedClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UsedCodesTest {
    private static final Secret CODE = new Secret("a code");
    private static final Secret VERIFIER = new Secret("a verifier");
    private static final Tokens TOKENS = new Tokens(new Secret("a"), new Secret("i"), Optional.empty(), 3600);

    private final MovedClock clock = new MovedClock();
    private final UsedCodes codes = new UsedCodes(clock);
    private final AtomicInteger exchanges = new AtomicInteger();

    private Tokens exchange() {
        exchanges.incrementAndGet();
        return TOKENS;
    }

    private Tokens fail(IdentityFailure failure) {
        exchanges.incrementAndGet();
        throw new IdentityException(failure);
    }

    @Test
    void codeIsExchangedOnceForAllWhoShareIt() {
        assertThat(codes.shared(CODE, VERIFIER, this::exchange)).isEqualTo(TOKENS);
        assertThat(codes.shared(CODE, VERIFIER, this::exchange)).isEqualTo(TOKENS);
        assertThat(exchanges).hasValue(1);
    }

    @Test
    void anotherSignInGetsNothingForTheCode() {
        codes.shared(CODE, VERIFIER, this::exchange);
        assertThatThrownBy(() -> codes.shared(CODE, new Secret("another verifier"), this::exchange))
                .isInstanceOfSatisfying(
                        IdentityException.class, e -> assertThat(e.failure()).isEqualTo(new GrantRefused()));
        assertThat(exchanges).hasValue(1);
    }

    @Test
    void refusalIsSharedToo() {
        assertThatThrownBy(() -> codes.shared(CODE, VERIFIER, () -> fail(new GrantRefused())))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> codes.shared(CODE, VERIFIER, this::exchange))
                .isInstanceOfSatisfying(
                        IdentityException.class, e -> assertThat(e.failure()).isEqualTo(new GrantRefused()));
        assertThat(exchanges).hasValue(1);
    }

    @Test
    void codeThatThePoolMayNotHaveSeenIsSentAgain() {
        UpstreamUnavailable outage = new UpstreamUnavailable(Duration.ofSeconds(5));
        assertThatThrownBy(() -> codes.shared(CODE, VERIFIER, () -> fail(outage)))
                .isInstanceOf(IdentityException.class);
        assertThat(codes.shared(CODE, VERIFIER, this::exchange)).isEqualTo(TOKENS);
    }

    @Test
    void secondUseOfAGrantIsRefused() {
        codes.once(CODE, VERIFIER, this::exchange);
        assertThatThrownBy(() -> codes.once(CODE, VERIFIER, this::exchange)).isInstanceOf(IdentityException.class);
        assertThat(exchanges).hasValue(1);
    }

    @Test
    void tokensAreForgottenAfterAMinute() {
        codes.shared(CODE, VERIFIER, this::exchange);
        clock.advance(Duration.ofSeconds(61));
        codes.shared(CODE, VERIFIER, this::exchange);
        assertThat(exchanges).hasValue(2);
    }
}
