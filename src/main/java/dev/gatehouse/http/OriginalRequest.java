package dev.gatehouse.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy says of the request that it asks about, for the access log. All of it is bounded and printable.
 *
 * @param method the method; empty if it is unknown
 * @param host the host; empty if it is unknown
 * @param path whole segments of the path, up to the first with a character that could be more than a name: never a query
 */
public record OriginalRequest(String method, String host, String path) {
    private static final String KEY = OriginalRequest.class.getName();
    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_HOST = 255;
    private static final int LONGEST_PATH = 128;

    /** The request with this method, host and target. */
    public static OriginalRequest of(@Nullable String method, @Nullable String host, @Nullable String target) {
        return new OriginalRequest(safe(method, LONGEST_METHOD), safe(host, LONGEST_HOST), path(target, 0));
    }

    /** The request with this method and address. */
    public static OriginalRequest ofUrl(@Nullable String method, @Nullable String url) {
        int scheme = url == null ? -1 : url.indexOf("://");
        if (url == null || scheme < 0) {
            return of(method, null, url);
        }
        int host = scheme + 3;
        int end = host;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return new OriginalRequest(
                safe(method, LONGEST_METHOD), safe(url.substring(host, end), LONGEST_HOST), path(url, end));
    }

    private static String safe(@Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        int end = 0;
        while (end < Math.min(text.length(), longest)
                && (isNameCharacter(text.charAt(end)) || ":[]".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return text.substring(0, end);
    }

    private static String path(@Nullable String target, int from) {
        if (target == null) {
            return "";
        }
        int limit = Math.min(target.length(), from + LONGEST_PATH);
        int end = from;
        while (end < limit && (target.charAt(end) == '/' || isNameCharacter(target.charAt(end)))) {
            end++;
        }
        boolean isWhole = end == target.length() || target.charAt(end) == '?' || target.charAt(end) == '/';
        return target.substring(from, isWhole ? end : Math.max(from, target.lastIndexOf('/', end - 1) + 1));
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    /** Makes it known to the access log. */
    public void putInto(RoutingContext context) {
        context.put(KEY, this);
    }

    static @Nullable OriginalRequest of(RoutingContext context) {
        return context.get(KEY);
    }
}
