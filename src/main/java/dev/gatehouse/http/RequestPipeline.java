package dev.gatehouse.http;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;

/**
 * Processes every request on the event loop: the steps below in their order, then its body, then the routes of the framework. A
 * failure, or a request that no route answers, gets problem details.
 *
 * <p>On the way to the method of a resource follow: authentication and roles, where the route requires them (package {@code
 * token}); its check for a recent sign-in ({@code FreshSignInFilter}); then the interceptors, in the order of
 * {@code identity.InterceptorOrder}: audit, session cookie, validation, rate limits, idempotency.
 */
@Singleton
class RequestPipeline {
    /** Before every handler of the framework. Only answers from below the router ({@link EarlyRefusal}) do not pass here. */
    private static final int FIRST = -20_000;
    /** After every route. */
    private static final int LAST = Integer.MAX_VALUE - 1;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final boolean IS_DEVELOPMENT = LaunchMode.current() == LaunchMode.DEVELOPMENT;

    private final List<Step> steps;
    private final AllowedMethods methods;
    private final RequestBody body;
    private final ShutdownState shutdown;
    private final ProblemAnswers problems;

    /** Returns whether the request goes on. If not, the step has answered it, or let it fail with a status. */
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
            CrossSiteCheck crossSite,
            AllowedMethods methods,
            AcceptHeader accept,
            RequestBody body,
            ShutdownState shutdown,
            ProblemAnswers problems,
            RawRoute.Table decisions) {
        this.methods = methods;
        this.body = body;
        this.shutdown = shutdown;
        this.problems = problems;
        this.steps = List.of(
                // First, so that every answer and every log line has an id.
                always(id::assign),
                context -> isClientThere(internals, context),
                always(proxies::identifyClient),
                // From here on the end of the request is logged and counted.
                always(watch::begin),
                always(context -> context.addHeadersEndHandler(_ -> completeHead(context))),
                context -> isNoGuardRoute(decisions, context),
                always(RequestContext::putIntoLog),
                always(headers::put),
                // Answers preflights. Before the steps that refuse, because a page can read a refusal only with CORS
                // fields.
                origins::proceeds,
                RequestPipeline::isShown,
                RequestPipeline::hasOneAuthorization,
                crossSite::proceeds,
                methods::proceeds,
                accept::proceeds);
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::begin).failureHandler(problems::answerFailure);
        router.route().order(LAST).handler(context -> context.fail(NOT_FOUND)).failureHandler(problems::answerFailure);
    }

    private void begin(RoutingContext context) {
        for (Step step : steps) {
            if (!step.proceeds(context)) {
                return;
            }
        }
        body.read(context, context::next);
    }

    private static Step always(Consumer<RoutingContext> step) {
        return context -> {
            step.accept(context);
            return true;
        };
    }

    /** Routes of {@code guard} are answered here: a proxy asks about any request, so none of the later steps may refuse it. */
    private static boolean isNoGuardRoute(RawRoute.Table decisions, RoutingContext context) {
        RawRoute decision = decisions.find(context.request().uri());
        if (decision == null) {
            return true;
        }
        RouteTemplate.set(context, decision.template());
        decision.answer(context);
        return false;
    }

    private static boolean isClientThere(RequestInternals internals, RoutingContext context) {
        if (internals.isOpen(context.request())) {
            return true;
        }
        // The client does not get this answer, but a graceful shutdown waits for the end of each request.
        context.response().end();
        return false;
    }

    /**
     * Adds the fields that depend on the status and the body. RFC 9112 §9.3, §9.6: after an unread body the connection is
     * closed, because the client may have left the body out, and its next request would be taken for it.
     */
    private void completeHead(RoutingContext context) {
        methods.nameIfRefused(context);
        if (shutdown.hasBegun() || RequestBody.isUnread(context)) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** Hides the framework's own routes, except in development: this service has its own for health and metrics. */
    private static boolean isShown(RoutingContext context) {
        String path = context.normalizedPath();
        if (IS_DEVELOPMENT || (!path.equals("/q") && !path.startsWith("/q/"))) {
            return true;
        }
        context.fail(NOT_FOUND);
        return false;
    }

    /** RFC 9110 §5.3: of two Authorization fields, a proxy before this service may have checked the other one. */
    private static boolean hasOneAuthorization(RoutingContext context) {
        if (context.request().headers().getAll(HttpHeaders.AUTHORIZATION).size() <= 1) {
            return true;
        }
        context.fail(BAD_REQUEST);
        return false;
    }
}
