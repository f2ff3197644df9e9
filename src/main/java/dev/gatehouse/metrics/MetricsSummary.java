package dev.gatehouse.metrics;

import dev.gatehouse.http.RequestWatch;
import dev.gatehouse.lifecycle.Uptime;
import dev.gatehouse.metrics.MetricsResponse.Memory;
import dev.gatehouse.metrics.MetricsResponse.Requests;
import dev.gatehouse.metrics.MetricsResponse.Upstream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Summarizes the meters of all packages. */
@Singleton
class MetricsSummary {
    private final MeterRegistry registry;
    private final RequestWatch watch;
    private final Uptime uptime;

    MetricsSummary(MeterRegistry registry, RequestWatch watch, Uptime uptime) {
        this.registry = registry;
        this.watch = watch;
        this.uptime = uptime;
    }

    @Startup
    void begin() {
        Gauge.builder("http.server.active.requests", watch, RequestWatch::inFlight)
                .description("HTTP requests in progress")
                .register(registry);
        Gauge.builder("process.resident.memory", MetricsSummary::residentBytes)
                .description("Resident set size of the process")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Not a number where the system does not report it. */
    private static double residentBytes() {
        OptionalLong rss = ProcessMemory.now().rss();
        return rss.isPresent() ? rss.getAsLong() : Double.NaN;
    }

    MetricsResponse now() {
        ProcessMemory memory = ProcessMemory.now();
        return new MetricsResponse(
                uptime.seconds(),
                new Memory(memory.used(), memory.committed(), memory.max(), memory.rss()),
                requests(),
                auth(),
                upstream());
    }

    private Requests requests() {
        Collection<Timer> timers = registry.find(HttpMetrics.NAME).timers();
        return new Requests(
                timers.stream().mapToLong(Timer::count).sum(),
                watch.inFlight(),
                counts(timers, timer -> tag(timer, "status").charAt(0) + "xx"),
                counts(timers, timer -> tag(timer, "method") + " " + tag(timer, "uri")));
    }

    private Map<String, Map<String, Long>> auth() {
        return registry.find("gatehouse.auth.events").counters().stream()
                .collect(Collectors.groupingBy(
                        counter -> tag(counter, "event"),
                        TreeMap::new,
                        Collectors.groupingBy(
                                counter -> tag(counter, "outcome"),
                                TreeMap::new,
                                Collectors.summingLong(MetricsSummary::count))));
    }

    private Map<String, Upstream> upstream() {
        Map<String, Upstream> operations = new TreeMap<>();
        registry.find("gatehouse.upstream").timers().stream()
                .collect(Collectors.groupingBy(timer -> tag(timer, "operation")))
                .forEach((operation, timers) -> operations.put(
                        operation,
                        new Upstream(
                                counts(timers, timer -> tag(timer, "outcome")),
                                timers.stream()
                                                .mapToDouble(MetricsSummary::totalMillis)
                                                .sum()
                                        / Math.max(
                                                1,
                                                timers.stream()
                                                        .mapToLong(Timer::count)
                                                        .sum()),
                                timers.stream()
                                        .mapToDouble(timer -> timer.max(TimeUnit.MILLISECONDS))
                                        .max()
                                        .orElse(0))));
        return operations;
    }

    private static Map<String, Long> counts(Collection<Timer> timers, Function<Timer, String> by) {
        return timers.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.summingLong(Timer::count)));
    }

    private static double totalMillis(Timer timer) {
        return timer.totalTime(TimeUnit.MILLISECONDS);
    }

    private static long count(Counter counter) {
        return Math.round(counter.count());
    }

    private static String tag(Meter meter, String name) {
        String value = meter.getId().getTag(name);
        return value == null ? "" : value;
    }
}
