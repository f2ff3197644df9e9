package dev.gatehouse.lifecycle;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Sets a fixed locale. Libraries change the case of protocol text by the default locale: in a Turkish one, Quarkus REST 3.33.2
 * does not recognize the media type {@code APPLICATION/JSON}.
 */
@Singleton
class FixedLocale implements StartupStep {
    @Override
    public StartupOrder order() {
        return StartupOrder.LOCALE;
    }

    @Override
    public void run() {
        Locale.setDefault(Locale.ROOT);
    }
}
