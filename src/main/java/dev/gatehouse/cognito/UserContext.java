package dev.gatehouse.cognito;

import dev.gatehouse.identity.ClientAddress;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.ClientMetadata;
import dev.gatehouse.identity.DeviceContext;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;

/** The client data that is sent to Cognito: none unless a setting enables it. */
@Singleton
class UserContext {
    static final Values NOTHING = new Values(null, null);

    private final boolean addressIsSent;
    private final boolean metadataIsSent;
    private final ClientAddress address;

    UserContext(CognitoConfig config, ClientAddress address) {
        this.addressIsSent = config.sendClientAddress();
        this.metadataIsSent = config.sendClientMetadata();
        this.address = address;
    }

    /** Reads the current request, so code that runs after the answer must receive the result as an argument. */
    Values of(ClientContext client) {
        if (!addressIsSent && !metadataIsSent) {
            return NOTHING;
        }
        return new Values(addressIsSent ? data(client) : null, metadataIsSent ? metadata(client) : null);
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
     * Values for the SDK's requests, null where nothing is sent. toString hides them.
     *
     * @param data without it the pool's threat protection evaluates this service's address
     * @param metadata for the pool's triggers
     */
    record Values(
            @Nullable UserContextDataType data, @Nullable Map<String, String> metadata) {}
}
