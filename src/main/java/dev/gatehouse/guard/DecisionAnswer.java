package dev.gatehouse.guard;

import dev.gatehouse.guard.Decision.Allowed;
import dev.gatehouse.guard.Decision.Anonymous;
import dev.gatehouse.guard.Decision.Reason;
import dev.gatehouse.guard.Decision.Refused;
import dev.gatehouse.http.ProblemAnswers;
import dev.gatehouse.http.RequestId;
import dev.gatehouse.http.SecurityHeaders;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

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
    private static final String TOKEN = "X-Auth-Access-Token";
    private static final int FOUND = 302;

    private final IdentityHeaders identity;
    private final ProblemAnswers problems;
    private final DecisionCounts counts;
    private final SecurityHeaders security;
    private final SignInPage signIn;

    DecisionAnswer(
            IdentityHeaders identity,
            ProblemAnswers problems,
            DecisionCounts counts,
            SecurityHeaders security,
            SignInPage signIn) {
        this.identity = identity;
        this.problems = problems;
        this.counts = counts;
        this.security = security;
        this.signIn = signIn;
    }

    /** Refuses a question that is not understood. */
    void refuse(RoutingContext context, Refused refused) {
        counts.count(refused);
        DecisionAudit.refused(refused.reason());
        refuseByProblem(context, refused);
    }

    /** Answers a decision by this credential. */
    void give(Question question, Decision decision, Credential credential) {
        give(question, decision, credential instanceof Credential.Bearer(var token) ? token.text() : "", List.of());
    }

    /**
     * Answers a decision.
     *
     * @param token the access token that was judged; empty if there is none
     * @param setCookies values of Set-Cookie fields for the browser
     */
    void give(Question question, Decision decision, String token, List<String> setCookies) {
        HttpServerResponse response = question.context().response();
        if (response.ended() || response.closed()) {
            return;
        }
        counts.count(decision);
        if (!setCookies.isEmpty()) {
            SetCookieFields.put(response.headers(), setCookies, question.route(), decision);
        }
        switch (decision) {
            case Anonymous() -> {
                security.putLeast(response.headers());
                identity.putNobody(response.headers());
                putMore(response, question, "");
                response.end();
            }
            case Allowed allowed -> {
                security.putLeast(response.headers());
                identity.put(response.headers(), allowed.token(), allowed.address());
                putMore(response, question, token);
                response.end();
            }
            case Refused refused -> {
                DecisionAudit.refused(refused.reason());
                refuse(question, refused);
            }
        }
    }

    private static void putMore(HttpServerResponse response, Question question, String token) {
        if (question.required().token()) {
            response.putHeader(TOKEN, token);
        }
        if (question.required().cookies()) {
            response.putHeader(HttpHeaders.COOKIE, OtherCookies.of(question.headers()));
        }
    }

    /** nginx takes no redirect for a decision, so there it is a field of the refusal. */
    private void refuse(Question question, Refused refused) {
        RoutingContext context = question.context();
        if (leadsToSignIn(question, refused)) {
            String address = signIn.address(question.original());
            if (question.route() != GuardRoute.AUTH_REQUEST) {
                security.put(context);
                context.response()
                        .setStatusCode(FOUND)
                        .putHeader(HttpHeaders.LOCATION, address)
                        .end();
                return;
            }
            context.response().putHeader("X-Auth-Location", address);
        }
        refuseByProblem(context, refused);
    }

    /** A bad bearer token is not a person's: no sign-in page changes it. */
    private static boolean leadsToSignIn(Question question, Refused refused) {
        return question.required().redirect()
                && (refused.reason() == Reason.CREDENTIAL_MISSING || refused.reason() == Reason.TOKEN_REFUSED)
                && Credential.of(question.headers()) instanceof Credential.None
                && question.original().isNavigation(question.headers());
    }

    private void refuseByProblem(RoutingContext context, Refused refused) {
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
