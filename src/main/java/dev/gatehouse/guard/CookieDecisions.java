package dev.gatehouse.guard;

import dev.gatehouse.guard.Decision.Allowed;
import dev.gatehouse.guard.Decision.Anonymous;
import dev.gatehouse.guard.Decision.Reason;
import dev.gatehouse.guard.Decision.Refused;
import dev.gatehouse.http.CookieCredential;
import dev.gatehouse.http.CookieCredential.Found;
import dev.gatehouse.http.CrossSiteRule;
import dev.gatehouse.http.RequestContext;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.CrossSiteRequest;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.PresentedToken;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Decides about requests with a session cookie and without a bearer token. A session that has ended, or cannot be read, is none:
 * a browser cannot leave the cookie out by itself.
 */
@Singleton
class CookieDecisions {
    private final CookieCredential cookies;
    private final CrossSiteRule rule;
    private final Judge judge;
    private final DecisionAnswer answer;

    CookieDecisions(CookieCredential cookies, CrossSiteRule rule, Judge judge, DecisionAnswer answer) {
        this.cookies = cookies;
        this.rule = rule;
        this.judge = judge;
        this.answer = answer;
    }

    /** Whether the cookie of this request decides, and not its Authorization field. */
    boolean concern(Credential credential, Question question) {
        return credential instanceof Credential.None && cookies.isIn(question.context());
    }

    /** Answers at once, unless the session must be refreshed, or keys or the email address be fetched. */
    void decide(Question question) {
        BrowserRequest original = question.original();
        if (!rule.allows(original.method(), question.headers(), original.origin())) {
            answer.give(
                    question,
                    new Refused(Reason.CROSS_SITE, new IdentityException(new CrossSiteRequest())),
                    "",
                    List.of());
            return;
        }
        cookies.find(question.context())
                .subscribe()
                .with(
                        found -> decide(question, found),
                        failure -> answer.give(question, new Refused(Reason.UNAVAILABLE, failure), "", List.of()));
    }

    private void decide(Question question, Found found) {
        switch (found) {
            case Found.None() -> answer.give(question, nobody(question, Reason.CREDENTIAL_MISSING), "", List.of());
            case Found.Unreadable(List<String> lines) ->
                answer.give(question, nobody(question, Reason.CREDENTIAL_MISSING), "", lines);
            case Found.Ended(List<String> lines) ->
                answer.give(question, nobody(question, Reason.TOKEN_REFUSED), "", lines);
            case Found.Unavailable(IdentityException failure) ->
                answer.give(question, new Refused(Reason.UNAVAILABLE, failure), "", List.of());
            case Found.Session(Secret token, List<String> lines) -> decide(question, token.value(), lines);
        }
    }

    private void decide(Question question, String text, List<String> lines) {
        Credential credential = new Credential.Bearer(new PresentedToken(text));
        AccessToken known = judge.known(credential, question.required());
        if (known != null) {
            RequestContext.setUser(question.context(), known.userId());
            answer.give(question, new Allowed(known, ""), text, lines);
            return;
        }
        judge.decide(credential, question.required(), decision -> {
            boolean hasEnded = decision instanceof Refused refused && refused.reason() == Reason.TOKEN_REFUSED;
            answer.give(question, hasEnded && question.required().optional() ? new Anonymous() : decision, text, lines);
        });
    }

    private static Decision nobody(Question question, Reason reason) {
        if (question.required().optional()) {
            return new Anonymous();
        }
        return new Refused(
                reason,
                reason == Reason.TOKEN_REFUSED
                        ? new IdentityException(new TokenRefused("The session has ended."))
                        : new UnauthorizedException());
    }
}
