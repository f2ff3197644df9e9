package dev.gatehouse.account;

import dev.gatehouse.cognito.CognitoAccount;
import dev.gatehouse.cognito.CognitoAttributes;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Factor;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.ProfileAttributes;
import dev.gatehouse.identity.Profiles;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Changes the attributes of the caller. All are checked before any is written. */
@Singleton
class ProfileChange {
    private static final String PHONE_NUMBER = "phone_number";

    private final CognitoAttributes attributes;
    private final CognitoAccount account;
    private final ProfileAttributes listed;
    private final Profiles profiles;

    ProfileChange(CognitoAttributes attributes, CognitoAccount account, ProfileAttributes listed, Profiles profiles) {
        this.attributes = attributes;
        this.account = account;
        this.listed = listed;
        this.profiles = profiles;
    }

    /** Cognito has no operation that sets some and removes others: if it refuses the second, the first is done. */
    void apply(Caller caller, Map<String, @Nullable String> changes) {
        Map<String, String> set = new TreeMap<>();
        Set<String> removed = new TreeSet<>();
        changes.forEach((name, value) -> {
            check(name, value);
            if (value == null) {
                removed.add(name);
            } else {
                set.put(name, value);
            }
        });
        if (changes.containsKey(PHONE_NUMBER)) {
            requireNoFactor(caller.accessToken());
        }
        try {
            if (!set.isEmpty()) {
                attributes.set(caller.accessToken(), set);
            }
            if (!removed.isEmpty()) {
                attributes.remove(caller.accessToken(), removed);
            }
        } finally {
            // After a failure too: Cognito may have made the change.
            profiles.forget(caller.userId());
        }
    }

    private void check(String name, @Nullable String value) {
        if (!listed.names().contains(name)) {
            throw invalid(shortened(name), "is unknown");
        }
        if (value != null) {
            AttributeValue.fault(name, value).ifPresent(fault -> {
                throw invalid(name, fault);
            });
        }
    }

    /** A number that is wrong or gone would lock the person out, and that of somebody else would let that one in. */
    private void requireNoFactor(Secret accessToken) {
        if (account.read(accessToken).factors().contains(Factor.SMS)) {
            throw invalid(PHONE_NUMBER, "cannot be changed while sign-ins ask for a code by SMS");
        }
    }

    /** As long as the name of an unknown member in other answers. */
    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 64));
    }

    private static IdentityException invalid(String field, String message) {
        return new IdentityException(new InvalidInput(field, message));
    }
}
