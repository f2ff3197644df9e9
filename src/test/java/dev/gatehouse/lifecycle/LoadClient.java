package dev.gatehouse.lifecycle;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Signs in and asks who it is, over and over, on one kept connection to each instance. It sends nothing twice: a request that
 * is not answered with 200 is lost. A connection is given up only when the server has said so.
 */
final class LoadClient implements Runnable {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    private static final int FAST_PER_SLOW = 3;

    private final Rotation rotation;
    private final AtomicInteger answered;
    private final Queue<String> lost;
    private final Map<Gatehouse, KeptConnection> connections = new HashMap<>();
    private volatile boolean stopped;

    LoadClient(Rotation rotation, AtomicInteger answered, Queue<String> lost) {
        this.rotation = rotation;
        this.answered = answered;
        this.lost = lost;
    }

    /** Ends after the answer that is awaited. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            String signedIn = request(connection -> connection.post("/auth/login", DEMO));
            if (signedIn.isEmpty()) {
                // Lost, and counted so; to go on without a token would count it again.
                continue;
            }
            String token = JsonPath.from(signedIn).getString("access_token");
            for (int i = 0; i < FAST_PER_SLOW && !stopped; i++) {
                request(connection -> connection.get("/auth/me", token));
            }
        }
    }

    /** The body of the answer; empty if the request is lost. */
    private String request(Exchange exchange) {
        Gatehouse instance = rotation.next();
        try {
            Answer answer = exchange.on(connectionTo(instance));
            if (answer.closes()) {
                connections.remove(instance).close();
            }
            if (answer.status() == 200) {
                answered.incrementAndGet();
                return answer.body();
            }
            lost.add(answer.status() + " " + answer.body());
        } catch (IOException e) {
            connections.remove(instance);
            lost.add(e.toString());
        }
        return "";
    }

    private KeptConnection connectionTo(Gatehouse instance) throws IOException {
        KeptConnection open = connections.get(instance);
        if (open == null) {
            open = KeptConnection.to(instance.address());
            connections.put(instance, open);
        }
        return open;
    }

    private interface Exchange {
        Answer on(KeptConnection connection) throws IOException;
    }
}
