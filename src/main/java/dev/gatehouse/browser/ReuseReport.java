package dev.gatehouse.browser;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Concealed;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenReused;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.token.BearerTokens;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reports a refresh token that was used before, where no request asked for the refresh and its answer does not tell. */
@Singleton
class ReuseReport {
    private final EventDetails details;
    private final Concealed concealed;
    private final BearerTokens tokens;

    ReuseReport(EventDetails details, Concealed concealed, BearerTokens tokens) {
        this.details = details;
        this.concealed = concealed;
        this.tokens = tokens;
    }

    /** Writes the audit line of {@code POST /auth/refresh}, and tells the listeners whose session it is. */
    @ActivateRequestContext
    @Audited(SecurityEvent.REFRESH)
    void reused(BrowserSession session) {
        details.userFrom(
                () -> Optional.of(tokens.readFromCognito(session.accessToken()).userId()));
        concealed.note(new RefreshTokenReused());
    }
}
