package dev.gatehouse.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Data about the client that it sent with the request. */
public record ClientContext(Optional<DeviceContext> device, Optional<ClientMetadata> metadata) {
    public static ClientContext of(@Nullable DeviceContext device, @Nullable ClientMetadata metadata) {
        return new ClientContext(Optional.ofNullable(device), Optional.ofNullable(metadata));
    }
}
