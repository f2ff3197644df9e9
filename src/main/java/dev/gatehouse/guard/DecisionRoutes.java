package dev.gatehouse.guard;

import dev.gatehouse.guard.Decision.Allowed;
import dev.gatehouse.guard.Decision.Reason;
import dev.gatehouse.guard.Decision.Refused;
import dev.gatehouse.http.RawRoute;
import dev.gatehouse.http.RequestContext;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.token.AccessToken;
import io.quarkus.security.ForbiddenException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code /guard/forward-auth}, {@code /guard/auth-request} and {@code /guard/ext-authz}: whether a request may pass, as 200,
 * 302, 401, 403 or 503. Only the operator's own query can be answered with 400. It runs on the event loop.
 */
@Singleton
class DecisionRoutes implements RawRoute.Table {
    private static final Logger LOG = Logger.getLogger(DecisionRoutes.class);

    /** The requirement of {@link GuardRoute#EXT_AUTHZ}, which the proxy sets over a client's. */
    static final String REQUIRE = "X-Guard-Require";
    /** Any user who is signed in. */
    private static final String ANY = "any";

    private final Requirements requirements;
    private final Judge judge;
    private final DecisionAnswer answer;
    private final CookieDecisions cookies;
    private final RequirementWarning warning;
    private final Map<GuardRoute, RawRoute> routes = new EnumMap<>(GuardRoute.class);

    DecisionRoutes(
            Requirements requirements, Judge judge, DecisionAnswer answer, CookieDecisions cookies, Clock clock) {
        this.requirements = requirements;
        this.judge = judge;
        this.answer = answer;
        this.cookies = cookies;
        this.warning = new RequirementWarning(clock);
        for (GuardRoute route : GuardRoute.values()) {
            routes.put(route, new DecisionRoute(route));
        }
    }

    @Override
    public @Nullable RawRoute find(String target) {
        GuardRoute route = GuardRoute.of(target);
        return route == null ? null : routes.get(route);
    }

    private final class DecisionRoute implements RawRoute {
        private final GuardRoute route;

        DecisionRoute(GuardRoute route) {
            this.route = route;
        }

        @Override
        public String template() {
            return route.path();
        }

        @Override
        public void answer(RoutingContext context) {
            HttpServerRequest request = context.request();
            route.original(request).putInto(context);
            Requirement required;
            try {
                required = route == GuardRoute.EXT_AUTHZ ? ofField(request) : requirements.of(query(request.uri()));
            } catch (IdentityException | ForbiddenException e) {
                RequestContext.putIntoLog(context);
                answer.refuse(context, new Refused(Reason.REQUIREMENT_INVALID, e));
                return;
            }
            Credential credential = Credential.of(request.headers());
            Question question = new Question(context, route, required);
            if (cookies.concern(credential, question)) {
                RequestContext.putIntoLog(context);
                cookies.decide(question);
                return;
            }
            AccessToken known = judge.known(credential, required);
            if (known == null) {
                // May log, or ask Cognito.
                RequestContext.putIntoLog(context);
                judge.decide(credential, required, decision -> answer.give(question, decision, credential));
            } else {
                RequestContext.setUser(context, known.userId());
                answer.give(question, new Allowed(known, ""), credential);
            }
        }
    }

    private static String query(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** Nothing of the target is read: the client chooses it. Without a requirement that is understood nobody may pass. */
    private Requirement ofField(HttpServerRequest request) {
        List<String> fields = request.headers().getAll(REQUIRE);
        if (fields.size() == 1 && !fields.getFirst().isEmpty()) {
            String field = fields.getFirst();
            try {
                return requirements.of(field.equals(ANY) ? "" : field);
            } catch (IdentityException e) {
                LOG.debugf("%s is malformed", REQUIRE);
            }
        }
        warning.log();
        throw new ForbiddenException();
    }
}
