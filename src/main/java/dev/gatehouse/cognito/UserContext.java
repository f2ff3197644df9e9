package dev.gatehouse.cognito;

import dev.gatehouse.identity.ClientAddress;
import dev.gatehouse.identity.Device;
import dev.gatehouse.identity.DeviceContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;

/** What the pool's threat protection is told of the client, without which it judges this service's own address. */
@Singleton
class UserContext {
    private final boolean sent;
    private final ClientAddress address;
    private final Device device;

    UserContext(CognitoConfig config, ClientAddress address, Device device) {
        this.sent = config.sendClientAddress();
        this.address = address;
        this.device = device;
    }

    /** Of the request under way: what runs after its answer must be given it. Null where nothing is told. */
    @Nullable
    UserContextDataType current() {
        if (!sent) {
            return null;
        }
        return UserContextDataType.builder()
                .ipAddress(address.current().orElse(null))
                .encodedData(device.context().map(DeviceContext::value).orElse(null))
                .build();
    }
}
