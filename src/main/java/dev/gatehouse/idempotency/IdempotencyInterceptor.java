package dev.gatehouse.idempotency;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvitationIncomplete;
import dev.gatehouse.identity.InterceptorOrder;
import dev.gatehouse.identity.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first request with an idempotency key run, and no other. It runs within the limits, which count repetitions too, and
 * within the audit, which writes no line for them: nothing happens.
 */
@Idempotent
@Interceptor
@Priority(InterceptorOrder.IDEMPOTENCY)
class IdempotencyInterceptor {
    private final IdempotencyKeys keys;
    private final Run run;
    private final Caller caller;
    private final RoutingContext request;

    IdempotencyInterceptor(IdempotencyKeys keys, Run run, Caller caller, RoutingContext request) {
        this.keys = keys;
        this.run = run;
        this.caller = caller;
        this.request = request;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        KeyField.read(request.request().headers().getAll(KeyField.NAME))
                .map(key -> keys.begin(nameOf(key), fingerprint()))
                .ifPresent(run::begin);
        try {
            return invocation.proceed();
        } catch (IdentityException e) {
            // The same request, sent again, completes it.
            if (e.failure() instanceof InvitationIncomplete) {
                run.end().ifPresent(keys::release);
            }
            throw e;
        }
    }

    /** Per caller and route: nobody gets another's answer, or blocks another's key. */
    private String nameOf(String key) {
        return Sha256.base64UrlOfParts(
                caller.userId(), request.request().method().name(), request.normalizedPath(), key);
    }

    private String fingerprint() {
        @Nullable String query = request.request().query();
        @Nullable Buffer body = request.body().buffer();
        return Sha256.base64UrlOfParts(
                (query == null ? "" : query).getBytes(StandardCharsets.UTF_8),
                body == null ? new byte[0] : body.getBytes());
    }
}
