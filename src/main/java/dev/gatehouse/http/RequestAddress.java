package dev.gatehouse.http;

import dev.gatehouse.identity.ClientAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The address of the request under way, by its {@link Client}. */
@Singleton
class RequestAddress implements ClientAddress {
    private final RoutingContext request;

    RequestAddress(RoutingContext request) {
        this.request = request;
    }

    @Override
    public Optional<String> current() {
        return Optional.ofNullable(IpAddress.canonical(Client.of(request).ip()));
    }
}
