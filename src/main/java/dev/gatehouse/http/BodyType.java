package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;

/** The media types of bodies. Each route takes one of them. */
enum BodyType {
    JSON("application/json", 0),
    /** A token in a form may be as long as in a header. */
    FORM("application/x-www-form-urlencoded", 40 * 1024);

    private final String plain;
    private final Pattern spellings;
    private final long minSize;

    BodyType(String name, long minSize) {
        this.plain = name;
        this.spellings =
                Pattern.compile(Pattern.quote(name) + "[ \\t]*(?:;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        this.minSize = minSize;
    }

    /** The one that the route of the request takes: JSON, unless it declares the other. */
    static BodyType of(RoutingContext context) {
        return context.request().method().equals(HttpMethod.POST) && RouteTemplate.takesForm(context.normalizedPath())
                ? FORM
                : JSON;
    }

    /** The type in the spelling that the framework understands. */
    String plain() {
        return plain;
    }

    /** The limit of a body's size. */
    long maxSize(long configured) {
        return Math.max(configured, minSize);
    }

    /** Whether the request states this type, and no compression. */
    boolean isOf(HttpServerRequest request) {
        List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1
                && spellings.matcher(types.getFirst()).matches()
                && request.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                        .allMatch("identity"::equalsIgnoreCase);
    }
}
