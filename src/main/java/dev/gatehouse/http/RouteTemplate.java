package dev.gatehouse.http;

import static java.util.stream.Collectors.toSet;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jspecify.annotations.Nullable;

/** The template of a request's route, so that no id, address or other input gets into a log or a metric. */
final class RouteTemplate {
    static final String UNMATCHED = "unmatched";
    private static final String KEY = RouteTemplate.class.getName();

    private static final Set<String> PROBES = Set.of("/health/live", "/health/ready", "/health/started");

    private static volatile Map.@Nullable Entry<Deployment, RequestMapper<InitialMatch>> classes;

    /** What is declared of a route. */
    private record Route(String template, Set<String> consumed) {}

    private RouteTemplate() {}

    /** Names the route of a request that no resource answers. */
    static void set(RoutingContext context, String template) {
        context.put(KEY, template);
    }

    /** @param matched the template that the framework matched; null if none */
    static String of(RoutingContext context, @Nullable String matched) {
        if (matched != null) {
            return matched;
        }
        @Nullable String set = context.get(KEY);
        if (set != null) {
            return set;
        }
        String path = context.normalizedPath();
        return isProbe(path)
                ? path
                : routes(path).values().stream()
                        .map(Route::template)
                        .findFirst()
                        .orElse(UNMATCHED);
    }

    /** Whether it is a path that the platform asks again and again, for health or metrics. */
    static boolean isOperational(String path) {
        return isProbe(path) || path.equals("/health") || path.equals("/metrics");
    }

    static boolean isProbe(String path) {
        return PROBES.contains(path);
    }

    /** The methods of the route at the path, in alphabetical order; none if there is no route. */
    static Set<String> methods(String path) {
        Set<String> methods =
                new TreeSet<>(isProbe(path) ? Set.of("GET") : routes(path).keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    /** Whether the route for the method at the path declares that it takes bodies of this media type. */
    static boolean takes(String path, String method, String mediaType) {
        Route route = routes(path).get(method);
        return route != null && route.consumed().contains(mediaType);
    }

    /** The routes that match the path, by method. Needed for requests refused before the framework matched them. */
    private static Map<String, Route> routes(String path) {
        RequestMatch<InitialMatch> inClass = classes().map(path);
        if (inClass == null || !(routing(inClass.value) instanceof ClassRoutingHandler methods)) {
            return Map.of();
        }
        String rest = inClass.remaining.isEmpty() ? "/" : inClass.remaining;
        Map<String, Route> routes = new TreeMap<>();
        methods.getMappers().forEach((method, mapper) -> {
            RequestMatch<RuntimeResource> match = mapper.map(rest);
            if (method != null && match != null) {
                String template = (inClass.template.template + match.template.template).replaceAll("(?<=.)/$", "");
                routes.put(
                        method,
                        new Route(
                                template,
                                match.value.getConsumes().stream()
                                        .map(MediaType::toString)
                                        .collect(toSet())));
            }
        });
        return routes;
    }

    /** Created once, and again when development mode has restarted the application. */
    private static RequestMapper<InitialMatch> classes() {
        Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
        Map.Entry<Deployment, RequestMapper<InitialMatch>> known = classes;
        if (known == null || known.getKey() != deployment) {
            known = Map.entry(deployment, new RequestMapper<>(deployment.getClassMappers()));
            classes = known;
        }
        return known.getValue();
    }

    private static @Nullable Object routing(InitialMatch match) {
        for (Object handler : match.handlers) {
            if (handler instanceof ClassRoutingHandler) {
                return handler;
            }
        }
        return null;
    }
}
