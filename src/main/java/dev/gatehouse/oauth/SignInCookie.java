package dev.gatehouse.oauth;

import dev.gatehouse.http.CookieFields;
import dev.gatehouse.http.HttpConfig;
import dev.gatehouse.http.PublicUrl;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The sign-ins that a browser has under way, one per tab, in one sealed cookie. It is {@code SameSite=Lax}, because the callback
 * is a navigation from another site.
 */
@Singleton
class SignInCookie {
    /** Older sign-ins are forgotten first, also where long addresses leave no room for so many. */
    private static final int MOST = 4;
    /** Browsers keep at most 4096 bytes of a cookie, its attributes included (RFC 6265bis). */
    private static final int LONGEST_LINE = 4096;

    private final Seal seal;
    private final String name;
    private final String attributes;
    private final Duration lifetime;

    /** The content, the newest first. */
    @RegisterForReflection
    record Content(List<SignInUnderWay> signIns) {}

    SignInCookie(Seal seal, HttpConfig http, OauthConfig config) {
        this.seal = seal;
        boolean secure = PublicUrl.isForSecureCookies(http);
        this.name = (secure ? "__Host-" : "") + "gatehouse-oauth";
        this.attributes = "; Path=/; HttpOnly" + (secure ? "; Secure" : "") + "; SameSite=Lax";
        this.lifetime = config.signInLifetime();
    }

    /** The sign-ins in the cookie of this request; none if it cannot be read. Of two such cookies neither is trusted. */
    List<SignInUnderWay> read(RoutingContext request) {
        List<String> values = new ArrayList<>();
        CookieFields.forEach(request.request().headers(), (cookie, value) -> {
            if (cookie.equals(name)) {
                values.add(value);
            }
        });
        return values.size() == 1
                ? seal.open(Purpose.OAUTH_SIGN_IN, values.getFirst(), Content.class)
                        .map(Content::signIns)
                        .orElse(List.of())
                : List.of();
    }

    /** The sign-in with this state. */
    Optional<SignInUnderWay> find(RoutingContext request, String state) {
        return read(request).stream()
                .filter(signIn -> signIn.state().value().equals(state))
                .findFirst();
    }

    /** Adds a sign-in. One whose address is too long for the cookie leads home. */
    void add(RoutingContext request, SignInUnderWay signIn) {
        List<SignInUnderWay> signIns = new ArrayList<>();
        signIns.add(line(List.of(signIn)).isPresent() ? signIn : signIn.leadingHome());
        signIns.addAll(read(request));
        put(request, signIns);
    }

    /** Replaces a sign-in by the one that was begun in its place. */
    void replace(RoutingContext request, SignInUnderWay old, SignInUnderWay signIn) {
        List<SignInUnderWay> signIns = new ArrayList<>(List.of(signIn));
        signIns.addAll(others(request, old));
        put(request, signIns);
    }

    /** Removes a sign-in that is over. */
    void remove(RoutingContext request, SignInUnderWay old) {
        put(request, others(request, old));
    }

    private List<SignInUnderWay> others(RoutingContext request, SignInUnderWay old) {
        return read(request).stream()
                .filter(signIn -> !signIn.state().equals(old.state()))
                .toList();
    }

    private void put(RoutingContext request, List<SignInUnderWay> signIns) {
        String line = IntStream.iterate(Math.min(MOST, signIns.size()), count -> count > 0, count -> count - 1)
                .mapToObj(count -> line(signIns.subList(0, count)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(name + "=; Max-Age=0" + attributes);
        request.response().headers().add(HttpHeaders.SET_COOKIE, line);
    }

    /** The line with all of them; empty if it would be too long. */
    private Optional<String> line(List<SignInUnderWay> signIns) {
        String sealed = seal.seal(Purpose.OAUTH_SIGN_IN, new Content(signIns), lifetime);
        String line = name + "=" + sealed + "; Max-Age=" + lifetime.toSeconds() + attributes;
        return Optional.of(line).filter(whole -> whole.length() <= LONGEST_LINE);
    }
}
