package dev.gatehouse.support;

import java.util.Map;

/**
 * A pool whose health counts for 200 ms only, and which is given up after 500 ms without an answer; with a circuit that opens
 * after four calls, for 1 s, and room for two calls at once.
 */
public class WatchedPool extends PoolResource {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        settings.put("gatehouse.health.pool-check-interval", "200ms");
        settings.put("gatehouse.health.check-timeout", "500ms");
        settings.put("gatehouse.cognito.circuit-window", "4");
        settings.put("gatehouse.cognito.circuit-open-for", "1s");
        settings.put("gatehouse.cognito.max-calls-in-flight", "2");
        return settings;
    }
}
