package dev.gatehouse.account;

import dev.gatehouse.identity.ProfileAttributes;
import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The attributes that the settings list, checked at the start. The address has routes of its own; what says who somebody is, is
 * verified or may do something is not a person's own to change.
 */
@Singleton
class ListedAttributes implements ProfileAttributes, StartupStep {
    private static final Set<String> STANDARD = Set.of(
            "address",
            "birthdate",
            "family_name",
            "gender",
            "given_name",
            "locale",
            "middle_name",
            "name",
            "nickname",
            "phone_number",
            "picture",
            "profile",
            "website",
            "zoneinfo");

    private static final Pattern CUSTOM = Pattern.compile("custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20}");

    private final Set<String> names;

    ListedAttributes(AccountConfig config) {
        this.names = Set.copyOf(config.attributes());
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.ACCOUNT_ATTRIBUTES;
    }

    /** Aborts the start with one sentence if a name may not be listed. */
    @Override
    public void run() {
        if (!names.stream()
                .allMatch(
                        name -> STANDARD.contains(name) || CUSTOM.matcher(name).matches())) {
            throw new ConfigurationException(
                    "gatehouse.account.attributes is malformed: each must be custom:… or one of "
                            + String.join(", ", STANDARD.stream().sorted().toList()) + ".");
        }
    }

    @Override
    public Set<String> names() {
        return names;
    }
}
