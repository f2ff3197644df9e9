package dev.gatehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.token.PresentedToken;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;

/** Makes records of any shape. Text in a component whose name promises personal or secret data is {@link #PRIVATE}. */
final class SampleRecord {
    static final String PRIVATE = "personal-or-secret";

    private static final String PUBLIC = "public";
    /** Judged by the last word of a name, so that {@code tokenType} is public and {@code accessToken} is not. */
    private static final Pattern SENSITIVE = Pattern.compile(
            "(?i)(?:.*(?:[a-z]|^))?(?:emails?|address|phone|passwords?|codes?|tokens?|secrets?|session|username|name|locale"
                    + "|answers?|attributes|parameters|value|values)");
    /** Named so, and yet the same for everybody. */
    private static final Set<String> PUBLIC_ALL_THE_SAME = Set.of(
            // Cognito's ChallengeName.
            "Challenge.name",
            // The kind of problem, for programs.
            "Problem.code",
            "Form.code",
            // Of what the service leans on.
            "Check.name",
            // Roles.
            "GroupRecord.name",
            "GroupResponse.name",
            "CreateGroupRequest.name");

    private SampleRecord() {}

    static Object of(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> value(component.getGenericType(), text(type, component)))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make a " + type.getName(), e);
        }
    }

    private static String text(Class<?> type, RecordComponent component) {
        boolean isPrivate = SENSITIVE.matcher(component.getName()).matches()
                && !PUBLIC_ALL_THE_SAME.contains(type.getSimpleName() + "." + component.getName());
        return isPrivate ? PRIVATE : PUBLIC;
    }

    private static @Nullable Object value(Type type, String text) {
        return switch (type) {
            case ParameterizedType generic -> container(generic, text);
            case Class<?> plain -> plain(plain, text);
            case TypeVariable<?> _ -> text;
            default -> throw new AssertionError("a record holds a " + type + ": say here how to make one");
        };
    }

    private static Object container(ParameterizedType type, String text) {
        Type[] arguments = type.getActualTypeArguments();
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Map.class) {
            return Map.of(PUBLIC, value(arguments[1], text));
        }
        Object element = value(arguments[0], text);
        if (raw == Optional.class) {
            return Optional.of(element);
        }
        return raw == Set.class ? Set.of(element) : List.of(element);
    }

    private static @Nullable Object plain(Class<?> type, String text) {
        if (type == String.class || type == Object.class) {
            return text;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == double.class) {
            return 1.0;
        }
        if (type == Byte.class) {
            return (byte) 1;
        }
        if (type == URI.class) {
            return URI.create("https://" + text + ".test");
        }
        if (type == OptionalLong.class) {
            return OptionalLong.empty();
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == Duration.class) {
            return Duration.ZERO;
        }
        if (type == JsonNode.class) {
            return TextNode.valueOf(text);
        }
        if (type == UserContextDataType.class) {
            return UserContextDataType.builder().encodedData(text).build();
        }
        if (type == JsonNode.class) {
            return TextNode.valueOf(text);
        }
        if (type == PresentedToken.class) {
            return new PresentedToken(text);
        }
        if (type.getName().equals("dev.gatehouse.token.SigningKeys")) {
            // It has no toString of its own, and a private constructor.
            return null;
        }
        if (type == IdentityException.class) {
            return new IdentityException(new InvalidInput(text, text));
        }
        if (type == Throwable.class) {
            return new IllegalStateException(text);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return plain(type.getPermittedSubclasses()[0], text);
        }
        if (type.isRecord()) {
            return of(type);
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> PUBLIC);
        }
        throw new AssertionError("a record holds a " + type + ": say here how to make one");
    }
}
