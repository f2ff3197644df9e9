package dev.gatehouse.oauth;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.GrantRefused;
import dev.gatehouse.identity.IdentityFailure.UpstreamBusy;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Tokens;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Sends each code to the pool once. Browsers load a callback twice at the same time, and the pool may take the second use of a
 * code for an attack, so both wait for one exchange. The verifier (RFC 7636) shows that they belong to one sign-in: whoever
 * else learns the code gets nothing. Other replicas learn from the pool that a code was used.
 */
@Singleton
class UsedCodes {
    private static final int MOST = 10_000;
    private static final Duration KEPT = Duration.ofSeconds(60);

    private final Clock clock;
    private final Map<Secret, Exchange> exchanges = new LinkedHashMap<>();

    private static final class Exchange {
        private final Secret verifier;
        private final CompletableFuture<Tokens> result;
        private final Instant until;

        private Exchange(Secret verifier, CompletableFuture<Tokens> result, Instant until) {
            this.verifier = verifier;
            this.result = result;
            this.until = until;
        }
    }

    UsedCodes(@Identifier("steady") Clock clock) {
        this.clock = clock;
    }

    /**
     * The result of the exchange of this code: of an earlier one by the same sign-in, if there was one lately.
     *
     * @throws IdentityException {@code GrantRefused} when another sign-in used the code; the pool is not asked
     */
    Tokens shared(Secret code, Secret verifier, Supplier<Tokens> exchange) {
        CompletableFuture<Tokens> own = new CompletableFuture<>();
        CompletableFuture<Tokens> first = begin(code, verifier, own);
        return first == own ? complete(code, own, exchange) : result(first);
    }

    /**
     * The result of the exchange of this code.
     *
     * @throws IdentityException {@code GrantRefused} when there was an earlier one
     */
    Tokens once(Secret code, Secret verifier, Supplier<Tokens> exchange) {
        CompletableFuture<Tokens> own = new CompletableFuture<>();
        if (begin(code, verifier, own) != own) {
            throw refused();
        }
        return complete(code, own, exchange);
    }

    private synchronized CompletableFuture<Tokens> begin(Secret code, Secret verifier, CompletableFuture<Tokens> own) {
        Instant now = clock.instant();
        Iterator<Exchange> oldest = exchanges.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().until.isAfter(now) && exchanges.size() < MOST) {
                break;
            }
            oldest.remove();
        }
        Exchange known = exchanges.putIfAbsent(code, new Exchange(verifier, own, now.plus(KEPT)));
        if (known != null && !known.verifier.isSame(verifier.value())) {
            throw refused();
        }
        return known == null ? own : known.result;
    }

    private static IdentityException refused() {
        return new IdentityException(new GrantRefused());
    }

    private Tokens complete(Secret code, CompletableFuture<Tokens> own, Supplier<Tokens> exchange) {
        try {
            Tokens tokens = exchange.get();
            own.complete(tokens);
            return tokens;
        } catch (IdentityException e) {
            if (e.failure() instanceof UpstreamUnavailable || e.failure() instanceof UpstreamBusy) {
                // The pool may not have seen the code, so the person may load the page again.
                forget(code);
            }
            own.completeExceptionally(e);
            throw e;
        } catch (RuntimeException e) {
            own.completeExceptionally(e);
            throw e;
        }
    }

    private synchronized void forget(Secret code) {
        exchanges.remove(code);
    }

    private static Tokens result(CompletableFuture<Tokens> exchange) {
        try {
            return exchange.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IdentityException failure ? failure : e;
        }
    }
}
