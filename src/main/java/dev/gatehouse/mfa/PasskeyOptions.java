package dev.gatehouse.mfa;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code PublicKeyCredentialCreationOptionsJSON} (WebAuthn Level 3), as Cognito made it. */
@RegisterForReflection
record PasskeyOptions(@JsonValue Map<String, @Nullable Object> value) {

    @Override
    public String toString() {
        return "PasskeyOptions[hidden]";
    }
}
