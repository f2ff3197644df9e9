package dev.gatehouse.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client of the API that records the secrets which it receives, and the answers that refuse it. */
final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> GIVEN = List.of("access_token", "id_token", "refresh_token", "challenge_token");

    private final Gatehouse gatehouse;
    private final Secrets secrets;
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    Visitor(Gatehouse gatehouse, Secrets secrets) {
        this.gatehouse = gatehouse;
        this.secrets = secrets;
    }

    /** The heads and bodies of all answers of 400 and above. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    JsonPath post(int expected, String path, Map<String, ?> body, String... headers) {
        return send(expected, "POST", path, JSON.valueToTree(body).toString(), headers);
    }

    /** Sends a request; its body is JSON unless the headers say otherwise. */
    JsonPath send(int expected, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gatehouse.address() + path))
                .method(method, BodyPublishers.ofString(body));
        if (!List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        Answer answer = gatehouse.send(request.build());
        if (answer.status() != expected) {
            throw new AssertionError(method + " " + path + " answered " + answer.status() + ": " + answer.body());
        }
        if (answer.status() >= 400) {
            refusals.add(answer.response().headers().map() + "\n" + answer.body());
        }
        return noted(answer);
    }

    private JsonPath noted(Answer answer) {
        JsonPath body = JsonPath.from(answer.body().startsWith("{") ? answer.body() : "{}");
        for (String name : GIVEN) {
            if (body.get(name) != null) {
                secrets.add(name.replace('_', ' '), body.getString(name));
            }
        }
        return body;
    }

    void note(int status, String head, String body) {
        if (status >= 400) {
            refusals.add(head + "\n" + body);
        }
    }
}
