package dev.gatehouse.emulator;

import dev.gatehouse.emulator.hosted.OAuthSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An app client of the pool: who may ask for tokens, and how long they live. Two secrets may be live at once, as at
 * Cognito, so that one can be rotated without an outage.
 */
public record AppClient(
        String id,
        @Nullable String secret,
        @Nullable String secondSecret,
        boolean rotation,
        Duration rotationGrace,
        boolean preventUserExistenceErrors,
        Duration accessTokenLife,
        Duration idTokenLife,
        Duration refreshTokenLife,
        Duration sessionLife,
        boolean userAuth,
        @Nullable Set<String> writeAttributes,
        OAuthSettings oauth) {

    /** A client with a secret, refresh-token rotation (10 s of grace) and concealed user existence. */
    public static AppClient confidential(String id, String secret) {
        return create(id, secret, true);
    }

    /** A client without a secret or rotation, which reveals unknown users, as Cognito's API defaults do. */
    public static AppClient open(String id) {
        return create(id, null, false);
    }

    private static AppClient create(String id, @Nullable String secret, boolean guarded) {
        return new AppClient(
                id,
                secret,
                null,
                guarded,
                Duration.ofSeconds(10),
                guarded,
                Duration.ofMinutes(60),
                Duration.ofMinutes(60),
                Duration.ofDays(30),
                Duration.ofMinutes(3),
                true,
                null,
                OAuthSettings.none());
    }

    /** The same client with other settings for the pool's domain. */
    public AppClient withOAuth(OAuthSettings settings) {
        return new AppClient(
                id,
                secret,
                secondSecret,
                rotation,
                rotationGrace,
                preventUserExistenceErrors,
                accessTokenLife,
                idTokenLife,
                refreshTokenLife,
                sessionLife,
                userAuth,
                writeAttributes,
                settings);
    }

    /** Whether the client may write this attribute. Without a list it may write all. */
    boolean mayWrite(String attribute) {
        return writeAttributes == null || writeAttributes.contains(attribute);
    }

    boolean hasSecret() {
        return secret != null || secondSecret != null;
    }

    boolean accepts(String candidate) {
        return Objects.equals(secret, candidate) || Objects.equals(secondSecret, candidate);
    }

    @Override
    public String toString() {
        return "AppClient[" + id + "]";
    }
}
