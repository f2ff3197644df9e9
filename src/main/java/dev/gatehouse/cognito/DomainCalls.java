package dev.gatehouse.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.egress.Egress;
import dev.gatehouse.egress.EgressHttp;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.GrantRefused;
import dev.gatehouse.identity.IdentityFailure.InvalidUpstreamResponse;
import dev.gatehouse.identity.IdentityFailure.Misconfigured;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.identity.IdentityFailure.UpstreamBusy;
import dev.gatehouse.identity.IdentityFailure.UpstreamUnavailable;
import dev.gatehouse.identity.Secret;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls the pool's domain. It is another service of Cognito than the API, with quotas of its own, so the API's circuit breaker
 * does not apply: a bound on calls in flight, a timeout, and no retries, because a code can be exchanged once.
 */
@Singleton
class DomainCalls {
    private static final Logger LOG = Logger.getLogger(DomainCalls.class);
    private static final String TOKEN = "/oauth2/token";
    private static final String USER_INFO = "/oauth2/userInfo";
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration THROTTLED = Duration.ofSeconds(2);
    private static final Duration FAILED = Duration.ofSeconds(5);

    private final DomainAddress address;
    private final AppClient app;
    private final EgressHttp http;
    private final ObjectMapper json;
    private final UpstreamMetrics metrics;
    private final Semaphore places;

    private interface Call {
        EgressHttp.Answer send() throws IOException;
    }

    DomainCalls(
            DomainAddress address,
            AppClient app,
            CognitoConfig config,
            Vertx vertx,
            Egress egress,
            ObjectMapper json,
            UpstreamMetrics metrics) {
        this.address = address;
        this.app = app;
        this.http = new EgressHttp(vertx, egress, config.requestTimeout(), "the answer of the pool's domain");
        this.json = json;
        this.metrics = metrics;
        this.places = new Semaphore(config.maxCallsInFlight());
    }

    /** Posts to the token endpoint (RFC 6749 §4.1.3), authenticated as the app client. */
    JsonNode token(Map<String, String> form) {
        URI endpoint = address.of(TOKEN);
        @Nullable String secret = app.secret();
        Map<String, String> type = Map.of("Content-Type", "application/x-www-form-urlencoded");
        Map<String, String> fields = secret == null
                ? type
                : Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Authorization",
                        "Basic " + base64(app.id() + ":" + secret));
        return call("POST", endpoint, () -> http.post(endpoint, fields, DomainAddress.form(form)));
    }

    /** Reads the claims of the user (OpenID Connect Core §5.3). */
    JsonNode userInfo(Secret accessToken) {
        URI endpoint = address.of(USER_INFO);
        return call(
                "GET", endpoint, () -> http.get(endpoint, Map.of("Authorization", "Bearer " + accessToken.value())));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode call(String method, URI address, Call call) {
        String endpoint = address.getPath();
        if (!places.tryAcquire()) {
            throw new IdentityException(new UpstreamBusy(BUSY));
        }
        UpstreamMetrics.Attempt attempt = metrics.begin(endpoint, CallTarget.of(method, address));
        try {
            EgressHttp.Answer answer = call.send();
            attempt.answered(answer.status());
            if (answer.status() != 200) {
                throw new IdentityException(attempt.failed(refusal(endpoint, answer)));
            }
            JsonNode read = object(answer.body());
            attempt.succeeded();
            return read;
        } catch (NotAnObject e) {
            LOG.warnf("the pool's domain failed %s with an answer that is not a JSON object", endpoint);
            throw new IdentityException(attempt.failed(new InvalidUpstreamResponse()));
        } catch (IOException e) {
            LOG.warnf("the pool's domain failed %s: %s", endpoint, e.getMessage());
            throw new IdentityException(attempt.failed(new UpstreamUnavailable(FAILED)));
        } finally {
            places.release();
        }
    }

    private JsonNode object(byte[] body) throws NotAnObject {
        try {
            JsonNode read = json.readTree(body);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            // Without the exception: its message quotes the body.
        }
        throw new NotAnObject();
    }

    /** RFC 6749 §5.2; only {@code error} is read, because the description may quote input. */
    private IdentityFailure refusal(String endpoint, EgressHttp.Answer answer) {
        String error = "";
        try {
            error = object(answer.body()).path("error").asText();
        } catch (NotAnObject e) {
            LOG.debugf("the pool's domain refused %s without a JSON object", endpoint);
        }
        IdentityFailure failure =
                switch (answer.status()) {
                    case 429 -> new UpstreamBusy(THROTTLED);
                    case 401 ->
                        endpoint.equals(USER_INFO)
                                ? new TokenRefused("The user pool does not accept the token.")
                                : new Misconfigured();
                    case 403 -> endpoint.equals(USER_INFO) ? SelfService.refused() : new Misconfigured();
                    default -> {
                        if (answer.status() >= 500) {
                            yield new UpstreamUnavailable(FAILED);
                        }
                        yield error.equals("invalid_grant") ? new GrantRefused() : new Misconfigured();
                    }
                };
        if (failure instanceof Misconfigured) {
            LOG.errorf(
                    "the pool's domain refuses %s with %d %s: check COGNITO_DOMAIN, COGNITO_CLIENT_ID, the client"
                            + " secret, and the app client's callback URLs, scopes and flows",
                    endpoint, answer.status(), known(error));
        } else if (!(failure instanceof GrantRefused)) {
            LOG.warnf("the pool's domain failed %s with HTTP %d", endpoint, answer.status());
        }
        return failure;
    }

    /** Only a code, so that nobody writes into the log. */
    private static String known(String error) {
        return error.matches("[a-z_]{1,40}") ? error : "";
    }

    private static final class NotAnObject extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
