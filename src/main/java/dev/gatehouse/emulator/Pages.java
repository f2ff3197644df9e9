package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, and the token of the next. The token holds the key of the last item, so that what is deleted or
 * added between two pages neither repeats nor hides another item.
 */
record Pages<T>(List<T> items, @Nullable String next) {

    private static final int MOST = 60;
    private static final String PREFIX = "after:";

    static <T> Pages<T> of(List<T> all, Function<T, String> key, Request request, String tokenName) {
        return of(all, key, request, tokenName, "Limit");
    }

    static <T> Pages<T> of(List<T> all, Function<T, String> key, Request request, String tokenName, String limitName) {
        Function<String, Stream<T>> after = last ->
                all.stream().filter(item -> key.apply(item).compareTo(last) > 0).sorted(Comparator.comparing(key));
        return of(after, key, request, tokenName, limitName);
    }

    /** A page of what follows a key, in order: only so much of it is read as the page needs. */
    static <T> Pages<T> of(
            Function<String, Stream<T>> after,
            Function<T, String> key,
            Request request,
            String tokenName,
            String limitName) {
        int asked = request.members().path(limitName).asInt();
        int limit = asked == 0 ? MOST : asked;
        List<T> rest = after.apply(
                        request.optionalText(tokenName).map(Pages::key).orElse(""))
                .limit(limit + 1L)
                .toList();
        if (rest.size() <= limit) {
            return new Pages<>(rest, null);
        }
        List<T> page = rest.subList(0, limit);
        return new Pages<>(page, token(key.apply(page.getLast())));
    }

    /** Adds the token of the next page to an answer, if there is one. */
    ObjectNode mark(ObjectNode answer, String tokenName) {
        return next == null ? answer : answer.put(tokenName, next);
    }

    private static String token(String key) {
        return Base64.getEncoder().encodeToString((PREFIX + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) {
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(PREFIX)) {
                return text.substring(PREFIX.length());
            }
        } catch (IllegalArgumentException notOurs) {
            throw invalid();
        }
        throw invalid();
    }

    private static CognitoError invalid() {
        return CognitoError.invalidParameter("Invalid pagination token.");
    }
}
