package dev.gatehouse.cognito;

import dev.gatehouse.identity.ClientAddress;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.DeviceContext;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;

/** What Cognito is told of the client: nothing unless a setting says so. */
@Singleton
class UserContext {
    private static final Told NOTHING = new Told(null, null);

    private final boolean addressIsSent;
    private final boolean metadataIsSent;
    private final ClientAddress address;

    UserContext(CognitoConfig config, ClientAddress address) {
        this.addressIsSent = config.sendClientAddress();
        this.metadataIsSent = config.sendClientMetadata();
        this.address = address;
    }

    /** For the request under way: what runs after its answer must be given it. */
    Told of(ClientContext client) {
        if (!addressIsSent && !metadataIsSent) {
            return NOTHING;
        }
        return new Told(addressIsSent ? data(client) : null, metadataIsSent ? metadata(client) : null);
    }

    private UserContextDataType data(ClientContext client) {
        return UserContextDataType.builder()
                .ipAddress(address.current().orElse(null))
                .encodedData(client.device().map(DeviceContext::value).orElse(null))
                .build();
    }

    private static @Nullable Map<String, String> metadata(ClientContext client) {
        return client.metadata().map(ClientMetadata::value).orElse(null);
    }

    /**
     * As the SDK's requests take it, null where nothing is told. It never prints itself.
     *
     * @param data without it the pool's threat protection judges this service's own address
     * @param metadata for the pool's triggers
     */
    record Told(
            @Nullable UserContextDataType data, @Nullable Map<String, String> metadata) {}
}
