package dev.gatehouse.emulator;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The host names under which a request may reach what is for development only. A web page elsewhere can let a name of its own
 * point to this machine (DNS rebinding), and could then read the codes as its own; its requests bear that name.
 */
final class LocalHosts {

    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    /** Takes further names, for machines that reach this one by another name. */
    LocalHosts(List<String> more) {
        more.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether a Host field, with or without a port, has one of the names. */
    boolean contains(Optional<String> field) {
        return field.map(host -> host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT))
                .filter(names::contains)
                .isPresent();
    }
}
