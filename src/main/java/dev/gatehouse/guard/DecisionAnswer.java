package dev.gatehouse.guard;

import dev.gatehouse.guard.Decision.Allowed;
import dev.gatehouse.guard.Decision.Anonymous;
import dev.gatehouse.guard.Decision.Refused;
import dev.gatehouse.http.ProblemAnswers;
import dev.gatehouse.http.RequestId;
import dev.gatehouse.http.SecurityHeaders;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Answers a decision. nginx keeps only {@code WWW-Authenticate} of a 401, and nothing of a 403 or 503, so a refusal repeats the
 * rest in fields of its own, from which a proxy can make the answer again.
 */
@Singleton
class DecisionAnswer {
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final String STATUS = "X-Auth-Status";
    private static final String CODE = "X-Auth-Code";
    private static final String RETRY_AFTER = "X-Auth-Retry-After";
    private static final String CHALLENGE = "X-Auth-Challenge";

    private final IdentityHeaders identity;
    private final ProblemAnswers problems;
    private final DecisionCounts counts;
    private final SecurityHeaders security;

    DecisionAnswer(IdentityHeaders identity, ProblemAnswers problems, DecisionCounts counts, SecurityHeaders security) {
        this.identity = identity;
        this.problems = problems;
        this.counts = counts;
        this.security = security;
    }

    void give(RoutingContext context, Decision decision) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        counts.count(decision);
        switch (decision) {
            case Anonymous() -> {
                security.putLeast(response.headers());
                identity.putNobody(response.headers());
                response.end();
            }
            case Allowed allowed -> {
                security.putLeast(response.headers());
                identity.put(response.headers(), allowed.token(), allowed.address());
                response.end();
            }
            case Refused refused -> {
                DecisionAudit.refused(refused.reason());
                refuse(context, refused);
            }
        }
    }

    private void refuse(RoutingContext context, Refused refused) {
        ProblemAnswers.Form form = problems.form(refused.failure(), RequestId.of(context));
        security.put(context);
        HttpServerResponse response = context.response().setStatusCode(form.status());
        form.headers().forEach(response::putHeader);
        response.putHeader(STATUS, Integer.toString(form.status())).putHeader(CODE, form.code());
        repeat(response, "Retry-After", RETRY_AFTER, form);
        repeat(response, "WWW-Authenticate", CHALLENGE, form);
        response.putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM).end(form.body());
    }

    private static void repeat(HttpServerResponse response, String name, String as, ProblemAnswers.Form form) {
        String value = form.headers().get(name);
        if (value != null) {
            response.putHeader(as, value);
        }
    }
}
