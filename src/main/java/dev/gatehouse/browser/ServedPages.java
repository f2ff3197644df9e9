package dev.gatehouse.browser;

import dev.gatehouse.http.BuiltInPages;
import dev.gatehouse.http.RefusedSignIn;
import dev.gatehouse.http.ReturnTo;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages, if they are on. It is created at the start, which a malformed setting stops. */
@Startup
@Singleton
class ServedPages implements BuiltInPages {
    private static final String SIGN_IN = "/auth/pages/sign-in";

    private final Optional<Pages> pages;

    ServedPages(PagesConfig config) {
        this.pages = config.enabled() ? Optional.of(new Pages(config)) : Optional.empty();
    }

    Optional<Pages> pages() {
        return pages;
    }

    @Override
    public Optional<String> signIn() {
        return pages.map(_ -> SIGN_IN);
    }

    @Override
    public Optional<String> refusal(RoutingContext request, RefusedSignIn reason, String returnTo) {
        return pages.map(served -> {
            Locale language = language(request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
            HttpServerResponse answer = request.response();
            PageHeaders.put(answer);
            answer.putHeader(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag());
            answer.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
            return served.refusal(reason, language, ReturnTo.HOME.equals(returnTo) ? "" : returnTo);
        });
    }

    /** RFC 4647 §3.4; the first language for a malformed field. */
    static Locale language(@Nullable String accepted) {
        Locale found = null;
        try {
            if (accepted != null) {
                found = Locale.lookup(LanguageRange.parse(accepted), PageFiles.LANGUAGES);
            }
        } catch (IllegalArgumentException e) {
            // A page in the first language is better than a refusal.
        }
        return found == null ? PageFiles.LANGUAGES.getFirst() : found;
    }
}
