package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.hosted.HostedUi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What tests may do to the pool and ask of it, beside Cognito's own operations. Bad requests are answered with 400. */
final class ControlApi {

    private static final String PREFIX = "/control/";
    private static final String CLIENTS = "clients/";

    private final UserPool pool;
    private final MovableClock clock;
    private final SigningKeys keys;
    private final Faults faults;
    private final CallCounts counts;
    private final UserContexts contexts;
    private final TokenMint mint;
    private final ControlUsers users;
    private final ControlSettings settings;
    private final HostedUi hosted;

    ControlApi(
            UserPool pool,
            MovableClock clock,
            SigningKeys keys,
            Faults faults,
            CallCounts counts,
            UserContexts contexts,
            HostedUi hosted) {
        this.pool = pool;
        this.clock = clock;
        this.keys = keys;
        this.faults = faults;
        this.counts = counts;
        this.contexts = contexts;
        mint = new TokenMint(keys);
        users = new ControlUsers(pool);
        settings = new ControlSettings(pool);
        this.hosted = hosted;
    }

    /** A control request that makes no sense, and why. */
    static final class Mistake extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String sentence;

        Mistake(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }
    }

    Reply answer(Call call) {
        try {
            return route(call, call.json());
        } catch (IOException notJson) {
            return Reply.problem(400, "The body must be a JSON object.");
        } catch (Mistake mistake) {
            return Reply.problem(400, mistake.sentence);
        }
    }

    private Reply route(Call call, ObjectNode body) {
        String path = call.path().substring(PREFIX.length());
        if (path.startsWith(CLIENTS) && "PATCH".equals(call.method())) {
            return settings.patchClient(path.substring(CLIENTS.length()), body);
        }
        return switch (call.method() + " " + path) {
            case "POST faults" -> orderFault(body);
            case "DELETE faults" -> done(faults::clear);
            case "POST clock" -> done(() -> moveClock(body));
            case "DELETE clock" -> done(clock::reset);
            case "POST keys/rotate" -> done(() -> keys.rotate(ControlBody.flag(body, "keep_old", true)));
            case "POST tokens" -> Reply.json(200, Json.object().put("token", mint.mint(body)));
            case "GET calls" -> Reply.json(200, counts.list());
            case "GET contexts" -> Reply.json(200, contexts.list());
            case "DELETE calls" -> done(counts::clear);
            case "GET users" -> users.get(call.query("email"));
            case "POST users" -> users.post(body);
            case "PATCH users" -> users.patch(call.query("email"), body);
            case "PATCH pool" -> settings.patchPool(body);
            case "POST redirects" -> done(() -> ControlDomain.order(hosted.refusals(), body));
            case "DELETE redirects" -> done(hosted.refusals()::clear);
            case "POST reset" -> done(this::reset);
            default -> Reply.problem(404, "The control API has nothing here.");
        };
    }

    private void moveClock(JsonNode body) {
        if (body.has("set_to")) {
            clock.set(Instant.ofEpochSecond(ControlBody.number(body, "set_to")));
        } else {
            clock.advance(Duration.ofSeconds(ControlBody.number(body, "advance_seconds")));
        }
    }

    private void reset() {
        faults.clear();
        clock.reset();
        pool.reset();
        hosted.reset();
        counts.clear();
        contexts.clear();
    }

    private static Reply done(Runnable work) {
        work.run();
        return Reply.empty(204);
    }

    private Reply orderFault(JsonNode body) {
        String operation = ControlBody.text(body, "operation");
        Faults.Kind kind;
        try {
            kind = Faults.Kind.valueOf(ControlBody.text(body, "kind").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new Mistake("The kind must be error, delay, hang, drop, garbage, truncate, status or answer.");
        }
        String error = body.path("error").asText("InternalErrorException");
        int standard = kind == Faults.Kind.STATUS || "InternalErrorException".equals(error) ? 500 : 400;
        long times = body.has("times") ? ControlBody.number(body, "times") : Long.MAX_VALUE;
        int status = body.has("status") ? (int) ControlBody.number(body, "status") : standard;
        long delay = body.has("delay_ms") ? ControlBody.number(body, "delay_ms") : 0;
        if (times < 1 || delay < 0 || status < 200 || status > 599) {
            throw new Mistake("times must be positive, delay_ms not negative, and status between 200 and 599.");
        }
        faults.order(
                operation,
                times,
                new Faults.Fault(
                        kind,
                        error,
                        body.path("message").asText("A fault was ordered."),
                        status,
                        Duration.ofMillis(delay)));
        return Reply.empty(204);
    }
}
