package dev.gatehouse.metrics;

import dev.gatehouse.cognito.CallEnd;
import dev.gatehouse.cognito.CallListener;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Times the HTTP requests to Cognito by OpenTelemetry's conventions. */
@Singleton
class CallMetrics implements CallListener {
    private static final int ERROR = 400;

    private final OtelTimers timers;
    private final Map<Key, Optional<Timer>> known = new ConcurrentHashMap<>();

    private record Key(String method, String host, int port, int status, String error) {}

    CallMetrics(OtelTimers timers) {
        this.timers = timers;
    }

    @Override
    public void ended(CallEnd call) {
        if (timers.areWanted()) {
            Key key = new Key(call.method(), call.host(), call.port(), call.status(), error(call));
            known.computeIfAbsent(key, this::timer).ifPresent(timer -> timer.record(call.took()));
        }
    }

    /** The status, if it is an error; else why the answer is of no use, or that there was none. */
    private static String error(CallEnd call) {
        if (call.status() >= ERROR) {
            return Integer.toString(call.status());
        }
        return call.hasSucceeded() ? OtelTimers.NONE : call.outcome();
    }

    private Optional<Timer> timer(Key key) {
        return timers.client(Tags.of(
                "http.request.method", key.method(),
                "server.address", key.host(),
                "server.port", Integer.toString(key.port()),
                "http.response.status_code", key.status() == 0 ? OtelTimers.NONE : Integer.toString(key.status()),
                "error.type", key.error()));
    }
}
