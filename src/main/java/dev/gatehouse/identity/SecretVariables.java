package dev.gatehouse.identity;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.Expressions;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from the environment without expansion of {@code $}. In other settings <code>${name}</code> refers to another
 * setting, and {@code $$} and {@code \$} are an escaped {@code $}.
 */
@Priority(Priorities.APPLICATION)
public final class SecretVariables implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;

    private static final Set<String> SECRETS = Set.of(
            "gatehouse.cognito.client-secret",
            "gatehouse.seal.secret",
            "gatehouse.seal.previous-secret",
            "gatehouse.limit.key-secret",
            "gatehouse.event.webhook.secret",
            "gatehouse.event.webhook.previous-secret",
            "gatehouse.redis.url",
            "gatehouse.traces.headers");
    /** The secret of a service, by its client id. */
    private static final Pattern SERVICE_SECRET = Pattern.compile("gatehouse\\.oauth\\.clients\\..+\\.secret");
    /** How application.properties refers to a variable. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z_]+):([^$]*)}");

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!SECRETS.contains(name) && !SERVICE_SECRET.matcher(name).matches()) {
            return context.proceed(name);
        }
        @Nullable ConfigValue found = unexpanded(context, name);
        if (found == null || found.getValue() == null || isFromEnvironment(found)) {
            return found;
        }
        Matcher reference = REFERENCE.matcher(found.getValue());
        if (!reference.matches()) {
            return context.proceed(name);
        }
        @Nullable ConfigValue variable = unexpanded(context, reference.group(1));
        if (variable == null) {
            return found.withValue(reference.group(2));
        }
        return isFromEnvironment(variable) ? found.withValue(variable.getValue()) : context.proceed(name);
    }

    private static @Nullable ConfigValue unexpanded(ConfigSourceInterceptorContext context, String name) {
        return Expressions.withoutExpansion(() -> context.proceed(name));
    }

    private static boolean isFromEnvironment(ConfigValue value) {
        return EnvConfigSource.NAME.equals(value.getConfigSourceName());
    }
}
