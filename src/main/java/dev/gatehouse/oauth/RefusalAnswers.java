package dev.gatehouse.oauth;

import dev.gatehouse.http.BuiltInPages;
import dev.gatehouse.http.ProblemAnswers;
import dev.gatehouse.http.RefusedSignIn;
import dev.gatehouse.http.RequestId;
import dev.gatehouse.http.ReturnTo;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.IdentityFailure.RateLimited;
import dev.gatehouse.identity.IdentityFailure.SessionTooLarge;
import dev.gatehouse.identity.IdentityFailure.SignInRefused;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers a failure of a route that browsers open: with a page for a person, with problem details for a program, and to an API
 * client with an error at its redirect URI.
 */
@Singleton
class RefusalAnswers {
    private static final String PROBLEM = "application/problem+json";
    private static final int SEE_OTHER = 303;

    private final ProblemAnswers problems;
    private final BuiltInPages pages;
    private final RefusalPage plainPage;
    private final SignInCookie cookie;
    private final OauthConfig config;

    RefusalAnswers(
            ProblemAnswers problems,
            BuiltInPages pages,
            RefusalPage plainPage,
            SignInCookie cookie,
            OauthConfig config) {
        this.problems = problems;
        this.pages = pages;
        this.plainPage = plainPage;
        this.cookie = cookie;
        this.config = config;
    }

    Response of(IdentityException e, RoutingContext request) {
        Optional<SignInOptions> options = Optional.ofNullable(
                        request.queryParams().get("state"))
                .flatMap(state -> cookie.find(request, state))
                .map(SignInUnderWay::options);
        if (e.failure() instanceof SignInRefused refused) {
            boolean cancelled = Refusal.kind(refused) == RefusedSignIn.CANCELLED;
            Optional<SignInOptions> ofClient = options.filter(known -> known.client() != null);
            if (ofClient.isPresent()) {
                return to(ClientAddress.refused(ofClient.get(), cancelled ? "access_denied" : "server_error"));
            }
            Optional<String> signInPage = config.signInPage().or(pages::signIn);
            if (cancelled && signInPage.isPresent() && isForAPerson(request)) {
                return to(signInPage.get() + "?return_to=" + ClientAddress.encoded(returnTo(options)));
            }
        }
        ProblemAnswers.Form problem = problems.form(e, RequestId.of(request));
        Response.ResponseBuilder answer = isForAPerson(request)
                ? page(request, problem.status(), e.failure(), returnTo(options))
                : Response.status(problem.status()).type(PROBLEM).entity(problem.body());
        problem.headers().forEach(answer::header);
        return answer.build();
    }

    private Response.ResponseBuilder page(
            RoutingContext request, int status, IdentityFailure failure, String returnTo) {
        return pages.refusal(request, reason(failure), returnTo)
                .map(text -> RefusalPage.answer(status, text))
                .orElseGet(() -> plainPage.of(request, status, sentence(failure), returnTo));
    }

    /** Leads to this address as it is written: a {@code URI} would refuse or change some, and be made absolute by the request. */
    static Response to(String address) {
        return to(address, null);
    }

    static Response to(String address, @Nullable Object entity) {
        return Response.status(SEE_OTHER)
                .header(HttpHeaders.LOCATION.toString(), address)
                .entity(entity)
                .build();
    }

    private static String returnTo(Optional<SignInOptions> options) {
        return options.filter(known -> known.client() == null)
                .map(SignInOptions::returnTo)
                .orElse(ReturnTo.HOME);
    }

    private static boolean isForAPerson(RoutingContext request) {
        return request.request().headers().getAll(HttpHeaders.ACCEPT).stream()
                .anyMatch(field -> field.toLowerCase(Locale.ROOT).contains("text/html"));
    }

    private static RefusedSignIn reason(IdentityFailure failure) {
        return switch (failure) {
            case SignInRefused refused -> Refusal.kind(refused);
            case InvalidInput _ -> RefusedSignIn.INVALID_LINK;
            case RateLimited _ -> RefusedSignIn.RATE_LIMITED;
            case SessionTooLarge _ -> RefusedSignIn.SESSION_TOO_LARGE;
            default -> RefusedSignIn.UNAVAILABLE;
        };
    }

    private static String sentence(IdentityFailure failure) {
        return switch (failure) {
            case SignInRefused refused -> refused.reason();
            case InvalidInput _ -> "The link that led here is not valid.";
            case RateLimited _ -> "There were too many sign-ins. Wait a minute before the next one.";
            case SessionTooLarge _ -> "The account is in too many groups to be signed in with this browser.";
            default -> "Nobody can be signed in at the moment. Try again later.";
        };
    }
}
