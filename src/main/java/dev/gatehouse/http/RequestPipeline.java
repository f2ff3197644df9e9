package dev.gatehouse.http;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way of every request, on the event loop: the steps below in their order, then its body, then the routes of the framework
 * (authentication, resources, health). Whatever refuses it, or answers nothing, ends in one answer with problem details.
 *
 * <p>A step is a function that says whether the request goes on. One that does not go on has been answered, or has failed with
 * a status.
 */
@Singleton
class RequestPipeline {
    /** Before every handler of the framework. Only answers from below the router ({@link EarlyRefusal}) have not passed these steps. */
    private static final int FIRST = -20_000;
    /** After every route. */
    private static final int LAST = Integer.MAX_VALUE - 1;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final boolean IS_DEVELOPMENT = LaunchMode.current() == LaunchMode.DEVELOPMENT;

    private final List<Step> steps;
    private final AllowedMethods methods;
    private final BodyLimit body;
    private final ShutdownState shutdown;
    private final ProblemAnswers problems;

    /** One step. */
    private interface Step {
        boolean proceeds(RoutingContext context);
    }

    RequestPipeline(
            RequestInternals internals,
            RequestId id,
            TrustedProxies proxies,
            RequestWatch watch,
            SecurityHeaders headers,
            AllowedOrigins origins,
            AllowedMethods methods,
            AcceptHeader accept,
            BodyLimit body,
            ShutdownState shutdown,
            ProblemAnswers problems) {
        this.methods = methods;
        this.body = body;
        this.shutdown = shutdown;
        this.problems = problems;
        this.steps = List.of(
                // So that every answer and every line of the log has an id.
                always(id::assign),
                context -> isClientThere(internals, context),
                always(proxies::identifyClient),
                // From here on the end of the request is logged and counted.
                always(watch::begin),
                always(headers::put),
                always(this::completeHeadLater),
                // A page reads a refusal only if its origin is allowed, so this comes before what refuses. It answers
                // preflights.
                origins::proceeds,
                RequestPipeline::isShown,
                RequestPipeline::hasOneAuthorization,
                methods::proceeds,
                accept::proceeds,
                BodyForm::hasJsonContentType);
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::begin).failureHandler(problems::answerFailure);
        router.route().order(LAST).handler(problems::answerNotFound).failureHandler(problems::answerFailure);
    }

    private void begin(RoutingContext context) {
        for (Step step : steps) {
            if (!step.proceeds(context)) {
                return;
            }
        }
        body.read(context, () -> {
            if (BodyForm.isUtf8(context)) {
                BodyForm.setPlainType(context);
                context.next();
            }
        });
    }

    private static Step always(Consumer<RoutingContext> step) {
        return context -> {
            step.accept(context);
            return true;
        };
    }

    private static boolean isClientThere(RequestInternals internals, RoutingContext context) {
        if (internals.isOpen(context.request())) {
            return true;
        }
        // Nobody reads the answer, but a graceful shutdown waits for the end of each request.
        context.response().end();
        return false;
    }

    /** What the answer's head says only when it is known: the methods beside 405, and whether the connection ends. */
    private void completeHeadLater(RoutingContext context) {
        boolean mayHaveBody = BodyLimit.mayHaveBody(context.request());
        context.addHeadersEndHandler(_ -> {
            methods.nameIfRefused(context);
            if (shutdown.hasBegun() || (mayHaveBody && isBodyUnread(context))) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        });
    }

    /**
     * RFC 9112 §9.3, §9.6: a client that waits to be told to send its body may not do so any more, and then its next request
     * would be taken for the body.
     */
    private static boolean isBodyUnread(RoutingContext context) {
        return context.body().buffer() == null;
    }

    /** The framework's own routes are hidden: health and metrics have ours. In development its pages stay. */
    private static boolean isShown(RoutingContext context) {
        String path = context.normalizedPath();
        if (IS_DEVELOPMENT || (!path.equals("/q") && !path.startsWith("/q/"))) {
            return true;
        }
        context.fail(NOT_FOUND);
        return false;
    }

    /** RFC 9110 §5.3: a proxy before this service may have looked at the other of two Authorization fields. */
    private static boolean hasOneAuthorization(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.headers().getAll(HttpHeaders.AUTHORIZATION).size() <= 1) {
            return true;
        }
        context.fail(BAD_REQUEST);
        return false;
    }
}
