package dev.gatehouse.identity;

import java.util.Optional;

/** Where the request under way comes from. */
public interface ClientAddress {
    /** The client's IP address, or what trusted proxies say of it; nothing where it is not known. */
    Optional<String> current();
}
