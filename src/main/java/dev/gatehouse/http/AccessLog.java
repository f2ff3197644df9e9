package dev.gatehouse.http;

import dev.gatehouse.log.ContextLog;
import jakarta.inject.Singleton;

/** Logs each request in the category {@code access}; probes and scrapes, which come all the time, at debug level. */
@Singleton
class AccessLog implements RequestListener {
    private static final ContextLog ACCESS = new ContextLog("access");

    @Override
    public void ended(RequestEnd request) {
        if (isRoutine(request.route())) {
            ACCESS.debug(request, request.pending());
        } else {
            ACCESS.info(request, request.pending());
        }
    }

    private static boolean isRoutine(String route) {
        return route.equals("/metrics") || route.equals("/health") || route.startsWith("/health/");
    }
}
