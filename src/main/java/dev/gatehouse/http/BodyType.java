package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;

/** The kinds of bodies. Each route takes one of them. */
enum BodyType {
    JSON("application/json", "", 0),
    /** JSON Merge Patch (RFC 7396), under its own media type or as JSON. */
    MERGE_PATCH("application/json", BodyType.PATCH, 0),
    /** A token in a form may be as long as in a header. */
    FORM("application/x-www-form-urlencoded", "", 40 * 1024);

    private static final String PATCH = "application/merge-patch+json";

    private final String plain;
    private final Pattern spellings;
    private final long minSize;

    BodyType(String name, String otherName, long minSize) {
        this.plain = name;
        String names = otherName.isEmpty() ? Pattern.quote(name) : Pattern.quote(name) + '|' + Pattern.quote(otherName);
        this.spellings = Pattern.compile("(?:" + names + ")[ \\t]*(?:;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        this.minSize = minSize;
    }

    /** The one that the route of the request takes: JSON, unless it declares another. */
    static BodyType of(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.POST) && RouteTemplate.takes(context.normalizedPath(), "POST", FORM.plain)) {
            return FORM;
        }
        return method.equals(HttpMethod.PATCH) && isPatchable(context.normalizedPath()) ? MERGE_PATCH : JSON;
    }

    /** Whether there is a route at the path that takes JSON Merge Patch. */
    static boolean isPatchable(String path) {
        return RouteTemplate.takes(path, "PATCH", PATCH);
    }

    /** Says which patches the route takes (RFC 5789 §3.1). */
    static void putAcceptPatch(HttpServerResponse response) {
        response.putHeader("Accept-Patch", PATCH);
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
