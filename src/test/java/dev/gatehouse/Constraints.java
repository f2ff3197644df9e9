package dev.gatehouse;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.CodePointLength;

/** What Jakarta Validation demands of a record's member, in the keywords of JSON Schema. */
final class Constraints {
    private Constraints() {}

    /** The member's annotations, wherever the compiler put them. */
    static Stream<Annotation> of(Class<?> type, RecordComponent member) {
        try {
            return Stream.of(
                            member.getAnnotations(),
                            member.getAccessor().getAnnotations(),
                            type.getDeclaredField(member.getName()).getAnnotations())
                    .flatMap(Arrays::stream)
                    .distinct();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean demands(Class<?> type, RecordComponent member) {
        return of(type, member).anyMatch(found -> found instanceof NotNull || found instanceof NotEmpty);
    }

    static Map<String, String> keywords(Class<?> type, RecordComponent text) {
        Map<String, String> keywords = new TreeMap<>();
        of(type, text).forEach(found -> {
            switch (found) {
                case CodePointLength length -> length(keywords, length.min(), length.max());
                case NotEmpty _ -> keywords.put("minLength", "1");
                case NotBlank _ -> keywords.put("minLength", "1");
                case Email _ -> keywords.put("format", "email");
                case Pattern pattern -> keywords.put("pattern", "^" + pattern.regexp() + "$");
                default -> {}
            }
        });
        return keywords;
    }

    private static void length(Map<String, String> keywords, int min, int max) {
        if (min > 0) {
            keywords.put("minLength", Integer.toString(min));
        }
        keywords.put("maxLength", Integer.toString(max));
    }
}
