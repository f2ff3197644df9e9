package dev.gatehouse.http;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Logs each request in the category {@code access}; probes and scrapes, which come all the time, at debug level. */
@Singleton
class AccessLog implements RequestListener {
    private static final Logger ACCESS = Logger.getLogger("access");

    @Override
    public void ended(RequestEnd request) {
        ACCESS.logf(isRoutine(request.route()) ? Logger.Level.DEBUG : Logger.Level.INFO, "%s", request);
    }

    private static boolean isRoutine(String route) {
        return route.equals("/metrics") || route.equals("/health") || route.startsWith("/health/");
    }
}
