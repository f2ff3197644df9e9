package dev.gatehouse.emulator;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes the pool's and the app clients' settings while they serve. */
final class ControlSettings {

    private final UserPool pool;

    ControlSettings(UserPool pool) {
        this.pool = pool;
    }

    Reply patchPool(JsonNode changes) {
        pool.lockedRun(() -> {
            if (changes.has("password_policy")) {
                pool.policy = policy(pool.policy, changes.path("password_policy"));
            }
            ControlFactors.patchPool(pool.factors, changes);
            if (changes.has("passkeys")) {
                pool.factors.relyingParty =
                        ControlPasskeys.relyingParty(pool.factors.relyingParty, changes.path("passkeys"));
            }
            changes.path("custom_attributes")
                    .properties()
                    .forEach(custom -> pool.attributes.define(
                            custom.getKey(), custom.getValue().asBoolean()));
            pool.attributes.require(changes.path("required_attributes")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList());
            pool.attributes.keepAddress = ControlBody.flag(changes, "keep_address", pool.attributes.keepAddress);
            pool.linkProviders = ControlBody.flag(changes, "link_providers", pool.linkProviders);
            pool.limitsEnabled = ControlBody.flag(changes, "limits_enabled", pool.limitsEnabled);
        });
        return Reply.empty(204);
    }

    private static PasswordPolicy policy(PasswordPolicy old, JsonNode changes) {
        long minimum = ControlBody.number(changes, "minimum_length", old.minimumLength());
        long history = ControlBody.number(changes, "history", old.history());
        if (minimum < 6 || minimum > 99 || history < 0 || history > 24) {
            throw new ControlApi.Mistake("minimum_length must be 6 to 99, and history 0 to 24.");
        }
        return new PasswordPolicy(
                (int) minimum,
                ControlBody.flag(changes, "require_uppercase", old.uppercase()),
                ControlBody.flag(changes, "require_lowercase", old.lowercase()),
                ControlBody.flag(changes, "require_numbers", old.numbers()),
                ControlBody.flag(changes, "require_symbols", old.symbols()),
                (int) history);
    }

    /** Changes a client, or makes one when there is none of that id. */
    Reply patchClient(String id, JsonNode changes) {
        if (!id.matches("[\\w+]{1,128}")) {
            throw new ControlApi.Mistake("A client id has letters, digits, + and _ only.");
        }
        pool.lockedRun(() -> pool.putClient(client(pool.findClient(id).orElseGet(() -> AppClient.open(id)), changes)));
        return Reply.empty(204);
    }

    private static AppClient client(AppClient old, JsonNode changes) {
        return new AppClient(
                old.id(),
                secret(changes, "secret", old.secret()),
                secret(changes, "second_secret", old.secondSecret()),
                ControlBody.flag(changes, "rotation", old.rotation()),
                Duration.ofSeconds(ControlBody.number(
                        changes, "rotation_grace_seconds", old.rotationGrace().toSeconds())),
                ControlBody.flag(changes, "prevent_user_existence_errors", old.preventUserExistenceErrors()),
                minutes(changes, "access_token_minutes", old.accessTokenLife()),
                minutes(changes, "id_token_minutes", old.idTokenLife()),
                minutes(changes, "refresh_token_minutes", old.refreshTokenLife()),
                minutes(changes, "session_minutes", old.sessionLife()),
                ControlBody.flag(changes, "user_auth", old.userAuth()),
                writeAttributes(old.writeAttributes(), changes.path("write_attributes")),
                ControlDomain.settings(old.oauth(), changes));
    }

    private static @Nullable Set<String> writeAttributes(@Nullable Set<String> old, JsonNode names) {
        return names.isMissingNode()
                ? old
                : names.valueStream().map(JsonNode::asText).collect(toSet());
    }

    private static @Nullable String secret(JsonNode changes, String name, @Nullable String old) {
        if (!changes.has(name)) {
            return old;
        }
        return changes.path(name).isNull() ? null : ControlBody.text(changes, name);
    }

    private static Duration minutes(JsonNode changes, String name, Duration old) {
        return Duration.ofMinutes(ControlBody.number(changes, name, old.toMinutes()));
    }
}
