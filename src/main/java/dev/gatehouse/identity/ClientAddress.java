package dev.gatehouse.identity;

import java.util.Optional;

/** The address of the current request's client. */
public interface ClientAddress {
    /** The client's IP address, as forwarded by trusted proxies; empty if it is not known. */
    Optional<String> current();
}
