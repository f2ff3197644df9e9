package dev.gatehouse.guard;

import java.util.Map;

/** Limits of services that a test reaches soon. The test is a trusted proxy, so that it may send requests as from any address. */
public class LimitedServicesPool extends ServicesPool {
    static final int FAILURES_PER_ADDRESS = 3;
    static final int REQUESTS_PER_CLIENT = 8;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        settings.put("gatehouse.limit.enabled", "true");
        settings.put("gatehouse.limit.oauth-client.per-address", FAILURES_PER_ADDRESS + "/1h");
        settings.put("gatehouse.limit.oauth-client.per-account", REQUESTS_PER_CLIENT + "/1h");
        return settings;
    }
}
