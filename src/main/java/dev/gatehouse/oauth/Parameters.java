package dev.gatehouse.oauth;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The parameters of a query. None may occur twice (RFC 6749 §3.1), and an empty one counts as absent. */
final class Parameters {
    private final MultiMap values;

    private Parameters(MultiMap values) {
        this.values = values;
    }

    static Parameters of(RoutingContext request) {
        return new Parameters(request.queryParams());
    }

    /** @throws IdentityException {@code InvalidInput} when it is given twice */
    Optional<String> find(String name) {
        List<String> given = values.getAll(name);
        if (given.size() > 1) {
            throw refused(name, "must be given once");
        }
        return given.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    String required(String name) {
        return find(name).orElseThrow(() -> refused(name, "is required"));
    }

    boolean flag(String name) {
        String value = find(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw refused(name, "must be true or false");
        }
        return value.equals("true");
    }

    static IdentityException refused(String name, String message) {
        return new IdentityException(new InvalidInput(name, message));
    }
}
