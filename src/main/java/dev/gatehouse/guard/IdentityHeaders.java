package dev.gatehouse.guard;

import dev.gatehouse.identity.CallerKind;
import dev.gatehouse.token.AccessToken;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says in header fields who a request is from. All fields are on every answer that lets a request pass, empty where there is
 * nothing to say: a proxy may take a missing one from the client.
 */
@Singleton
class IdentityHeaders {
    /** RFC 9110 §5.1. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    private static final CharSequence NONE = HttpHeaders.createOptimized("");
    private static final CharSequence USER = HttpHeaders.createOptimized("user");
    private static final CharSequence MACHINE = HttpHeaders.createOptimized("machine");

    private final CharSequence userId;
    private final CharSequence kind;
    private final CharSequence roles;
    private final CharSequence scopes;
    private final CharSequence clientId;
    private final CharSequence pool;
    private final CharSequence email;
    private final CharSequence expires;

    IdentityHeaders(GuardConfig config) {
        GuardConfig.FieldNames names = config.headers();
        this.userId = name("user-id", names.userId());
        this.kind = name("kind", names.kind());
        this.roles = name("roles", names.roles());
        this.scopes = name("scopes", names.scopes());
        this.clientId = name("client-id", names.clientId());
        this.pool = name("pool", names.pool());
        this.email = name("email", names.email());
        this.expires = name("expires", names.expires());
    }

    private static CharSequence name(String setting, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "gatehouse.guard.headers." + setting + " is malformed: it must be the name of a header field.");
        }
        return HttpHeaders.createOptimized(name);
    }

    /** Nobody: all fields are empty. */
    void putNobody(MultiMap headers) {
        List.of(userId, kind, roles, scopes, clientId, pool, email, expires).forEach(name -> headers.set(name, NONE));
    }

    /** @param address the verified email address; empty if it was not asked for */
    void put(MultiMap headers, AccessToken token, String address) {
        boolean isMachine = token.kind() == CallerKind.MACHINE;
        headers.set(userId, isMachine ? NONE : HeaderValue.of(token.userId()));
        headers.set(kind, isMachine ? MACHINE : USER);
        headers.set(roles, HeaderValue.list(token.roles()));
        headers.set(scopes, HeaderValue.list(token.scopes()));
        headers.set(clientId, HeaderValue.of(token.clientId()));
        headers.set(pool, HeaderValue.of(token.pool()));
        headers.set(email, HeaderValue.of(address));
        headers.set(expires, Long.toString(token.expiresAt()));
    }
}
