package dev.gatehouse.emulator;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Puts the page of the outbox beside the routes of the service. In a production build this bean does not exist. */
@Singleton
@IfBuildProfile("dev")
final class OutboxRoutes {

    private final EmulatorStart start;

    OutboxRoutes(EmulatorStart start) {
        this.start = start;
    }

    void install(@Observes Router router) {
        new OutboxPage(start::outbox).install(router);
    }
}
