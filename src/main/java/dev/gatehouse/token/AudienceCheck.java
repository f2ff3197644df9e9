package dev.gatehouse.token;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the token has no {@code aud} claim or one of the configured audiences: a token bound to another API must not be
 * accepted.
 */
@Singleton
class AudienceCheck implements TokenCheck {
    private final Set<String> ours;

    AudienceCheck(TokenConfig config) {
        this.ours = config.audiences().map(Set::copyOf).orElse(Set.of());
    }

    @Override
    public void check(AccessToken token) {
        @Nullable List<String> audience = token.audience();
        if (audience != null && audience.stream().noneMatch(ours::contains)) {
            throw BearerClaims.refused("The token is meant for another service.");
        }
    }
}
