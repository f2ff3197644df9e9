package dev.gatehouse.lifecycle;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Makes the service behave alike under every locale of its environment. Libraries change the case of protocol text by the
 * default locale: in a Turkish one, Quarkus REST 3.33.2 does not recognize the media type {@code APPLICATION/JSON}.
 */
@Singleton
class FixedLocale {
    private static final int FIRST = 1;

    void set(@Observes @Priority(FIRST) StartupEvent event) {
        Locale.setDefault(Locale.ROOT);
    }
}
