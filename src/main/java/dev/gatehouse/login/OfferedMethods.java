package dev.gatehouse.login;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.MethodNotAvailable;
import dev.gatehouse.identity.SignInMethod;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The methods to sign in that the settings offer, the same for every address. It is created at the start, which a missing or
 * malformed setting stops.
 */
@Startup
@Singleton
class OfferedMethods {
    static final String PASSWORD = "password";

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,125}[a-z0-9])?");

    private final Set<SignInMethod> methods;

    OfferedMethods(LoginConfig config) {
        this.methods = EnumSet.noneOf(SignInMethod.class);
        config.methods().ifPresent(methods::addAll);
        if (methods.contains(SignInMethod.PASSKEY)
                && !HOST.matcher(config.passkeyRelyingPartyId().orElse("")).matches()) {
            throw new ConfigurationException(
                    "gatehouse.login.passkey-relying-party-id is missing or malformed: set it to"
                            + " the host of the pool's passkeys, such as example.com.");
        }
    }

    /** The names of all methods, the password first. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(PASSWORD));
        methods.forEach(method -> names.add(method.label()));
        return names;
    }

    /** @throws IdentityException {@code MethodNotAvailable} when no method without a password is offered */
    void requireAny() {
        require(!methods.isEmpty());
    }

    /** @throws IdentityException {@code MethodNotAvailable} when it is not offered */
    void require(SignInMethod method) {
        require(methods.contains(method));
    }

    private static void require(boolean available) {
        if (!available) {
            throw new IdentityException(new MethodNotAvailable());
        }
    }
}
