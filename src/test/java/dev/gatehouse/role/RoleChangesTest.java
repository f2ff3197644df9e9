package dev.gatehouse.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.cognito.UserRecord;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.role.RoleChange.Inviting;
import dev.gatehouse.role.RoleChange.Joining;
import io.quarkus.security.ForbiddenException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may give a role, whatever a route allows. The rest is tested by the routes. */
class RoleChangesTest {
    private static final UserRecord USER =
            new UserRecord("ada", "ada", true, "CONFIRMED", Map.of(), Instant.EPOCH, Instant.EPOCH, List.of());

    private final AtomicBoolean written = new AtomicBoolean();

    @ParameterizedTest
    @ValueSource(strings = {"admin", "support"})
    void supportGivesNoAdministrativeRole(String group) {
        assertThatThrownBy(() -> give(group, "support")).isInstanceOf(ForbiddenException.class);

        assertThat(written).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "support"})
    void administratorGivesBoth(String group) {
        give(group, "admin");

        assertThat(written).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "support"})
    void supportInvitesNobodyIntoAnAdministrativeRole(String group) {
        assertThatThrownBy(
                        () -> of("support").run(new Inviting(Set.of("editors", group)), false, () -> written.set(true)))
                .isInstanceOf(ForbiddenException.class);

        assertThat(written).isFalse();
    }

    private void give(String group, String role) {
        of(role).run(new Joining(USER, group), false, () -> written.set(true));
    }

    /** Nothing but the caller counts for a gain. */
    private static RoleChanges of(String role) {
        RoleConfig config = SettingsOf.mapping(RoleConfig.class, Map.of());
        return new RoleChanges(
                new Administrators(null, null, config),
                null,
                null,
                null,
                null,
                null,
                null,
                new InRole(role),
                Clock.systemUTC());
    }

    private record InRole(String role) implements Caller {
        @Override
        public String userId() {
            return "grace";
        }

        @Override
        public Set<String> roles() {
            return Set.of(role);
        }

        @Override
        public Set<String> scopes() {
            return Set.of();
        }

        @Override
        public String signInId() {
            return "session";
        }

        @Override
        public Instant signedInAt() {
            return Instant.EPOCH;
        }

        @Override
        public Optional<Instant> authenticatedAt() {
            return Optional.empty();
        }

        @Override
        public Instant issuedAt() {
            return Instant.EPOCH;
        }

        @Override
        public Instant expiresAt() {
            return Instant.EPOCH;
        }

        @Override
        public Secret accessToken() {
            return new Secret("");
        }
    }
}
